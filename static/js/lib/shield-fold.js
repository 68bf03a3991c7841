/** Folding: the same letters however they were typed, with the way back to the original text.
    The same as support/shield/fold.py. */
const OWN = { ı: "i", "\u2212": "-", "\u2028": "\n", "\u2029": "\n" };
const DIGITS = [0x660, 0x6f0, 0x966];
const known = new Map();

/** {text, span(start, end)}: the folded text and where a stretch of it stands in the source. */
export function fold(source, gap = "") {
  if (/^[\x00-\x7f]*$/.test(source)) return { text: source, span: (start, end) => [start, end] };
  const origins = [];
  let text = "";
  let at = 0;
  for (const char of source) {
    const part = plain(char, gap);
    for (let n = 0; n < part.length; n += 1) origins.push(at);
    text += part;
    at += char.length;
  }
  const span = (start, end) => {
    const stop = end < text.length ? origins[end] : source.length;
    return [origins[start], Math.max(stop, origins[start] + 1)];
  };
  return { text, span };
}

/** Whether there are characters nobody sees, so that both readings of them are worth a look. */
export const hasInvisible = text => /\p{Cf}/u.test(text);

function plain(char, gap) {
  if (char < "\x80") return char;
  const key = gap + char;
  if (!known.has(key)) {
    if (known.size > 16384) known.clear();
    known.set(key, /\p{Cf}/u.test(char) ? gap : [...(OWN[char] ?? char).normalize("NFKD")].map(part).join(""));
  }
  return known.get(key);
}

function part(char) {
  const code = char.codePointAt(0);
  if (code < 0x80) return char;
  if ((code >= 0x300 && code <= 0x36f) || (code >= 0xfe00 && code <= 0xfe0f)) return "";
  if (code >= 0x2010 && code <= 0x2015) return "-";
  if (/\p{N}/u.test(char)) {
    const first = DIGITS.find(zero => code >= zero && code < zero + 10);
    return first === undefined ? " " : String(code - first);
  }
  return /\p{Z}/u.test(char) ? " " : char;
}
