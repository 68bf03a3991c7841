"""Texts: no bytes that are none, no secret, no browser's record and no key among them."""

import codecs
import re

import puremagic

from support import shield
from support.files import refusals, sheets

LONGEST = 2 * 1024 * 1024  # bytes; every one of them is looked through for secrets
PROGRAMS = {".exe", ".elf", ".zip"}
PRIVATE_KEY = re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----")
KEYSTORE = re.compile(
    r'(?s)"ciphertext"\s*:.{0,4000}?"kdf"\s*:|"kdf"\s*:.{0,4000}?"ciphertext"\s*:'
)  # Web3 v3
TRAFFIC = re.compile(r'(?s)"log"\s*:\s*\{.{0,4000}?"entries"\s*:.{0,20000}?"request"\s*:')  # HAR 1.2


def look_through(name: str, raw: bytes) -> None:
    """Raise FileRefused for a text that is too long, none at all, or holds what nobody here needs."""
    if len(raw) > LONGEST:
        raise refusals.too_long_text(name, LONGEST)
    words = _decoded(raw)
    if "\0" in words or _is_program(raw):
        raise refusals.lying(name)
    if PRIVATE_KEY.search(words) or KEYSTORE.search(words):
        raise refusals.key(name)
    sheets.look_through(name, words)
    if TRAFFIC.search(words):
        raise refusals.traffic(name)
    if kinds := shield.mask(words).kinds:
        raise refusals.secret(name, str(shield.words(kinds[0])))


def _decoded(raw: bytes) -> str:
    """The text of a file: UTF-16 when it begins like that, else UTF-8 as far as it goes."""
    coding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    return raw.decode(coding, errors="replace")


def _is_program(raw: bytes) -> bool:
    try:
        found = puremagic.magic_string(raw[:65_536])
    except (puremagic.PureError, ValueError):
        return False
    return any(match.confidence > 0.8 and match.extension in PROGRAMS for match in found)
