/** Checksums of recovery phrases and what stands near a place. The same as support/shield/checksum.py, nearby.py. */
import { sha256 } from "./shield-sha256.js";

export const SIZES = [12, 15, 18, 21, 24];

/** Whether list indices (11 bits each) end in their own checksum. */
export function isPhrase(indices) {
  const bits = indices.flatMap(index => Array.from({ length: 11 }, (_, n) => (index >> (10 - n)) & 1));
  const checks = indices.length / 3;
  const entropy = new Uint8Array((bits.length - checks) / 8)
    .map((_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).join(""), 2));
  return sha256(entropy)[0] >> (8 - checks) === parseInt(bits.slice(-checks).join(""), 2);
}

/** The [start, end] of every stretch with a right checksum. */
export function windows(indices) {
  const found = [];
  for (const size of SIZES) {
    for (let start = 0; start + size <= indices.length; start += 1)
      if (isPhrase(indices.slice(start, start + size))) found.push([start, start + size]);
  }
  return found;
}

/** Whether one of the ordered cues stands inside, `before` ahead or `after` behind at the farthest. */
export function isNear(cues, start, end, before, after) {
  return cues.some(cue => cue[1] >= start - before && cue[0] <= end + after);
}
