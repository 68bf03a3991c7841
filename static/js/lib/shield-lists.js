/** The BIP-39 word lists: English at once, the others fetched when a text is written in their script. */
import english from "./bip39/english.js";
import { fold } from "./shield-fold.js";
import { SHORTENED } from "./shield-rules.js";

const SCRIPTS = [
  [/\p{Script=Latin}+/gu, {
    spanish: () => import("./bip39/spanish.js"),
    french: () => import("./bip39/french.js"),
    italian: () => import("./bip39/italian.js"),
    portuguese: () => import("./bip39/portuguese.js"),
    czech: () => import("./bip39/czech.js"),
    turkish: () => import("./bip39/turkish.js"),
  }],
  [/\p{Script=Cyrillic}+/gu, { russian: () => import("./bip39/russian.js") }],
  [/\p{Script=Hiragana}+/gu, { japanese: () => import("./bip39/japanese.js") }],
  [/\p{Script=Hangul}+/gu, { korean: () => import("./bip39/korean.js") }],
  [/\p{Script=Han}/gu, {
    chinese_simplified: () => import("./bip39/chinese_simplified.js"),
    chinese_traditional: () => import("./bip39/chinese_traditional.js"),
  }],
];
const FEWEST = 6;   // words of a script before its lists are worth fetching: half a phrase
const fetched = new Map();

/** Folded word -> {language: index}, of the lists that are here. */
export const places = new Map();
learn("english", english);

/** Fetches the lists a text may need; the promise is kept when all that can be had are here. */
export function ready(text) {
  const folded = fold(text).text;
  const lists = SCRIPTS.flatMap(([script, languages]) =>
    (folded.match(script)?.length ?? 0) < FEWEST ? [] : Object.entries(languages));
  return Promise.all(lists.map(([language, bring]) => load(language, bring)));
}

function load(language, bring) {
  if (!fetched.has(language)) {
    fetched.set(language, bring().then(
      list => learn(language, list.default),
      () => { fetched.delete(language); },   // offline: the server masks all the same, and we try again
    ));
  }
  return fetched.get(language);
}

function learn(language, list) {
  const words = list.split(" ").map(word => fold(word).text.toLowerCase());
  words.forEach((word, index) => place(word, language, index));
  if (!SHORTENED.includes(language)) return;
  words.forEach((word, index) => {
    const short = word.slice(0, 4);
    if (!(language in (places.get(short) ?? {}))) place(short, language, index);
  });
}

function place(word, language, index) {
  if (!places.has(word)) places.set(word, {});
  places.get(word)[language] = index;
}
