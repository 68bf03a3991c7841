/** Secrets never leave this browser, nor rest in it. If the guard itself fails, words are not held back: the server masks again. */
import { mask, ready } from "./shield.js";

const PATIENCE = 1_000;   // ms for word lists that have to be fetched first

export async function guarded(words) {
  if (!words) return "";
  try {
    await Promise.race([ready(words), new Promise(over => setTimeout(over, PATIENCE))]);
    return mask(words).text;
  } catch { return words; }
}
