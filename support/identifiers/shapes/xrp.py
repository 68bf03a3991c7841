"""Addresses of the XRP Ledger: classic (r…), and X-addresses that carry their destination tag (XLS-5)."""

import re
from collections.abc import Iterator

import base58 as library
from django.utils.translation import gettext_lazy as _

from ..encodings import RIPPLE, base58check
from ..networks import FAMILIES
from ..seen import Fault, Kind, Seen

_CLASSIC = re.compile(r"r[0-9A-Za-z]{23,36}")
_EXTENDED = re.compile(r"[XT][0-9A-Za-z]{46}")
_MAIN, _TEST = b"\x05\x44", b"\x04\x93"


def seen(text: str) -> Iterator[Seen]:
    """The text as a classic address (with the tag of an X-address as its memo), else as what it almost is."""
    what = FAMILIES["xrp"].what
    payload = base58check(text, RIPPLE)
    if _CLASSIC.fullmatch(text):
        if payload is not None and len(payload) == 21 and payload[0] == 0:
            yield Seen(Kind.ADDRESS, what, text, ("xrp",))
        else:
            strange = re.search("[0OIl]", text)
            fault = Fault.LETTER if strange else Fault.CHECKSUM
            yield Seen(Kind.ADDRESS, what, text, ("xrp",), fault=fault, needs=strange[0] if strange else "")
    elif _EXTENDED.fullmatch(text):
        yield from _extended(text, payload)


def _extended(text: str, payload: bytes | None) -> Iterator[Seen]:
    what = _("an XRP Ledger X-address")
    if payload is None or len(payload) != 31 or payload[:2] not in (_MAIN, _TEST) or payload[22] > 1:
        yield Seen(Kind.ADDRESS, what, text, ("xrp",), fault=Fault.CHECKSUM)
    elif payload[:2] == _TEST:
        yield Seen(Kind.ADDRESS, what, text, fault=Fault.TEST)
    else:
        classic = library.b58encode_check(b"\0" + payload[2:22], alphabet=RIPPLE).decode()
        memo = str(int.from_bytes(payload[23:31], "little")) if payload[22] else ""
        yield Seen(Kind.ADDRESS, what, classic, ("xrp",), memo=memo)
