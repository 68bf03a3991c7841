"""Transactions and withdrawals named in somebody’s own words, told apart from what only looks so."""

import re
from collections.abc import Iterator

from support import identifiers, shield
from tickets.models import Identifier

WORD = re.compile(r"[\w:/.?=&#%+-]{12,600}", re.ASCII)  # also between Chinese characters
EXTRINSIC = re.compile(r"\d+-\d+")  # a block and a place in it, but in free text as well an order or a phone
MOST = 20
LONGEST_READ = 20_000  # characters
Kind = Identifier.Kind


def named(text: str) -> list[Identifier]:
    """The exact ids in a text, each once; of what is hidden as a secret nothing is read."""
    return named_in(shield.mask(text[:LONGEST_READ]).text)


def named_in(masked: str) -> list[Identifier]:
    """As `named`, of a text whose secrets are hidden already."""
    found: dict[tuple[str, str], str] = {}
    for word in WORD.findall(masked[:LONGEST_READ]):
        for kind, value, network in _read(word.strip(".:?-")):
            found.setdefault((kind, value), network)
        if len(found) >= MOST:
            break
    return [Identifier(kind=kind, value=value, network=net) for (kind, value), net in found.items()]


def _read(word: str) -> Iterator[tuple[str, str, str]]:
    try:
        one = identifiers.read_txid(word)
    except identifiers.NotOne:
        pass
    else:
        if not EXTRINSIC.fullmatch(one.value) or one.link:
            yield Kind.TXID, one.value, one.network
        return
    try:
        yield Kind.WITHDRAWAL, identifiers.read_order_id(word, "withdrawal"), ""
    except identifiers.NotOne:
        return
