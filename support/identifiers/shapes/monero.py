"""Monero addresses: base58 in blocks of eight bytes, with four bytes of Keccak-256."""

import re
from collections.abc import Iterator

from ..encodings import base58, keccak256
from ..networks import FAMILIES
from ..seen import Fault, Kind, Seen

_ADDRESS = re.compile(r"[4-9A-B][0-9A-Za-z]{94}(?:[0-9A-Za-z]{11})?")
_ALMOST = re.compile(r"[48][1-9A-HJ-NP-Za-km-z]{90,108}")
_BLOCK, _LETTERS = 8, 11
_SIZES = {5: 3, 7: 5, 11: 8}  # letters of a block -> its bytes, as far as addresses need them
# Network byte -> length in bytes. Source: src/cryptonote_config.h of the Monero project.
MAIN = {18: 69, 19: 77, 42: 69}
TESTS = {53: 69, 54: 77, 63: 69, 24: 69, 25: 77, 36: 69}


def seen(text: str) -> Iterator[Seen]:
    """The text as an address, subaddress or integrated address (its payment id is the memo), else almost."""
    if not _ADDRESS.fullmatch(text):
        if _ALMOST.fullmatch(text):
            yield Seen(
                Kind.ADDRESS, FAMILIES["monero"].what, text, ("monero",), fault=Fault.LENGTH, needs="95"
            )
        return
    what, raw = FAMILIES["monero"].what, _octets(text)
    if raw is None or keccak256(raw[:-4])[:4] != raw[-4:]:
        if text[0] in "48":
            yield Seen(Kind.ADDRESS, what, text, ("monero",), fault=Fault.CHECKSUM)
    elif TESTS.get(raw[0]) == len(raw):
        yield Seen(Kind.ADDRESS, what, text, fault=Fault.TEST)
    elif MAIN.get(raw[0]) == len(raw):
        memo = raw[65:73].hex() if len(raw) == 77 else ""
        yield Seen(Kind.ADDRESS, what, text, ("monero",), memo=memo)


def _octets(text: str) -> bytes | None:
    found = b""
    for start in range(0, len(text), _LETTERS):
        block = text[start : start + _LETTERS]
        raw, size = base58(block), _SIZES.get(len(block))
        number = None if raw is None else int.from_bytes(raw, "big")
        if number is None or size is None or number >= 1 << 8 * size:
            return None
        found += number.to_bytes(size, "big")
    return found
