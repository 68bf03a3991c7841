"""A week as tickets.floor plays it: waits stand in lanes, by who may serve them, target and opening hours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tickets import priority
from tickets.floor import Served, Staff, play
from tickets.models import Calendar
from tickets.pricing import PriceBook
from tickets.replay.roster import Need, Roster
from tickets.replay.spans import Spans
from tickets.replay.week import Sort, Wait
from tickets.simulation import Recorded, Rule

AFTERWARDS = timedelta(days=60)  # in which what is left of the week may still be served


@dataclass(frozen=True)
class Lane:
    """First come first served: who serves it after what wait, when (None: always), and what is promised."""

    agents: tuple[tuple[int, float], ...]
    hours: Spans | None
    urgent: bool
    target: float
    counted: Spans | None  # the hours in which the promise runs; None is round the clock


@dataclass(frozen=True)
class Outcome:
    """What came of one wait: seconds until the answer (None: never), and the share of its target used."""

    wait: float | None
    used: float | None

    @property
    def kept(self) -> bool:
        """Whether the promise was kept."""
        return self.used is not None and self.used <= 1


NEVER_SERVED = Outcome(None, None)


@dataclass
class Desk:
    """Roster and opening hours, the same for every table that is tried."""

    roster: Roster
    since: datetime
    first: datetime
    until: datetime
    _spans: dict[int | None, Spans | None] = field(default_factory=lambda: {None: None})
    _served: dict[Need, tuple[tuple[int, float], ...]] = field(default_factory=dict)

    def lane(self, sort: Sort, book: PriceBook) -> Lane:
        """Where a sort of waits stands under a table."""
        prices = book.priced(sort.team, sort.category, sort.severity, sort.rank, sort.channel)
        cell = prices.cell(sort.clock)
        assert cell  # a reply is always promised
        return Lane(
            self.served_by(sort),
            self.spans(prices.hours),
            priority.is_urgent(sort.severity),
            float(cell.seconds),
            self.spans(prices.calendar(cell)),
        )

    def served_by(self, sort: Sort) -> tuple[tuple[int, float], ...]:
        """Who serves a sort of waits, and after how many seconds they are asked; empty is nobody."""
        need = Need.of(sort)
        if need not in self._served:
            self._served[need] = tuple(self.roster.served(need).items())
        return self._served[need]

    def spans(self, calendar: Calendar | None) -> Spans | None:
        """A calendar's openings, in seconds since the week began."""
        key = calendar.pk if calendar else None
        if calendar and key not in self._spans:
            last = self.until + AFTERWARDS
            self._spans[key] = Spans.of(calendar.opening, since=self.since, first=self.first, last=last)
        return self._spans[key]


def serve(
    waits: Sequence[Wait], works: Sequence[float], desk: Desk, book: PriceBook, tell: Callable[[int], None]
) -> list[Outcome]:
    """What would have come of each wait under the promises of a book."""
    numbers: dict[Lane, int] = {}
    of_sort: dict[Sort, int] = {}
    for sort in {wait.sort: None for wait in waits}:
        of_sort[sort] = numbers.setdefault(desk.lane(sort, book), len(numbers))
    lanes = list(numbers)
    arrivals = [
        ((wait.came - desk.since).total_seconds(), of_sort[wait.sort], work)
        for wait, work in zip(waits, works, strict=True)
    ]
    served = play(Recorded(arrivals), staff=_staff(lanes, desk), rule=_rule(lanes), tell=tell)
    return _outcomes(served, works, lanes)


def _staff(lanes: Sequence[Lane], desk: Desk) -> Staff:
    agents: list[dict[int, float]] = [{} for _ in desk.roster.here]
    for kind, lane in enumerate(lanes):
        for number, after in lane.agents:
            agents[number][kind] = after
    return Staff(agents, len(lanes), [lane.hours for lane in lanes])


def _rule(lanes: Sequence[Lane]) -> Rule:
    """priority.order in the hours each promise counts; the mark of a head is computed once."""
    heads: list[tuple[float, float]] = [(0.0, _mark(lane.counted, 0.0)) for lane in lanes]

    def rule(now: float, came: float, kind: int) -> tuple[bool, float, float]:
        lane = lanes[kind]
        if heads[kind][0] != came:
            heads[kind] = (came, _mark(lane.counted, came))
        used = (_mark(lane.counted, now) - heads[kind][1]) / lane.target
        return priority.order(used=used, since=came, urgent=lane.urgent)

    return rule


def _mark(counted: Spans | None, at: float) -> float:
    return counted.mark(at) if counted else at


def _outcomes(served: Sequence[Served], works: Sequence[float], lanes: Sequence[Lane]) -> list[Outcome]:
    """What is promised is a reply: a wait ends with the work on it, not when an agent begins."""
    found = [NEVER_SERVED] * len(works)
    for one in served:
        lane, wait = lanes[one.kind], one.wait + works[one.number]
        used = (_mark(lane.counted, one.at + wait) - _mark(lane.counted, one.at)) / lane.target
        found[one.number] = Outcome(wait, used)
    return found
