"""The alphabets and checksums that addresses are written in; each answers None for what is not written so."""

import base64
import binascii
import re
from hashlib import sha256
from typing import NamedTuple

import base58 as library
from bech32 import CHARSET, bech32_hrp_expand, bech32_polymod, convertbits
from Crypto.Hash import keccak

_LONGEST = 130  # base58 takes time with the square of its length; the longest address (Byron) has 114
_BECH32M = 0x2BC830A3  # BIP-350
BITCOIN, RIPPLE = library.BITCOIN_ALPHABET, library.RIPPLE_ALPHABET


class Bech(NamedTuple):
    """A bech32 text: what stands before its last 1, its five-bit words, and whether it is bech32m."""

    prefix: str
    words: list[int]
    modified: bool

    def octets(self, start: int = 0) -> bytes | None:
        """The words from `start` on as bytes; None when the bits do not come out even."""
        found = convertbits(self.words[start:], 5, 8, False)
        return None if found is None else bytes(found)


def keccak256(data: bytes) -> bytes:
    """Keccak-256 as Ethereum and Monero use it, which is not SHA3-256."""
    return keccak.new(digest_bits=256, data=data).digest()


def base58(text: str, alphabet: bytes = BITCOIN) -> bytes | None:
    """The bytes of a base58 text."""
    if not text or len(text) > _LONGEST or not text.isascii() or not text.isalnum():
        return None
    try:
        return library.b58decode(text, alphabet=alphabet)
    except ValueError:
        return None


def base58check(text: str, alphabet: bytes = BITCOIN) -> bytes | None:
    """The payload of a base58 text whose last four bytes are its double SHA-256."""
    raw = base58(text, alphabet)
    if raw is None or len(raw) < 5:
        return None
    return raw[:-4] if sha256(sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:] else None


def is_one_case(text: str) -> bool:
    """Whether a text has no small letters beside capital ones."""
    return text in (text.lower(), text.upper())


def bech(text: str) -> Bech | None:
    """A bech32 or bech32m text of any length with a right checksum (BIP-173, BIP-350), in one case."""
    if not is_one_case(text):
        return None
    match = re.fullmatch(rf"([!-~]{{1,83}})1([{CHARSET}]{{6,}})", text.lower())
    if not match:
        return None
    words = [CHARSET.index(char) for char in match[2]]
    check = bech32_polymod(bech32_hrp_expand(match[1]) + words)
    return Bech(match[1], words[:-6], check == _BECH32M) if check in (1, _BECH32M) else None


def base32(text: str) -> bytes | None:
    """The bytes of unpadded base32 (RFC 4648) that is written in its one right way."""
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError):
        return None
    return raw if base64.b32encode(raw).decode().rstrip("=") == text else None


def base64s(text: str) -> bytes | None:
    """The bytes of base64 in either alphabet, padded or not."""
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        raw = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if base64.b64encode(raw).decode().rstrip("=") == plain else None
