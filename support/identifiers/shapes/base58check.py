"""Addresses in base58check, told apart by their version byte: Bitcoin, Litecoin, Dogecoin, Tron."""

import re
from collections.abc import Iterator

import base58
from django.utils.translation import gettext_lazy as _

from ..encodings import base58check
from ..networks import FAMILIES
from ..seen import Fault, Kind, Seen

# Version byte -> family, networks. Sources: chainparams.cpp of Bitcoin Core, Litecoin Core and Dogecoin Core;
# Litecoin's scripts began with 3 as Bitcoin's do until M came. Tron: the TRON protocol's "Account model".
VERSIONS = {
    0x00: ("bitcoin", ("bitcoin",)),
    0x05: ("bitcoin", ("bitcoin", "litecoin")),
    0x30: ("litecoin", ("litecoin",)),
    0x32: ("litecoin", ("litecoin",)),
    0x1E: ("dogecoin", ("dogecoin",)),
    0x16: ("dogecoin", ("dogecoin",)),
    0x41: ("tron", ("tron",)),
}
TESTS = {0x6F: "bitcoin", 0xC4: "bitcoin", 0x3A: "litecoin", 0x71: "dogecoin"}
# What almost is one: first letter, and the lengths seen in real ones.
ALMOST = (
    (re.compile(r"T[0-9A-Za-z]{29,38}"), "tron", range(34, 35)),
    (re.compile(r"[LM][0-9A-Za-z]{25,36}"), "litecoin", range(33, 35)),
    (re.compile(r"D[0-9A-Za-z]{29,37}"), "dogecoin", range(34, 35)),
    (re.compile(r"[13][0-9A-Za-z]{24,36}"), "bitcoin", range(26, 36)),
)
_HEX = re.compile(r"(?:0x)?(41[0-9a-f]{40})", re.IGNORECASE)  # how Tron's own programs write an address


def seen(text: str) -> Iterator[Seen]:
    """The text as an address with a right checksum, else as what it almost is."""
    if match := _HEX.fullmatch(text):
        plain = base58.b58encode_check(bytes.fromhex(match[1])).decode()
        yield Seen(Kind.ADDRESS, FAMILIES["tron"].what, plain, ("tron",))
        return
    payload = base58check(text)
    if payload is None:
        yield from _almost(text)
    elif len(payload) == 21 and payload[0] in VERSIONS:
        family, networks = VERSIONS[payload[0]]
        yield Seen(Kind.ADDRESS, FAMILIES[family].what, text, networks)
    elif len(payload) == 21 and payload[0] in TESTS:
        yield Seen(Kind.ADDRESS, FAMILIES[TESTS[payload[0]]].what, text, fault=Fault.TEST)
    elif len(payload) == 78:
        yield Seen(Kind.ADDRESS, _("an extended public key"), text, fault=Fault.UNPAYABLE)
    elif len(payload) in (21, 22):
        yield Seen(Kind.ADDRESS, _("an address of a network we do not know"), text, fault=Fault.UNPAYABLE)


def _almost(text: str) -> Iterator[Seen]:
    for pattern, family, lengths in ALMOST:
        if pattern.fullmatch(text):
            what = FAMILIES[family].what
            if strange := re.search("[0OIl]", text):
                yield Seen(Kind.ADDRESS, what, text, (family,), fault=Fault.LETTER, needs=strange[0])
            elif len(text) not in lengths:
                yield Seen(Kind.ADDRESS, what, text, (family,), fault=Fault.LENGTH, needs=_span(lengths))
            else:
                yield Seen(Kind.ADDRESS, what, text, (family,), fault=Fault.CHECKSUM)


def _span(lengths: range) -> str:
    return str(lengths[0]) if len(lengths) == 1 else f"{lengths[0]}–{lengths[-1]}"
