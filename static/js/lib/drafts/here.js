/** Unsent texts in this browser. `draft:<name>:<key>` holds one; `draft-gone:<key>` remembers that it was sent (as which
    ticket) or deleted, so that no other tab, and no copy that comes back later, offers it again. Nothing here throws:
    a browser that keeps nothing says so by `false` and by empty lists. */
import { newKey } from "./texts.js";

const LASTS = 2 * 24 * 3600 * 1000;   // ms; then it is forgotten

const read = item => { try { return JSON.parse(localStorage.getItem(item)); } catch { return null; } };
const drop = item => { try { localStorage.removeItem(item); } catch { /* nothing was kept */ } };
const items = () => { try { return Object.keys(localStorage); } catch { return []; } };
function write(item, value) { try { localStorage.setItem(item, JSON.stringify(value)); return true; } catch { return false; } }

const item = (name, key) => `draft:${name}:${key}`;
const fresh = one => one?.at && Date.now() - one.at < LASTS;

/** Texts written before there could be several of a name. */
function moved(name) {
  const one = read(`draft:${name}`), key = one?.key ?? newKey();
  if (one?.typed && write(item(name, key), { ...one, key })) drop(`draft:${name}`);
}

/** All texts of some names, and none that is too old or gone. */
export function all(names) {
  const found = [];
  for (const name of names) {
    moved(name);
    for (const place of items().filter(place => place.startsWith(`draft:${name}:`))) {
      const one = read(place), key = place.slice(`draft:${name}:`.length);
      if (fresh(one) && one.typed && !gone(key)) found.push({ ...one, key, where: "here" });
      else drop(place);
    }
  }
  return found;
}

export const one = (name, key) => read(item(name, key));
export const keep = (name, text) => write(item(name, text.key), text);
export const forget = (names, key) => { for (const name of names) drop(item(name, key)); };

/** What became of a text: {reference, print} once it was sent, {reference: ""} when it was deleted; null while it is neither. */
export function gone(key) {
  const told = read(`draft-gone:${key}`);
  return fresh(told) && !told.going ? told : null;
}

/** A text is being sent: which words, so that they are known again should the browser bring them back. */
export const going = (key, print) => gone(key) || write(`draft-gone:${key}`, { at: Date.now(), print, going: true });
export const bury = (key, reference = "") => write(`draft-gone:${key}`, { ...read(`draft-gone:${key}`), at: Date.now(), reference, going: false });
export const dig = key => drop(`draft-gone:${key}`);

/** The sent text that read exactly so: [key, what became of it]. Old memories are forgotten on the way. */
export function sentAs(print) {
  for (const place of items().filter(place => place.startsWith("draft-gone:"))) {
    const told = read(place), key = place.slice("draft-gone:".length);
    if (!fresh(told)) drop(place);
    else if (told.reference && told.print === print) return [key, told];
  }
  return null;
}
