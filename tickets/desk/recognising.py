"""Transactions, addresses, orders and withdrawals in what people write; a network only where it is sure."""

import re
from collections.abc import Iterable, Iterator

from support.identifiers import looks
from support.identifiers.seen import Kind as Sort
from support.identifiers.seen import Seen
from support.identifiers.shapes import links
from tickets.models import Identifier

Kind = Identifier.Kind
Found = tuple[str, str, str]  # kind, value, the network's slug or ""
WORDS, LONGEST = 500, 30_000  # words and characters that are looked at
WORD = re.compile(r"[^\s<>\"'“”„«»()\[\]{},;|]{9,300}")
SORTS = {"O": Kind.ORDER, "T": Kind.ORDER, "P": Kind.ORDER, "L": Kind.LEDGER, "W": Kind.WITHDRAWAL}
A_DATE_OR_NUMBER = re.compile(r"[\d.:/+-]+")  # a Polkadot extrinsic, too: it looks like any number


def read(texts: Iterable[str]) -> Iterator[Found]:
    """What texts name, in their order; of very long ones the beginning."""
    words = WORD.findall("\n".join(texts)[:LONGEST])
    for word in dict.fromkeys(words[:WORDS]):
        bare = word.rstrip(".:!?*_")
        if one := _link(bare) or _plain(bare):
            yield one


def _link(word: str) -> Found | None:
    found = links.seen(word) if "/" in word else None
    if not found or found.test:
        return None
    return (Kind.TXID if found.kind == "tx" else Kind.ADDRESS), found.value, found.network


def _plain(word: str) -> Found | None:
    if len(word) > 130 or not re.search("[0-9]", word) or A_DATE_OR_NUMBER.fullmatch(word):
        return None
    return next((one for seen in looks.every(word) if (one := _one(seen))), None)


def _one(seen: Seen) -> Found | None:
    network = seen.networks[0] if len(seen.networks) == 1 else ""
    if seen.fault:
        return None
    if seen.kind == Sort.TXID:
        return Kind.TXID, seen.value, network
    if seen.kind == Sort.ADDRESS:
        return Kind.ADDRESS, seen.value, network
    kind = SORTS.get(seen.value[:1]) if seen.kind == Sort.HOUSE and not seen.value.startswith("M") else None
    return (kind, seen.value, "") if kind else None
