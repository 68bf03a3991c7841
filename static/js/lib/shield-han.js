/** Chinese recovery phrases, whose words are single common characters. The same as support/shield/han.py. */
import { SIZES, isNear, isPhrase, windows } from "./shield-windows.js";

export const CHINESE = new Set(["chinese_simplified", "chinese_traditional"]);
const RARE = 7.5, RARER = 8.4;
const COPULA = /[是为為叫:： ]{0,3}/uy;
const HAN = /^[\u3400-\u4dbf\u4e00-\u9fff]/u;
const LINE_BEGINS = /(?:^|\n)[ "'“「]{0,7}$/u;
const LINE_ENDS = /^[ "'”」。.!]{0,7}(?:$|\r?\n)/u;

/** The [start, end] stretches of a run, as numbers of its words, that are phrases. */
export function chinese(text, words, indices, cues) {
  const found = [];
  let group = [];
  const finish = () => {
    if (!group.length) return;
    if (isSingle(group[0])) {
      const { first } = group[0];
      for (const [start, end] of windows(indices.slice(first, group.at(-1).last))) found.push([start + first, end + first]);
    } else found.push(...inBlocks(text, words, indices, group, cues));
    group = [];
  };
  for (const block of blocks(text, words, cues)) {
    if (group.length && isSingle(group[0]) !== isSingle(block)) finish();
    group.push(block);
  }
  finish();
  return found;
}

const size = block => block.last - block.first;
const isSingle = block => size(block) === 1 && block.cleanLeft && block.cleanRight;

function* inBlocks(text, words, indices, group, cues) {
  for (const number of group.keys()) {
    for (const [start, end] of candidates(group, number)) {
      const part = indices.slice(start, end);
      if (!isPhrase(part)) continue;
      const from = words[start].start, to = words[end - 1].end;
      const marked = isALine(text, from, to) || isNear(cues, from, to, 20, 20);
      if (unlikeProse(part, marked ? RARE : RARER)) yield [start, end];
    }
  }
}

function* candidates(group, number) {
  const head = group[number];
  if (head.afterCue) for (const some of SIZES) if (some < size(head)) yield [head.first, head.first + some];
  if (!head.cleanLeft) return;
  for (const block of group.slice(number, number + SIZES.at(-1))) {
    const reach = block.last - head.first;
    if (size(block) !== size(head) || reach > SIZES.at(-1)) return;
    if (SIZES.includes(reach) && block.cleanRight) yield [head.first, block.last];
  }
}

function* blocks(text, words, cues) {
  const behind = new Set(cues.map(([, end]) => {
    COPULA.lastIndex = end;
    return end + COPULA.exec(text)[0].length;
  }));
  const ahead = new Set(cues.map(([start]) => start));
  let first = 0;
  for (let next = 1; next <= words.length; next += 1) {
    const { end } = words[next - 1];
    if (next < words.length && words[next].start === end && !behind.has(end) && !ahead.has(end)) continue;
    const { start } = words[first];
    yield {
      first,
      last: next,
      cleanLeft: behind.has(start) || !HAN.test(text.slice(Math.max(0, start - 1), start)),
      cleanRight: ahead.has(end) || !HAN.test(text.slice(end, end + 1)),
      afterCue: behind.has(start),
    };
    first = next;
  }
}

const isALine = (text, start, end) =>
  LINE_BEGINS.test(text.slice(Math.max(0, start - 8), start)) && LINE_ENDS.test(text.slice(end, end + 8));

function unlikeProse(indices, least) {
  const rarity = indices.reduce((sum, index) => sum + Math.log2(index + 1), 0) / indices.length;
  return rarity >= least || new Set(indices).size * 2 <= indices.length;
}
