/** Secrets that only the words beside them betray. The same as support/shield/cued.py and cues.py. */
import { RULES } from "./shield-rules.js";

const BACK = 128, AHEAD = 24;
const compiled = { du: new Map(), duy: new Map(), u: new Map() };

/** A pattern of shield-rules.js as a RegExp, compiled once. */
function pattern(source, flags) {
  const known = compiled[flags];
  if (!known.has(source)) known.set(source, new RegExp(source, flags));
  return known.get(source);
}

/** The match of a pattern right at a place, or null. */
export function matchAt(source, text, at) {
  const found = pattern(source, "duy");
  found.lastIndex = at;
  return found.exec(text);
}

/** Overlapping spans as one, in order. */
export function united(spans) {
  const apart = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = apart.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}

/** The places of cues in a folded text, in order and apart. */
export function cuesIn(cues, text) {
  const lower = text.toLowerCase();
  const spans = [];
  for (const [head, source] of Object.entries(cues)) {
    for (let at = lower.indexOf(head); at >= 0;) {
      const match = matchAt(source, lower, at);
      if (match) spans.push([at, at + match[0].length]);
      at = lower.indexOf(head, match ? at + match[0].length : at + 1);
    }
  }
  return united(spans);
}

/** Every secret the rules know in a folded text. */
export function* said(text) {
  for (const rule of RULES) {
    for (const [start, end] of cuesIn(rule.cues, text)) {
      const behind = firstBehind(rule, text, start, end);
      if (behind) {
        yield finding(rule, rule.whole ? start : behind[0], behind[1]);
        yield* listed(rule, text, behind[1]);
      }
      const ahead = firstAhead(rule, text, start);
      if (ahead) yield finding(rule, ...ahead);
    }
  }
}

const finding = ({ kind, certainty = "likely" }, start, end) => ({ kind, certainty, start, end });

function firstBehind(rule, text, start, end) {
  for (const source of rule.after ?? []) {
    const match = matchAt(source, text, end);
    if (!match) continue;
    const span = match.indices.groups.secret;
    if (!vetoed(rule, text.slice(Math.max(0, start - (rule.lead ?? 0)), span[0]))) return span;
  }
  return null;
}

function firstAhead(rule, text, cue) {
  const begin = Math.max(0, cue - BACK);
  for (const source of rule.before ?? []) {
    const match = pattern(source, "du").exec(text.slice(begin, cue));
    if (!match) continue;
    const [first, last] = match.indices.groups.secret.map(at => at + begin);
    if (!vetoed(rule, `${text.slice(Math.max(0, first - AHEAD), first)} ${text.slice(last, cue)}`)) return [first, last];
  }
  return null;
}

function* listed(rule, text, end) {
  while (rule.more) {
    const match = matchAt(rule.more, text, end);
    if (!match) return;
    const span = match.indices.groups.secret;
    yield finding(rule, ...span);
    end = span[1];
  }
}

const vetoed = (rule, around) => Boolean(rule.veto) && pattern(rule.veto, "u").test(around.toLowerCase());
