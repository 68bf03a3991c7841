/** Whether what somebody typed is what a row says: in any case, without accents, words begun or mistyped. */
const APART = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i" };
const WORD = /[\p{L}\p{N}]+/gu, HAN = /\p{Script=Han}/u, HAN_ALL = /\p{Script=Han}/gu;
const SHORTEST_REPAIRED = 4, LONG = 8;   // letters: one slip is forgiven, from LONG on two

export function fold(text, language) {
  const small = text.normalize("NFKC").toLocaleLowerCase(language || undefined);
  return small.normalize("NFD").replace(/\p{M}/gu, "").replace(/[ßæœøłđı]/g, letter => APART[letter]);
}

/** `row` and `typed` are folded. Every typed word must be there; of Chinese every character. */
export function says(row, typed) {
  const words = row.match(WORD) ?? [];
  return (typed.match(WORD) ?? []).every(word => row.includes(word) || (HAN.test(word) ? hasAll(row, word) : words.some(other => begins(other, word))));
}

const hasAll = (row, word) => word.match(HAN_ALL).every(one => row.includes(one));

/** Whether `other` begins like `word`, give or take a slip of the finger. */
function begins(other, word) {
  const most = word.length >= LONG ? 2 : word.length >= SHORTEST_REPAIRED ? 1 : 0;
  if (!most || other[0] !== word[0]) return false;
  const lengths = [0, -1, 1, -2, 2].map(more => word.length + more).filter(length => Math.abs(length - word.length) <= most);
  return lengths.some(length => slips(other.slice(0, length), word, most) <= most);
}

/** Letters left out, added, changed or swapped: the restricted Damerau-Levenshtein distance, as support/search/distance.py. */
function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let last = [], before = [], row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    [last, before, row] = [before, row, [i]];
    for (let j = 1; j <= other.length; j++) {
      let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, last[j - 2] + 1);
      row.push(cost);
    }
  }
  return row[other.length];
}
