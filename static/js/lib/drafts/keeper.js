/** Keeps the text of one form, in this browser and at the house, under the form's key. It takes another key rather than
    write over words it has not seen. `tell` hears {kept}, {sent: key, reference}, {parted} (two texts where one was),
    {strange: owner} (the page's account is not signed in any more). */
import * as here from "./here.js";
import { contains, hasWords, newKey, print } from "./texts.js";

export class Keeper {
  constructor({ names, fields, house, form, tell }) {
    Object.assign(this, { names, fields, house, form, tell });
    this.page = newKey().slice(0, 16);   // with `steps` a text's revision: who wrote it, the how-manieth time
    this.steps = 0;
    this.seen = new Set();   // revisions of others that this page has taken up
    this.sent = new Map();   // key: print of the words that went out under it, and may stand here still
    this.anew(this.key);
  }

  get key() { return this.form().elements.key.value; }

  /** From here on the form is about another text. */
  anew(key = newKey()) {
    Object.assign(this, { base: "", isHere: false, isThere: null });
    this.form().elements.key.value = key;
  }

  /** The form goes on with a text that was found. */
  adopt(text, others = []) {
    this.anew(text.key);
    const twins = [text, here.one(this.names[0], text.key), ...others.filter(other => other.key === text.key)];
    for (const one of twins) if (one?.revision) this.seen.add(one.revision);
    this.isHere = text.where === "here" || Boolean(text.both);
    this.base = others.find(one => one.key === text.key)?.revision ?? "";
  }

  /** What the house has of this text: as this page knew it, or an earlier step towards that, it may be written over. */
  meet(others) {
    const there = others.find(one => one.key === this.key), [page, step] = there?.revision.split("-") ?? [];
    const isKnown = [...this.seen].some(one => one.startsWith(`${page}-`) && Number(one.split("-")[1]) >= Number(step));
    if (isKnown) this.base = there.revision;
  }

  isMine({ revision }) { return revision.startsWith(`${this.page}-`) || this.seen.has(revision); }

  /** `last`: the page is going away, and may not wait. `stay`: the key is on its way to be sent, and stays. */
  async save({ last = false, stay = false } = {}) {
    if (!last) await this.fields.ready();
    const text = this.keepHere(stay);
    if (text) await this.keepThere(text, last);
  }

  /** Keep what stands in the form in this browser; gives the text, or null when there is nothing to keep. */
  keepHere(stay = false) {
    const typed = this.fields.read();
    if (this.sent.get(this.key) === print(typed)) return null;
    if (!hasWords(typed)) { this.emptied(); return null; }
    const isOthers = this.isOthers(typed);
    if (isOthers || this.sent.has(this.key) || here.gone(this.key)) {
      if (stay) return null;
      this.anew();
    }
    const text = { key: this.key, typed, at: Date.now(), revision: `${this.page}-${++this.steps}`, base: this.base };
    this.isHere = here.keep(this.names[0], text);
    if (this.isHere) here.forget(this.names.slice(1), text.key);
    this.isThere = null;
    this.tell({ kept: true });
    if (isOthers) this.tell({ parted: true });
    return text;
  }

  /** Whether another tab has written on the text meanwhile what would be lost. */
  isOthers(typed) {
    const before = here.one(this.names[0], this.key);
    return Boolean(before?.revision) && !this.isMine(before) && !contains(typed, before.typed);
  }

  async keepThere(text, last = false) {
    const { status, told } = await this.house.keep(text, last);
    if (text.key !== this.key) return;
    this.isThere = status === 200 && !told?.sent;
    if (told?.sent) this.tell({ sent: text.key, reference: told.sent });
    else if (told?.draft) await this.elsewhere(text, told.draft);
    else {
      this.tell({ kept: true, reason: told?.reason });
      if (status === 401 || status === 403) this.tell({ strange: status === 401 ? "" : "another" });
    }
  }

  /** Another device wrote on this text: go on from there when nothing of it would be lost, else keep both. */
  async elsewhere(text, draft) {
    const isLost = !contains(text.typed, draft.typed);
    if (isLost) this.anew();
    this.seen.add(draft.revision);
    this.base = isLost ? "" : draft.revision;
    const again = this.keepHere();
    if (again) await this.keepThere(again);
    if (isLost) this.tell({ parted: draft });
  }

  /** Everything was rubbed out: there is no unsent text any more. What comes now is a new one. */
  emptied() {
    if (!this.isHere && !this.isThere) return;
    this.remove(this.key);
    this.anew();
    this.tell({ emptied: true });
  }

  remove(key) {
    here.bury(key);
    here.forget(this.names, key);
    this.house.forget(key);
  }

  /** The words that stand in the form went out under its key. */
  went(key, sentWords) { this.sent.set(key, sentWords); }
}
