/** SHA-256 (FIPS 180-4) of a few bytes, at once and on pages without a secure context, where crypto.subtle is missing. */
const ROOTS = [], STARTS = [];
for (let n = 2; ROOTS.length < 64; n += 1) {
  let prime = true;
  for (let d = 2; d * d <= n; d += 1) if (n % d === 0) prime = false;
  if (!prime) continue;
  if (STARTS.length < 8) STARTS.push(fraction(Math.sqrt(n)));
  ROOTS.push(fraction(Math.cbrt(n)));
}

function fraction(root) {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}

const turn = (word, by) => (word >>> by) | (word << (32 - by));

/** The 32 bytes of the digest of a Uint8Array. */
export function sha256(bytes) {
  const length = (((bytes.length + 8) >> 6) + 1) << 6;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(length - 4, bytes.length * 8);
  const state = Int32Array.from(STARTS);
  for (let at = 0; at < length; at += 64) block(view, at, state);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, n) => digest.setInt32(n * 4, word));
  return new Uint8Array(digest.buffer);
}

const ADDED = Int32Array.from(ROOTS), words = new Int32Array(64);

/** One block of 64 bytes. Nothing is made anew in here: a toll (elements/pay-toll.js) reckons a hundred thousand of them. */
function block(view, at, state) {
  for (let n = 0; n < 16; n += 1) words[n] = view.getInt32(at + n * 4);
  for (let n = 16; n < 64; n += 1) {
    const a = words[n - 15], b = words[n - 2];
    words[n] = words[n - 16] + words[n - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
  }
  let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (let n = 0; n < 64; n += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ADDED[n] + words[n]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}
