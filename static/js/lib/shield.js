/** The shield in the browser: the same secrets found and masked before anything is sent.

    `mask(text)` gives {text, kinds}; `find(text)` the findings {kind, start, end, certainty, hint}; `doubts(text)`
    what may be a secret and stays. English phrases are known at once; the first look at a text fetches the other
    word lists it may need, and `await ready(text)` waits for them. The server masks again: this is a courtesy to
    the writer, whose secret then never leaves the device. Engines as in support/shield/, tables from shield-rules.js. */
import { cards } from "./shield-cards.js";
import { said } from "./shield-cued.js";
import { fold, hasInvisible } from "./shield-fold.js";
import { doubtful, forms } from "./shield-forms.js";
import { keys } from "./shield-keys.js";
import { ready } from "./shield-lists.js";
import { phrases } from "./shield-phrases.js";
import { KINDS } from "./shield-rules.js";

export { ready };
export const MARK = /⟦masked:([a-z_]{2,20})(?::([0-9]{4}))?⟧/gu;
const ROUNDS = 8;

/** The mark of one hidden secret, as it is stored. */
export const mark = (kind, hint = "") => `⟦masked:${kind}${hint && ":"}${hint}⟧`;

/** The text without its secrets, and the kinds of what was there. */
export function mask(text) {
  ready(text);
  const kinds = new Set();
  for (let round = 0; round < ROUNDS; round += 1) {
    const findings = search(text);
    if (!findings.length) break;
    for (const { kind } of findings) kinds.add(kind);
    text = replaced(text, findings);
  }
  return { text, kinds: [...kinds] };
}

/** The secrets of a text in order and apart. */
export function find(text) {
  ready(text);
  return search(text);
}

/** What may be a secret but stays: to be asked about before sending. */
export function doubts(text) {
  const folded = fold(text);
  const masked = find(text);
  return merged([...doubtful(folded.text)].map(finding => placed(finding, folded)))
    .filter(doubt => !masked.some(found => doubt.start < found.end && found.start < doubt.end));
}

function search(text) {
  const found = [];
  let start = 0;
  for (const border of [...text.matchAll(MARK), { 0: "", index: text.length }]) {
    for (const finding of inStretch(text.slice(start, border.index)))
      found.push({ ...finding, start: finding.start + start, end: finding.end + start });
    start = border.index + border[0].length;
  }
  return found;
}

function inStretch(text) {
  if (text.length < 4) return [];
  const folded = fold(text);
  const found = [
    ...keys(folded.text), ...cards(folded.text), ...forms(folded.text), ...phrases(folded.text), ...said(folded.text),
  ].map(finding => placed(finding, folded));
  if (hasInvisible(text)) {
    const parted = fold(text, " ");
    for (const finding of phrases(parted.text)) found.push(placed(finding, parted));
  }
  return merged(found);
}

function placed(finding, folded) {
  const [start, end] = folded.span(finding.start, finding.end);
  return { certainty: "certain", hint: "", ...finding, start, end };
}

/** Overlapping findings become one, named after the surest, then gravest. */
function merged(findings) {
  const apart = [];
  for (const finding of findings.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = apart.at(-1);
    if (last && finding.start < last.end) {
      const best = rank(last) <= rank(finding) ? last : finding;
      apart[apart.length - 1] = { ...best, start: last.start, end: Math.max(last.end, finding.end) };
    } else apart.push(finding);
  }
  return apart;
}

const rank = ({ kind, certainty }) => (certainty === "certain" ? 0 : 100) + KINDS.indexOf(kind);

function replaced(text, findings) {
  const parts = [];
  let end = 0;
  for (const finding of findings) {
    parts.push(text.slice(end, finding.start), mark(finding.kind, finding.hint));
    end = finding.end;
  }
  return parts.join("") + text.slice(end);
}
