"""Solana addresses: 32 bytes in base58. There is no checksum, so a typing error is not noticed."""

import re
from collections.abc import Iterator

from ..encodings import base58
from ..networks import FAMILIES
from ..seen import Fault, Kind, Seen

_ADDRESS = re.compile(r"[1-9A-HJ-NP-Za-km-z]{32,44}")


def seen(text: str) -> Iterator[Seen]:
    """The text as an address; what only has the letters of one is almost one."""
    if not _ADDRESS.fullmatch(text):
        return
    raw = base58(text)
    fault = Fault.NONE if raw is not None and len(raw) == 32 else Fault.LENGTH
    yield Seen(
        Kind.ADDRESS, FAMILIES["solana"].what, text, ("solana",), fault=fault, needs="43, 44" if fault else ""
    )
