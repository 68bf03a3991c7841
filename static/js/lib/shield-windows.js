/** Checksums of recovery phrases and what stands near a place. The same as support/shield/checksum.py, nearby.py. */
import { sha256 } from "./shield-sha256.js";

export const SIZES = [12, 15, 18, 21, 24];

/** Whether `size` list indices from `start` on (11 bits each) end in their own checksum. */
export function isPhrase(indices, start = 0, size = indices.length) {
  const entropy = new Uint8Array(size * 4 / 3);
  let held = 0, bits = 0, at = 0;
  for (let n = start; n < start + size; n += 1) {
    held = (held << 11) | indices[n];
    for (bits += 11; bits >= 8 && at < entropy.length; at += 1) {
      bits -= 8;
      entropy[at] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return sha256(entropy)[0] >> (8 - bits) === held;   // what is left are the bits of the checksum
}

/** The [start, end] of every stretch with a right checksum. */
export function windows(indices) {
  const found = [];
  for (const size of SIZES) {
    for (let start = 0; start + size <= indices.length; start += 1)
      if (isPhrase(indices, start, size)) found.push([start, start + size]);
  }
  return found;
}

/** Whether one of the ordered cues stands inside, `before` ahead or `after` behind at the farthest. */
export function isNear(cues, start, end, before, after) {
  return cues.some(cue => cue[1] >= start - before && cue[0] <= end + after);
}
