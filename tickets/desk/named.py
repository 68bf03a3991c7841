"""What a ticket names: transactions, addresses, orders and withdrawals, from the form and from what was said.

Nothing is asked of anybody: a network is named only where the id itself or the customer says which it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from urllib.parse import urlsplit

from django.db.models import Value

from support.identifiers import NETWORKS, looks
from support.identifiers.seen import Kind as Sort
from support.identifiers.seen import Seen
from support.identifiers.shapes import links
from support.people.models import User
from support.search import text
from support.search.conditions import AnyOf
from tickets.models import Identifier, Ticket

Kind = Identifier.Kind
SHOWN, ELSEWHERE = 12, 3  # identifiers of a ticket; other tickets named beside each
WORDS, LONGEST = 500, 30_000  # words and characters that are looked at
WORD = re.compile(r"[^\s<>\"'“”„«»()\[\]{},;|]{9,300}")
SORTS = {"O": Kind.ORDER, "T": Kind.ORDER, "P": Kind.ORDER, "L": Kind.LEDGER, "W": Kind.WITHDRAWAL}
A_DATE_OR_NUMBER = re.compile(r"[\d.:/+-]+")  # a Polkadot extrinsic, too: it looks like any number


@dataclass
class Named:
    """One thing by its name; `network` and `url` only where it is sure. `elsewhere` names it, too."""

    kind: str
    value: str
    network: str = ""
    elsewhere: list[Ticket] = field(default_factory=list)
    more: bool = False

    @property
    def label(self) -> str:
        """What sort of thing."""
        return str(Kind(self.kind).label)

    @property
    def network_name(self) -> str:
        """The network as people call it."""
        return NETWORKS[self.network].name if self.network in NETWORKS else ""

    @property
    def url(self) -> str:
        """Where an explorer shows it; followed only when somebody presses it."""
        network = NETWORKS.get(self.network)
        if network is None or self.kind not in {Kind.TXID, Kind.ADDRESS}:
            return ""
        return (network.tx_url if self.kind == Kind.TXID else network.address_url)(self.value)

    @property
    def host(self) -> str:
        """Whose page that is."""
        return urlsplit(self.url).hostname or ""

    @property
    def same(self) -> tuple[str, str]:
        """Under what another spelling of it is the same thing."""
        return (self.kind, self.value.lower().removeprefix("0x"))


def named(answers: Iterable[Identifier], texts: Iterable[str]) -> list[Named]:
    """What answers and texts name, each once, the answers first; a network told once is kept."""
    found: dict[tuple[str, str], Named] = {}
    for one in [*(Named(row.kind, row.value, row.network) for row in answers), *_read(texts)]:
        known = found.setdefault(one.same, one)
        known.network = known.network or one.network
    return list(found.values())


def mark(found: list[Named], ticket: Ticket, user: User) -> None:
    """Say of each in which other tickets it stands that this agent may see; one statement for all."""
    asked = Ticket.objects.visible_to(user).exclude(pk=ticket.pk).order_by("-pk")
    parts = [
        asked.filter(words__vector=_written(one)).annotate(place=Value(place))[: ELSEWHERE + 1]
        for place, one in enumerate(found)
    ]
    if not parts:
        return
    rows = [part.values_list("place", "pk", "reference") for part in parts]
    for place, pk, reference in rows[0].union(*rows[1:], all=True) if rows[1:] else rows[0]:
        found[place].elsewhere.append(Ticket(pk=pk, reference=reference))
    for one in found:
        one.more, one.elsewhere = len(one.elsewhere) > ELSEWHERE, one.elsewhere[:ELSEWHERE]


def _read(texts: Iterable[str]) -> Iterator[Named]:
    words = WORD.findall("\n".join(texts)[:LONGEST])
    for word in dict.fromkeys(words[:WORDS]):
        bare = word.rstrip(".:!?*_")
        if one := _link(bare) or _plain(bare):
            yield one


def _link(word: str) -> Named | None:
    found = links.seen(word) if "/" in word else None
    if not found or found.test:
        return None
    return Named(Kind.TXID if found.kind == "tx" else Kind.ADDRESS, found.value, found.network)


def _plain(word: str) -> Named | None:
    if len(word) > 130 or not re.search("[0-9]", word) or A_DATE_OR_NUMBER.fullmatch(word):
        return None
    return next((one for seen in looks.every(word) if (one := _one(seen))), None)


def _one(seen: Seen) -> Named | None:
    network = seen.networks[0] if len(seen.networks) == 1 else ""
    if seen.fault:
        return None
    if seen.kind == Sort.TXID:
        return Named(Kind.TXID, seen.value, network)
    if seen.kind == Sort.ADDRESS:
        return Named(Kind.ADDRESS, seen.value, network)
    kind = SORTS.get(seen.value[:1]) if seen.kind == Sort.HOUSE and not seen.value.startswith("M") else None
    return Named(kind, seen.value) if kind else None


def _written(one: Named) -> AnyOf:
    """How it stands among a ticket's words, with 0x and without."""
    words = text.WORD.findall(one.value)
    spelled = [_spelled(text.fold(word, "en")) for word in words]
    return reduce(and_, map(AnyOf, spelled))


def _spelled(word: str) -> list[str]:
    bare = word.removeprefix("0x")
    return [bare, f"0x{bare}"] if len(bare) >= 40 else [word]
