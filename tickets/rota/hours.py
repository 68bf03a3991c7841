"""Agents needed in each hour: Erlang C for what can wait, Erlang A for chats, whose visitors leave. Pure."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tickets.rota.demand import Came, Demand
from tickets.staffing import MOST_AGENTS, Impatient, Patient, fewest

FEWEST = 20  # arrivals, or nothing is said
HOUR = 3600.0


@dataclass(frozen=True)
class Load:
    """What comes in an hour of the day, and the agents for it; None where too few came to say."""

    many: int
    per_hour: float
    handling: float | None
    agents: int | None

    @property
    def is_known(self) -> bool:
        """Whether anything can be said: enough came, or nothing at all."""
        return self.agents is not None or not self.many


@dataclass(frozen=True)
class Line:
    """One hour of the day: how many would have to be there, and how many are on the roster."""

    hour: int
    is_open: bool
    tickets: Load
    chats: Load
    here: int

    @property
    def loads(self) -> tuple[Load, Load]:
        """Tickets, then chats."""
        return self.tickets, self.chats

    @property
    def needed(self) -> int | None:
        """Agents for tickets and chats together, as far as it is known; None where nothing is."""
        known = [load.agents for load in self.loads if load.agents is not None]
        return sum(known) if known else None

    @property
    def is_at_least(self) -> bool:
        """Whether more may be needed than is said, for too few of one kind came to count them."""
        return self.needed is not None and not (self.tickets.is_known and self.chats.is_known)

    @property
    def short(self) -> int:
        """How many are missing."""
        return max(0, (self.needed or 0) - self.here)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing came."""
        return not (self.tickets.many or self.chats.many)


@dataclass(frozen=True)
class Ask:
    """What is to be reached, and with whom: chats at once per agent; patience in seconds, None is unknown."""

    share: float
    here: int
    at_once: float
    patience: float | None


def lines(demand: Demand, ask: Ask, *, weekend: bool) -> list[Line]:
    """The 24 hours of a working day, or of a day of the weekend."""
    days = demand.days(weekend)
    opened = _open_hours(demand, weekend)
    return [
        Line(
            hour,
            hour in opened,
            _load(demand.tickets.get((weekend, hour), Came()), days, ask.share, _patient, 1.0),
            _load(demand.chats.get((weekend, hour), Came()), days, ask.share, _chat(ask), ask.at_once),
            ask.here,
        )
        for hour in range(24)
    ]


Within = Callable[[float, float, int, float], float]  # rate, handling, agents, time → share answered


def _load(came: Came, days: int, share: float, within: Within, at_once: float) -> Load:
    """`at_once` is how many an agent serves side by side: what keeps a slot, keeps a part of an agent."""
    if came.many < FEWEST:
        return Load(came.many, came.many / days, None, None)
    rate, mix = came.many / days / HOUR, Counter(came.targets)

    def answered(slots: int) -> float:
        parts = (many * within(rate, came.handling, slots, time) for time, many in mix.items())
        return math.fsum(parts) / came.many

    try:
        slots = fewest(answered, load=rate * came.handling, share=share)
    except ValueError:
        slots = MOST_AGENTS
    return Load(came.many, came.many / days, came.handling, math.ceil(slots / at_once))


def _patient(rate: float, handling: float, agents: int, time: float) -> float:
    return Patient(rate, handling, agents).within(time)


def _chat(ask: Ask) -> Within:
    patience = ask.patience
    if patience is None:
        return _patient
    return lambda rate, handling, agents, time: Impatient(rate, handling, patience, agents).within(time)


def _open_hours(demand: Demand, weekend: bool) -> set[int]:
    """Hours in which the team is there on some such day, if only for a part of them."""
    if demand.calendar is None:
        return set(range(24))
    spans = demand.calendar.opening.spans
    found = set()
    for day in (5, 6) if weekend else range(5):
        for start, end in spans[day]:
            last = (end.hour * 60 + end.minute or 1440) - 1
            found |= set(range(start.hour, last // 60 + 1))
    return found
