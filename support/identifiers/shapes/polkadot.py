"""Polkadot addresses: SS58, base58 with a prefix that names the chain and two bytes of BLAKE2b."""

import re
from collections.abc import Iterator
from hashlib import blake2b

from django.utils.translation import gettext_lazy as _

from ..encodings import base58
from ..networks import FAMILIES
from ..seen import Fault, Kind, Seen

_ALMOST = re.compile(r"1[1-9A-HJ-NP-Za-km-z]{45,48}")
_POLKADOT, _KUSAMA, _ANY = 0, 2, 42  # https://github.com/paritytech/ss58-registry


def seen(text: str) -> Iterator[Seen]:
    """The text as an address of Polkadot, else as one of its relatives or what it almost is."""
    what = FAMILIES["polkadot"].what
    raw = base58(text) if 35 <= len(text) <= 50 else None  # zeros are short
    if raw is None or len(raw) != 35 or blake2b(b"SS58PRE" + raw[:-2]).digest()[:2] != raw[-2:]:
        if _ALMOST.fullmatch(text):
            yield Seen(Kind.ADDRESS, what, text, ("polkadot",), fault=Fault.CHECKSUM)
    elif raw[0] == _POLKADOT:
        yield Seen(Kind.ADDRESS, what, text, ("polkadot",))
    elif raw[0] == _KUSAMA:
        yield Seen(Kind.ADDRESS, _("a Kusama address"), text, fault=Fault.UNPAYABLE)
    elif raw[0] == _ANY:
        spelling = _("a Substrate address that names no network; Polkadot's begin with 1")
        yield Seen(Kind.ADDRESS, spelling, text, fault=Fault.UNPAYABLE)
    elif raw[0] < 64:
        relative = _("an address of a network we do not know")
        yield Seen(Kind.ADDRESS, relative, text, fault=Fault.UNPAYABLE)
