/** Recovery phrases. The same as support/shield/phrases.py, tokens.py, nearby.py and checksum.py. */
import { cuesIn, united } from "./shield-cued.js";
import { CHINESE, chinese } from "./shield-han.js";
import { places } from "./shield-lists.js";
import { SEED_CUES } from "./shield-rules.js";
import { isNear, windows } from "./shield-windows.js";

const WORD = /[\u3400-\u4dbf\u4e00-\u9fff]|(?:(?![\u3400-\u4dbf\u4e00-\u9fff])[\p{L}\u3099\u309a])+/gu;
const LABEL = /(?:word|wort|palabra|mot|parola|palavra|kelime|слово)(?=[ #:.-]{0,3}[0-9])/gu;
const END = /^ ?[:!?]/u;
const FARTHEST = 64, BEFORE = 80, AFTER = 40, ENOUGH = 10, NOWHERE = {};

/** Every recovery phrase of a folded text. */
export function* phrases(text) {
  const lower = text.toLowerCase();
  const words = [...lower.matchAll(WORD)].map(({ 0: word, index }) =>
    ({ start: index, end: index + word.length, places: places.get(word) ?? NOWHERE }));
  if (words.length < ENOUGH) return;
  const cues = cuesIn(SEED_CUES, text);
  yield* certain(text, words, cues);
  const labels = new Set([...lower.matchAll(LABEL)].map(match => match.index));
  if (labels.size >= 12) yield* certain(text, words.filter(word => !labels.has(word.start)), cues);
  if (cues.length) yield* likely(text, words, cues);
}

function* certain(text, words, cues) {
  for (const run of runs(text, words, 12)) {
    const indices = run.words.map(word => word.places[run.language]);
    const found = CHINESE.has(run.language) ? chinese(text, run.words, indices, cues) : windows(indices);
    for (const [start, end] of united(found)) yield seed(run.words.slice(start, end), "certain");
  }
}

/** List words, a misspelt one now and then, near a cue; the cue itself stays readable. */
function* likely(text, words, cues) {
  for (const stretch of joined(runs(text, words, 2))) {
    if (!isNear(cues, stretch[0].start, stretch.at(-1).end, BEFORE, AFTER)) continue;
    for (const part of cut(stretch, cues)) if (part.length >= ENOUGH) yield seed(part, "likely");
  }
}

const seed = (words, certainty) => ({ kind: "seed", start: words[0].start, end: words.at(-1).end, certainty });

function* runs(text, words, shortest) {
  const open = new Map();
  let before = 0;
  for (const [number, word] of words.entries()) {
    const apart = word.start - before > FARTHEST || END.test(text.slice(before, before + 2));
    for (const [language, run] of [...open]) {
      if (!apart && language in word.places) continue;
      open.delete(language);
      if (run.words.length >= shortest) yield run;
    }
    for (const language of Object.keys(word.places)) {
      if (!open.has(language)) open.set(language, { language, first: number, words: [] });
      open.get(language).words.push(word);
    }
    before = word.end;
  }
  for (const run of open.values()) if (run.words.length >= shortest) yield run;
}

/** Stretches of enough list words made of up to three runs with one foreign word between two. */
function* joined(spelt) {
  const chains = new Map();
  for (const run of spelt) {
    if (CHINESE.has(run.language)) continue;
    let chain = chains.get(run.language) ?? [];
    const last = chain.at(-1);
    if (last && run.first !== last.first + last.words.length + 1) chain = [];
    chain = [...chain, run].slice(-3);
    chains.set(run.language, chain);
    const stretch = chain.flatMap(part => part.words);
    if (stretch.length >= ENOUGH) yield stretch;
  }
}

function cut(stretch, cues) {
  const parts = [[]];
  for (const word of stretch) {
    if (isNear(cues, word.start, word.end - 1, -1, 0)) parts.push([]);
    else parts.at(-1).push(word);
  }
  return parts;
}
