"""The simulator: agents serve lines by a rule, as on the desk; who would have waited how long. Pure.

Discrete events, times in one unit. Inside a class first come is first served, as in tickets.queue: only the
heads of classes are compared. Of several free agents the one who has been free longest serves ("assign the
longest idle server"; Adan and Weiss, Queueing Systems 77, 2014). Nobody is interrupted.
"""

import heapq
import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from tickets.simulation import Rule, Source

NEVER = math.inf
TELL_EVERY = 500  # served


class Times(Protocol):
    """When a class is served at all."""

    @property
    def starts(self) -> Sequence[float]:
        """When that begins, each time."""

    def is_open(self, at: float) -> bool:
        """Whether it is served now."""


@dataclass(frozen=True)
class Staff:
    """Who serves what: for each agent, the classes they serve and after what wait they are asked, 0 at once.

    `hours` of a class say when it is served; None, or no hours at all, is always.
    """

    agents: Sequence[Mapping[int, float]]
    classes: int
    hours: Sequence[Times | None] = ()

    @classmethod
    def alike(cls, agents: int, classes: int) -> "Staff":
        """Agents who serve every class at once, day and night."""
        return cls([dict.fromkeys(range(classes), 0.0)] * agents, classes)


class Served(NamedTuple):
    """One that was served: its number by arrival, its class, when it came and how long it waited."""

    number: int
    kind: int
    at: float
    wait: float


def play(
    source: Source, *, staff: Staff, rule: Rule, tell: Callable[[int], None] | None = None
) -> list[Served]:
    """Serve what comes and return it in the order of service; whom nobody may serve is missing.

    `tell` hears now and then how many were served; what it raises ends the play.
    """
    return _Floor(source, staff, rule, tell or (lambda _many: None)).run()


class _Floor:
    """Lines, free agents in the order in which they became free, and what happens when."""

    def __init__(self, source: Source, staff: Staff, rule: Rule, tell: Callable[[int], None]) -> None:
        self.source, self.rule, self.tell = source, rule, tell
        self.serves = [list(agent.items()) for agent in staff.agents]
        self.hours = list(staff.hours) or [None] * staff.classes
        # For each class, who serves it at once, and after what waits others are asked as well.
        self.at_once = [
            {number for number, agent in enumerate(staff.agents) if agent.get(kind, NEVER) <= 0}
            for kind in range(staff.classes)
        ]
        later: list[set[float]] = [set() for _ in range(staff.classes)]
        for agent in staff.agents:
            for kind, after in agent.items():
                if 0 < after < NEVER:
                    later[kind].add(after)
        self.later = [sorted(waits) for waits in later]
        self.lines: list[deque[tuple[float, int]]] = [deque() for _ in range(staff.classes)]
        self.free: dict[int, None] = dict.fromkeys(range(len(staff.agents)))
        self.busy: list[tuple[float, int]] = []
        self.alarms = sorted({start for hours in self.hours if hours for start in hours.starts})
        self.arrived, self.waiting = 0, 0
        self.served: list[Served] = []

    def run(self) -> list[Served]:
        """Until nobody waits and nobody comes, or nothing will ever happen again."""
        while self.source.next_at is not None or self.waiting:
            comes = NEVER if self.source.next_at is None else self.source.next_at
            frees = self.busy[0][0] if self.busy else NEVER
            opens = self.alarms[0] if self.alarms else NEVER
            if frees == comes == opens == NEVER:
                break
            if frees <= min(comes, opens):
                now, agent = heapq.heappop(self.busy)
                self._next(agent, now)
            elif opens <= comes:
                self._ask_the_free(heapq.heappop(self.alarms))
            else:
                self._arrive(comes)
        return self.served

    def _arrive(self, now: float) -> None:
        kind, number = self.source.take(), self.arrived
        self.arrived += 1
        hours, at_once = self.hours[kind], self.at_once[kind]
        if self.free and at_once and (hours is None or hours.is_open(now)):
            for agent in self.free:
                if agent in at_once:
                    del self.free[agent]
                    self._serve(agent, number, kind, now, now)
                    return
        self.lines[kind].append((now, number))
        self.waiting += 1
        for after in self.later[kind]:
            heapq.heappush(self.alarms, now + after)

    def _ask_the_free(self, now: float) -> None:
        """Something may be served that might not be before; whoever finds nothing keeps their turn."""
        for agent in list(self.free):
            self._next(agent, now)

    def _next(self, agent: int, now: float) -> None:
        """Give an agent the head that comes first for them; who finds nothing is free."""
        best, smallest = -1, None
        for kind, after in self.serves[agent] if self.waiting else ():
            line = self.lines[kind]
            if not line or line[0][0] + after > now:
                continue
            hours = self.hours[kind]
            if hours is None or hours.is_open(now):
                place = self.rule(now, line[0][0], kind)
                if smallest is None or place < smallest:
                    best, smallest = kind, place
        if best < 0:
            self.free.setdefault(agent)
            return
        self.free.pop(agent, None)
        came, number = self.lines[best].popleft()
        self.waiting -= 1
        self._serve(agent, number, best, came, now)

    def _serve(self, agent: int, number: int, kind: int, came: float, now: float) -> None:
        self.served.append(Served(number, kind, came, now - came))
        heapq.heappush(self.busy, (now + self.source.work(number), agent))
        if not len(self.served) % TELL_EVERY:
            self.tell(len(self.served))
