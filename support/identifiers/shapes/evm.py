"""Addresses of Ethereum and every chain like it: the same on all of them, so one never tells the network."""

import re
from collections.abc import Iterator

from ..encodings import keccak256
from ..networks import FAMILIES, of_family
from ..seen import Fault, Kind, Seen

_ADDRESS = re.compile(r"(?:0[xX])?([0-9a-fA-F]{40})")
_ALMOST = re.compile(r"0[xX]([0-9A-Za-z]{36,44})")


def seen(text: str) -> Iterator[Seen]:
    """The text as an address in the letters of EIP-55; a single case carries no checksum and is taken."""
    what, networks = FAMILIES["evm"].what, of_family("evm")
    if match := _ADDRESS.fullmatch(text):
        digits, right = match[1], checksummed(match[1])
        known = digits in (digits.lower(), digits.upper(), right)
        fault = Fault.NONE if known else Fault.CHECKSUM
        yield Seen(Kind.ADDRESS, what, f"0x{right if known else digits}", networks, fault=fault)
    elif match := _ALMOST.fullmatch(text):
        strange = re.search("[^0-9a-fA-F]", match[1])
        fault, needs = (Fault.LETTER, strange[0]) if strange else (Fault.LENGTH, "42")
        yield Seen(Kind.ADDRESS, what, text, networks, fault=fault, needs=needs)


def checksummed(digits: str) -> str:
    """40 hex digits in the case of EIP-55: upper where the hash of the lower-case text has 8 or more."""
    lower = digits.lower()
    marks = keccak256(lower.encode()).hex()
    return "".join(
        char.upper() if int(mark, 16) > 7 else char for char, mark in zip(lower, marks, strict=False)
    )
