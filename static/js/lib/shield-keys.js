/** Private keys that carry their own checksum. The same as support/shield/base58keys.py. */
import { sha256 } from "./shield-sha256.js";

const CHUNK = /(?<![0-9A-Za-z])[0-9A-Za-z]{29,111}(?![0-9A-Za-z])/gu;
const EXTENDED = /(?<![0-9A-Za-z])[A-Za-z]prv(?:\r?\n?[0-9A-Za-z]){107}(?![0-9A-Za-z])/gu;
const BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const WIF_VERSIONS = [0x80, 0xef, 0xb0, 0x9e, 0xcc];
const STELLAR_SEED = 18 << 3;
const CHECKS = { 29: isRipple, 31: isRipple, 51: isWif, 52: isWif, 56: isStellar, 58: isBip38, 111: isExtended };

/** Every private key with a right checksum in a folded text. */
export function* keys(text) {
  for (const { 0: found, index } of text.matchAll(EXTENDED))
    if (isExtended(found.replace(/[\r\n]/gu, ""))) yield key(index, found);
  for (const { 0: found, index } of text.matchAll(CHUNK))
    if (CHECKS[found.length]?.(found)) yield key(index, found);
}

const key = (start, found) => ({ kind: "private_key", start, end: start + found.length });

/** The bytes behind a base58check text, none when the checksum is wrong. */
function payload(chunk, alphabet = BITCOIN) {
  let number = 0n;
  for (const sign of chunk) {
    const value = alphabet.indexOf(sign);
    if (value < 0) return [];
    number = number * 58n + BigInt(value);
  }
  const digits = number ? number.toString(16) : "";
  const body = (digits.length % 2 ? `0${digits}` : digits).match(/../gu)?.map(pair => parseInt(pair, 16)) ?? [];
  const zeros = chunk.length - chunk.replace(new RegExp(`^${alphabet[0]}+`, "u"), "").length;
  const bytes = [...new Array(zeros).fill(0), ...body];
  const data = bytes.slice(0, -4);
  const check = sha256(sha256(Uint8Array.from(data)));
  return bytes.length > 4 && bytes.slice(-4).every((byte, n) => byte === check[n]) ? data : [];
}

function isWif(chunk) {
  const data = payload(chunk);
  return (data.length === 33 || (data.length === 34 && data[33] === 1)) && WIF_VERSIONS.includes(data[0]);
}

function isExtended(chunk) {
  const data = payload(chunk);
  return data.length === 78 && data[45] === 0;
}

function isBip38(chunk) {
  const data = payload(chunk);
  return data.length === 39 && data[0] === 1 && (data[1] === 0x42 || data[1] === 0x43);
}

function isRipple(chunk) {
  const data = payload(chunk, RIPPLE);
  return chunk[0] === "s" && (data[0] === 0x21 || (data[0] === 1 && data[1] === 0xe1 && data[2] === 0x4b));
}

function isStellar(chunk) {
  const bytes = [];
  let bits = 0, value = 0;
  for (const sign of chunk) {
    const five = BASE32.indexOf(sign);
    if (five < 0) return false;
    value = ((value << 5) | five) & 0xfff;
    bits += 5;
    if (bits >= 8) { bits -= 8; bytes.push((value >> bits) & 0xff); }
  }
  return bytes[0] === STELLAR_SEED && crc(bytes.slice(0, -2)) === (bytes.at(-1) << 8 | bytes.at(-2));
}

/** CRC-16/XMODEM, as Stellar's SEP-23 wants it. */
function crc(bytes) {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let n = 0; n < 8; n += 1) sum = (sum & 0x8000 ? (sum << 1) ^ 0x1021 : sum << 1) & 0xffff;
  }
  return sum;
}
