"""Cardano addresses (CIP-19): Shelley's in bech32 of any length, Byron's in base58 with a CRC-32."""

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..encodings import base58, bech, is_one_case
from ..networks import FAMILIES
from ..seen import Fault, Kind, Seen

_ALMOST = re.compile(r"(addr|addr_test|stake|stake_test)1[0-9a-z]{20,120}", re.IGNORECASE)
_BYRON = re.compile(r"(?:Ae2|DdzFF|37bt|2cWKMJ)[1-9A-HJ-NP-Za-km-z]{40,115}")
_LENGTHS = {0: 57, 1: 57, 2: 57, 3: 57, 6: 29, 7: 29, 14: 29, 15: 29}  # by type; pointers (4, 5) vary


def seen(text: str) -> Iterator[Seen]:
    """The text as an address of either era, else as what it almost is."""
    what = FAMILIES["cardano"].what
    if match := _ALMOST.fullmatch(text):
        prefix, lower = match[1].lower(), text.lower()
        if not _is_right(prefix, lower):
            yield Seen(Kind.ADDRESS, what, text, ("cardano",), fault=Fault.CHECKSUM)
        elif not is_one_case(text):
            yield Seen(Kind.ADDRESS, what, text, ("cardano",), fault=Fault.CASE)
        elif prefix.endswith("_test"):
            yield Seen(Kind.ADDRESS, what, lower, fault=Fault.TEST)
        elif prefix == "stake":
            yield Seen(Kind.ADDRESS, _("a Cardano stake address"), lower, fault=Fault.UNPAYABLE)
        else:
            yield Seen(Kind.ADDRESS, what, lower, ("cardano",))
    elif _BYRON.fullmatch(text):
        fault = Fault.CHECKSUM if not _is_byron(text) else Fault.TEST if text[0].isdigit() else Fault.NONE
        yield Seen(Kind.ADDRESS, what, text, ("cardano",), fault=fault)


def _is_right(prefix: str, lower: str) -> bool:
    found = bech(lower)
    octets = found.octets() if found and not found.modified and found.prefix == prefix else None
    if not octets:
        return False
    sort, network = octets[0] >> 4, octets[0] & 15
    if network != (0 if prefix.endswith("_test") else 1) or (sort >= 14) != prefix.startswith("stake"):
        return False
    return len(octets) == _LENGTHS[sort] if sort in _LENGTHS else sort in (4, 5) and 32 <= len(octets) <= 64


def _is_byron(text: str) -> bool:
    """CBOR: an array of two, tag 24 around bytes (length in one byte), and their CRC-32."""
    raw = base58(text)
    if raw is None or len(raw) < 12 or raw[:4] != b"\x82\xd8\x18\x58":
        return False
    payload, rest = raw[5 : 5 + raw[4]], raw[5 + raw[4] :]
    return rest[:1] == b"\x1a" and rest[1:] == zlib.crc32(payload).to_bytes(4, "big")
