/** Card numbers and the security code behind one. The same as support/shield/cards.py and issuers.py. */
import { matchAt } from "./shield-cued.js";
import { BEHIND_CARD, CARD_RANGES, CARD_SHAPES } from "./shield-rules.js";

const CLUSTER = /[0-9]+(?:(?:[ .\-_/·]{1,3}|[ ]?\r?\n[ ]?)[0-9]+)*/gu;
const SHAPES = new Set(CARD_SHAPES.map(shape => shape.join("-")));

/** Every card number of a folded text, with its last four digits as the hint, and codes right behind. */
export function* cards(text) {
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    if (cluster.length < 13) continue;
    const groups = [...cluster.matchAll(/[0-9]+/gu)].map(({ 0: digits, index: at }) =>
      ({ digits, start: index + at, end: index + at + digits.length, size: digits.length }));
    const ahead = text.slice(Math.max(0, index - 3), index);
    if (groups[0].size === 2 && /(?<![0-9A-Za-z])[A-Z]{2}$/u.test(ahead)) continue;
    for (const part of [...parts(groups), ...spelt(groups)]) {
      const digits = part.map(group => group.digits).join("");
      const start = part[0]?.start, end = part.at(-1)?.end;
      if (!isCard(digits) || !standsFree(text, start, end, part.length)) continue;
      yield { kind: "card", start, end, hint: digits.slice(-4) };
      const code = matchAt(BEHIND_CARD, text, end)?.indices.groups.secret;
      if (code) yield { kind: "cvv", start: code[0], end: code[1], certainty: "likely" };
    }
  }
}

function* parts(groups) {
  for (const [first, group] of groups.entries()) {
    if (group.size >= 13 && group.size <= 19) yield [group];
    for (let count = 2; count <= 5; count += 1) {
      const part = groups.slice(first, first + count);
      if (part.length === count && SHAPES.has(part.map(one => one.size).join("-"))) yield part;
    }
  }
}

/** Whole runs of single digits or of pairs (the last may be single). */
function* spelt(groups) {
  let first = 0;
  for (let at = 1; at <= groups.length; at += 1) {
    const { size } = groups[at - 1], following = groups[at]?.size ?? 0;
    if (size === following) continue;
    if (size <= 2 && at - first >= 7 && at - first <= 19) {
      if (size === 2 && following === 1) yield groups.slice(first, at + 1);
      yield groups.slice(first, at);
    }
    first = at;
  }
}

function isCard(digits) {
  const six = Number(digits.slice(0, 6));
  const range = CARD_RANGES.find(([first, last]) => first <= six && six <= last);
  return Boolean(range?.[2].includes(digits.length)) && luhn(digits);
}

function luhn(digits) {
  let sum = 0;
  [...digits].reverse().forEach((digit, n) => {
    const value = Number(digit) * (n % 2 + 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

function standsFree(text, start, end, count) {
  const ahead = text.slice(Math.max(0, start - 240), start), behind = text.slice(end, end + 2);
  if (/[0-9A-Za-z_]$/u.test(ahead) || /^[A-Za-z_]/u.test(behind)) return false;
  if (text.slice(start, end).split("\n").length > 2) return false;
  if (count === 1 && (/[0-9][.,]$/u.test(ahead) || /^[.,][0-9]/u.test(behind))) return false;
  return !/:\/\/[^ \t\r\n]{0,200}\/$/u.test(ahead);
}
