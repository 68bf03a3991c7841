/** What unsent texts have to do with each other. A text is {key, typed: {field: words}, at (ms), revision, where}. */
import { sha256 } from "../shield-sha256.js";

const FIRST = ["body", "happened", "subject"];   // what tells most about a text comes last
const CHOSEN = new Set(["topic"]);   // a choice alone is no text anybody would miss

export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");

const words = typed => Object.entries(typed).map(([name, value]) => [name, value.trim()]).filter(([, value]) => value).sort();

export const same = (one, other) => JSON.stringify(words(one)) === JSON.stringify(words(other));

/** Whether there is anything to lose. */
export const hasWords = typed => words(typed).some(([name]) => !CHOSEN.has(name));

/** Whether nothing of `part` would be lost with it: every field's words stand in the same field of `whole`. */
export const contains = (whole, part) =>
  words(part).every(([name, value]) => CHOSEN.has(name) || (whole[name] ?? "").includes(value));

export const related = (one, other) => contains(one, other) || contains(other, one);

/** A text's fingerprint: what was sent is known again without being kept. */
export const print = typed => Array.from(sha256(new TextEncoder().encode(JSON.stringify(words(typed)))), byte => byte.toString(16).padStart(2, "0")).join("");

/** The texts to choose from, the newest first. Of one text kept twice the newer counts when one holds the other,
    otherwise both do; an older text that stands whole in a newer one is no text of its own. */
export function settled(texts) {
  const kept = [];
  for (const text of texts.filter(one => hasWords(one.typed)).sort((a, b) => b.at - a.at)) {
    const twin = kept.find(one => one.key === text.key && related(one.typed, text.typed));
    if (twin) twin.both = true;
    else if (!kept.some(one => contains(one.typed, text.typed))) kept.push({ ...text });
  }
  return kept;
}

/** The keys of texts that stand whole in others: sent with them, so not to be offered afterwards. */
export const swallowed = (texts, kept) =>
  [...new Set(texts.filter(one => hasWords(one.typed) && !kept.some(other => other.key === one.key)).map(one => one.key))];

const LONG = 90, LEAD = 24;   // characters shown of a text, and of what it shares with the other before they differ

/** A few words of a text, to know it again: its first ones, or where it begins to differ from what stands in the form. */
export function beginning(typed, other = {}) {
  const said = words(typed).filter(([name]) => !CHOSEN.has(name)).sort(([one], [two]) => FIRST.indexOf(two) - FIRST.indexOf(one));
  const [name, text] = said.find(([name, value]) => value !== (other[name] ?? "").trim()) ?? said[0] ?? ["", ""];
  const beside = other[name] ?? "";
  let shared = 0;
  while (shared < text.length && text[shared] === beside[shared]) shared += 1;
  const start = shared > LEAD * 2 ? text.indexOf(" ", shared - LEAD) + 1 : 0;
  const isCut = start + LONG < text.length, end = isCut ? text.lastIndexOf(" ", start + LONG) : text.length;
  const shown = text.slice(start, end > start ? end : start + LONG).replace(/\s+/gu, " ");
  return `${start ? "…" : ""}${shown}${isCut ? "…" : ""}`;
}
