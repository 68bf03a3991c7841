"""Stellar's strkeys (SEP-23): accounts (G…), muxed accounts that carry a memo id (M…), contracts."""

import binascii
import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..encodings import base32
from ..networks import FAMILIES
from ..seen import Fault, Kind, Seen

_KEY = re.compile(r"[GMCTXPLB][0-9A-Z]{50,110}", re.IGNORECASE)
_ACCOUNT, _MUXED, _CONTRACT = 6 << 3, 12 << 3, 2 << 3
_LENGTHS = {_ACCOUNT: 35, _MUXED: 43, _CONTRACT: 35}  # bytes: version, 32 of the key, 8 of an id, 2 to check
ELSEWHERE: dict[int, str | Promise] = {_CONTRACT: _("the address of a Stellar contract")}


def seen(text: str) -> Iterator[Seen]:
    """The text as an account (a muxed id is its memo), else as what it almost is."""
    if not _KEY.fullmatch(text):
        return
    what, upper = FAMILIES["stellar"].what, text.upper()
    raw = base32(upper)
    if raw is None or _LENGTHS.get(raw[0]) != len(raw) or not _checks(raw):
        if len(text) in (56, 69) and upper[0] in "GM":
            strange = re.search("[0189]", upper)
            fault = Fault.LETTER if strange else Fault.CHECKSUM
            needs = strange[0] if strange else ""
            yield Seen(Kind.ADDRESS, what, text, ("stellar",), fault=fault, needs=needs)
        elif upper[0] == "G" and 52 <= len(text) <= 60 and not re.search("[0189]", upper):
            yield Seen(Kind.ADDRESS, what, text, ("stellar",), fault=Fault.LENGTH, needs="56")
    elif raw[0] in ELSEWHERE:
        yield Seen(Kind.ADDRESS, ELSEWHERE[raw[0]], upper, fault=Fault.UNPAYABLE)
    else:
        memo = str(int.from_bytes(raw[33:41], "big")) if raw[0] == _MUXED else ""
        yield Seen(Kind.ADDRESS, what, upper, ("stellar",), memo=memo)


def _checks(raw: bytes) -> bool:
    return binascii.crc_hqx(raw[:-2], 0) == int.from_bytes(raw[-2:], "little")
