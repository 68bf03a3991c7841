"""TON addresses (TEP-2): 36 bytes in base64 with a CRC-16, or raw as `workchain:hash`."""

import binascii
import re
from collections.abc import Iterator

from ..encodings import base64s
from ..networks import FAMILIES
from ..seen import Fault, Kind, Seen

_FRIENDLY = re.compile(r"[EUk0][Qf][A-Za-z0-9_/+-]{46}")
_ALMOST = re.compile(r"[EU]Q[A-Za-z0-9_/+-]{42,49}")
_RAW = re.compile(r"(?:0|-1):[0-9a-fA-F]{64}")
_TEST_ONLY = 0x80


def seen(text: str) -> Iterator[Seen]:
    """The text as an address as it was written, since bounceable and not are two spellings people compare."""
    what = FAMILIES["ton"].what
    if _RAW.fullmatch(text):
        yield Seen(Kind.ADDRESS, what, text.lower(), ("ton",))
    elif _FRIENDLY.fullmatch(text):
        raw = base64s(text) or b""
        if len(raw) != 36 or raw[0] & ~_TEST_ONLY not in (0x11, 0x51) or not _checks(raw):
            yield Seen(Kind.ADDRESS, what, text, ("ton",), fault=Fault.CHECKSUM)
        else:
            fault = Fault.TEST if raw[0] & _TEST_ONLY else Fault.NONE
            yield Seen(Kind.ADDRESS, what, text, ("ton",), fault=fault)
    elif _ALMOST.fullmatch(text):
        yield Seen(Kind.ADDRESS, what, text, ("ton",), fault=Fault.LENGTH, needs="48")


def _checks(raw: bytes) -> bool:
    return binascii.crc_hqx(raw[:-2], 0) == int.from_bytes(raw[-2:], "big")
