"""What a table would do before anybody saves it: the queue of this minute under old and new promises."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tickets import priority
from tickets.models import Policy, Ticket
from tickets.pricing import PriceBook
from tickets.tables import FIRST, NEXT, Table

MOST = 2000  # waiting tickets looked at, those that have waited longest


@dataclass(frozen=True)
class Stand:
    """One waiting ticket under both tables: its places (1 is next) and the shares of its targets used."""

    ticket: Ticket
    before: int
    after: int
    used_before: float
    used_after: float

    @property
    def moves(self) -> int:
        """How many places it would move up; below 0 it would move down."""
        return self.before - self.after

    @property
    def would_breach(self) -> bool:
        """Whether its promise would be broken the moment the table takes effect."""
        return self.used_before <= 1 < self.used_after

    @property
    def would_recover(self) -> bool:
        """Whether a broken promise would become one that can still be kept."""
        return self.used_after <= 1 < self.used_before


@dataclass(frozen=True)
class Group:
    """What happens to one tier or language."""

    name: str
    waiting: int
    up: int
    down: int
    breach: int
    recover: int


def under(policy: Policy, table: Table, *, now: datetime) -> list[Stand]:
    """Every waiting ticket in the order the new table would give, changing nothing."""
    rows = (
        Ticket.objects.waiting().select_related("customer__tier", "team", "topic").order_by("waiting_since")
    )
    waiting = list(rows[:MOST])
    old, new = (
        _shares(PriceBook(), waiting, now),
        _shares(PriceBook(instead={policy.pk: table}), waiting, now),
    )
    before, after = _places(waiting, old), _places(waiting, new)
    stands = [
        Stand(ticket, before[ticket.pk], after[ticket.pk], old[ticket.pk], new[ticket.pk])
        for ticket in waiting
    ]
    return sorted(stands, key=lambda stand: stand.after)


def groups(stands: Iterable[Stand], by: str) -> list[Group]:
    """The stands counted by `tier` or `language`, in the order of tiers, or of the most waiting."""
    counts: dict[str, Counter[str]] = {}
    ranks: dict[str, int] = {}
    for stand in stands:
        tier = stand.ticket.customer.tier
        name = tier.name if by == "tier" else stand.ticket.get_language_display()
        count = counts.setdefault(name, Counter())
        ranks[name] = tier.rank if by == "tier" else 0
        count["waiting"] += 1
        count["up"] += stand.moves > 0
        count["down"] += stand.moves < 0
        count["breach"] += stand.would_breach
        count["recover"] += stand.would_recover
    order = sorted(counts, key=lambda name: (ranks[name], -counts[name]["waiting"], name))
    return [
        Group(name, *(counts[name][key] for key in ("waiting", "up", "down", "breach", "recover")))
        for name in order
    ]


def _shares(book: PriceBook, waiting: list[Ticket], now: datetime) -> dict[int, float]:
    """The share of its target each ticket has used."""
    found = {}
    for ticket in waiting:
        prices = book.prices(ticket)
        cell = prices.cell(NEXT if ticket.first_replied_at else FIRST)
        assert cell
        assert ticket.waiting_since
        calendar = prices.calendar(cell)
        waited = priority.elapsed(calendar.opening if calendar else None, ticket.waiting_since, now)
        found[ticket.pk] = waited / cell.seconds
    return found


def _places(waiting: list[Ticket], shares: dict[int, float]) -> dict[int, int]:
    """Places in the one line of all teams: S0 first, then the largest share, then the older."""
    order = sorted(
        waiting,
        key=lambda it: (
            priority.order(
                used=shares[it.pk], since=it.waiting_since, urgent=priority.is_urgent(it.severity)
            ),
            it.pk,
        ),
    )
    return {ticket.pk: place for place, ticket in enumerate(order, start=1)}
