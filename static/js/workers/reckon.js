/** Looks for the number that, after `salt`, has `challenge` as its SHA-256, and says now and then how long it may still take.
    {challenge, salt, maxNumber} → {left: seconds} …, {number}. In a worker, so that the page stays quick. */
import { sha256 } from "../lib/shield-sha256.js";

const A_BREATH = 5_000;   // numbers between two looks at the clock

addEventListener("message", ({ data: { challenge, salt, maxNumber } }) => {
  const begun = performance.now(), write = new TextEncoder();
  const first = parseInt(challenge.slice(0, 8), 16);
  for (let number = 0, told = 0; number <= maxNumber; number += 1) {
    const digest = sha256(write.encode(salt + number));
    if (new DataView(digest.buffer).getUint32(0) === first && hex(digest) === challenge) { postMessage({ number }); return; }
    if (number % A_BREATH || !number) continue;
    const left = Math.ceil((maxNumber - number) / 2 * (performance.now() - begun) / number / 1000);
    if (left !== told) postMessage({ left: told = left });
  }
  throw new Error("no number has this digest");   // heard by the page, which then asks its reader to wait
});

const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
