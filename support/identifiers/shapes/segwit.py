"""Segwit addresses of Bitcoin and Litecoin: version 0 in bech32 (BIP-173), later in bech32m (BIP-350)."""

import re
from collections.abc import Iterator

from ..encodings import bech, is_one_case
from ..networks import FAMILIES
from ..seen import Fault, Kind, Seen

PREFIXES = {"bc": "bitcoin", "ltc": "litecoin"}
TESTS = {"tb": "bitcoin", "bcrt": "bitcoin", "tltc": "litecoin", "rltc": "litecoin"}
_ALMOST = re.compile(r"(bc|ltc|tb|bcrt|tltc|rltc)1[0-9a-z]{8,90}", re.IGNORECASE)


def seen(text: str) -> Iterator[Seen]:
    """The text as a segwit address, in lower case, else as what it almost is."""
    match = _ALMOST.fullmatch(text)
    if not match:
        return
    prefix = match[1].lower()
    family = PREFIXES.get(prefix) or TESTS[prefix]
    what, lower = FAMILIES[family].what, text.lower()
    if not _is_right(lower):
        strange = re.search("[1bio]", lower[len(prefix) + 1 :])
        fault = Fault.LETTER if strange else Fault.CHECKSUM
        yield Seen(Kind.ADDRESS, what, text, (family,), fault=fault, needs=strange[0] if strange else "")
    elif not is_one_case(text):
        yield Seen(Kind.ADDRESS, what, text, (family,), fault=Fault.CASE)
    elif prefix in TESTS:
        yield Seen(Kind.ADDRESS, what, lower, fault=Fault.TEST)
    else:
        yield Seen(Kind.ADDRESS, what, lower, (family,))


def _is_right(lower: str) -> bool:
    found = bech(lower)
    if found is None or len(lower) > 90 or not found.words or found.words[0] > 16:
        return False
    program = found.octets(1)
    if program is None or not 2 <= len(program) <= 40 or found.modified != bool(found.words[0]):
        return False
    return bool(found.words[0]) or len(program) in (20, 32)
