"""What a table would do before anybody saves it: the queue and the promises of this minute under both."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, Prefetch, Value, When, prefetch_related_objects

from tickets import priority, queue
from tickets.actions.clocks import wanted
from tickets.models import Clock, Policy, Ticket
from tickets.pricing import PriceBook, Prices
from tickets.severity import Severity
from tickets.tables import RESOLUTION, Table

MOST = (
    2000  # open tickets looked at: those that come first in the queue, then who is in hand or does not wait
)


@dataclass(frozen=True)
class Use:
    """One promise under both tables: the shares of its target used, 0 where it is not promised."""

    kind: str
    before: float
    after: float

    @property
    def would_breach(self) -> bool:
        """Whether it would be broken the moment the table takes effect."""
        return self.before <= 1 < self.after

    @property
    def would_recover(self) -> bool:
        """Whether it is broken, and would not be any more."""
        return self.after <= 1 < self.before

    @property
    def label(self) -> str:
        """What is promised, in the reader's language."""
        return str(Clock.Kind(self.kind).label)


@dataclass(frozen=True)
class Stand:
    """One open ticket under both tables: its places (1 is next; None in no queue) and all its promises.

    The promise of a reply, when the customer waits for one, is the first.
    """

    ticket: Ticket
    before: int | None
    after: int | None
    uses: tuple[Use, ...]

    @property
    def moves(self) -> int:
        """How many places it would move up; below 0 it would move down."""
        return self.before - self.after if self.before and self.after else 0

    @property
    def shown(self) -> Use:
        """The promise to look at: one that would be broken, else the first."""
        return next((use for use in self.uses if use.would_breach), self.uses[0])

    @property
    def would_breach(self) -> bool:
        """Whether a promise would be broken the moment the table takes effect."""
        return any(use.would_breach for use in self.uses)

    @property
    def would_recover(self) -> bool:
        """Whether a broken promise would become one that can still be kept."""
        return any(use.would_recover for use in self.uses)


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
    """Every ticket whose customer waits, in the order the new table would give, changing nothing.

    Where more are open than MOST, places are those among the tickets looked at.
    Who is in somebody's hands follows without a place; who does not wait is in it only when another promise
    to them would be broken, or mended.
    """
    tickets = _open(now)
    old, new = PriceBook(), PriceBook(instead={policy.pk: table})
    uses = {it.pk: _uses(it, old.prices(it), new.prices(it), now) for it in tickets}
    queued = [it for it in tickets if it.lane_id]
    before = _places(queued, {it.pk: uses[it.pk][0].before for it in queued})
    after = _places(queued, {it.pk: uses[it.pk][0].after for it in queued})
    stands = [Stand(it, before.get(it.pk), after.get(it.pk), uses[it.pk]) for it in tickets]
    told = [it for it in stands if it.ticket.waiting_since or it.would_breach or it.would_recover]
    return sorted(told, key=lambda it: it.after or len(tickets) + 1)


def is_cut() -> bool:
    """Whether more tickets are open than are looked at."""
    return Ticket.objects.open().order_by()[: MOST + 1].count() > MOST


def groups(stands: Iterable[Stand], by: str) -> list[Group]:
    """The stands counted by `tier` or `language`, in the order of tiers, or of the most waiting."""
    counts: dict[str, Counter[str]] = {}
    ranks: dict[str, int] = {}
    for stand in stands:
        tier = stand.ticket.customer.tier
        name = tier.name if by == "tier" else stand.ticket.get_language_display()
        count = counts.setdefault(name, Counter())
        ranks[name] = tier.rank if by == "tier" else 0
        count["waiting"] += stand.ticket.waiting_since is not None
        count["up"] += stand.moves > 0
        count["down"] += stand.moves < 0
        count["breach"] += stand.would_breach
        count["recover"] += stand.would_recover
    order = sorted(counts, key=lambda name: (ranks[name], -counts[name]["waiting"], name))
    return [
        Group(name, *(counts[name][key] for key in ("waiting", "up", "down", "breach", "recover")))
        for name in order
    ]


def _open(now: datetime) -> list[Ticket]:
    """Open tickets with all that a promise is read from: the front of the line, then the oldest in hand."""
    line = queue.front(now=now, limit=MOST)
    rows = Ticket.objects.open().exclude(pk__in=[ticket.pk for ticket in line]).filter(lane=None)
    severe = Case(When(severity=Severity.S0, then=Value(0)), default=Value(1))
    rows = rows.order_by(severe, F("waiting_since").asc(nulls_last=True), "pk")
    found = [*line, *rows.select_related("customer__tier", "team", "topic")[: MOST - len(line)]]
    running = Prefetch("clocks", Clock.objects.filter(stopped_at=None))
    prefetch_related_objects(found, running, "pauses")
    return found


def _uses(ticket: Ticket, old: Prices, new: Prices, now: datetime) -> tuple[Use, ...]:
    """What both tables say to each of a ticket's promises, counted as actions.clocks does."""
    began = {clock.kind: clock.started_at for clock in ticket.clocks.all()}
    spans = [(it.started_at, it.ended_at) for it in ticket.pauses.all()]
    found = []
    for kind, since in wanted(ticket).items():
        start = min(since, began.get(kind, since)) if kind == RESOLUTION else since
        pauses = spans if kind == RESOLUTION else []
        shares = [_share(prices, kind, start, now, pauses) for prices in (old, new)]
        found.append(Use(kind, *shares))
    return tuple(found)


def _share(prices: Prices, kind: str, start: datetime, now: datetime, pauses: list[priority.Span]) -> float:
    cell = prices.cell(kind)
    if cell is None:
        return 0.0
    calendar = prices.calendar(cell)
    return priority.elapsed(calendar.opening if calendar else None, start, now, pauses) / cell.seconds


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
