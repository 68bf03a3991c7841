"""How long each wait kept an agent: measured where it can be, else what the same kind of thing took. Pure.

An agent does one thing at a time: the work on an answer begins when they took the ticket, when the customer
wrote, or with their answer before on any ticket, whichever is the latest, and ends with the answer.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from tickets.replay.week import Mark, Wait

ENDS = {"replied", "resolved"}
NEAR = timedelta(seconds=10)  # a clock is stopped a moment before the event that stops it is written
LONGEST = 4 * 3600.0  # what took longer was left lying: over lunch, or over night
SHORTEST = 1.0
FEWEST = 5  # measured works that make a median
ASSUMED = 600.0  # where nothing at all was measured

# Whose median stands in for a work that was not measured, the nearest first.
LIKE: dict[str, Callable[[Wait], Hashable]] = {
    "topic": lambda wait: wait.sort.topic and (wait.sort.topic, wait.sort.channel == "chat"),
    "severity": lambda wait: (wait.sort.team, wait.sort.severity, wait.sort.channel == "chat"),
    "team": lambda wait: (wait.sort.team, ""),
    "all": lambda wait: "all",
}


@dataclass(frozen=True)
class Works:
    """Seconds each wait keeps an agent, and how often that was measured, a median of LIKE, or assumed."""

    seconds: list[float]
    found: Counter[str]


def of(waits: Sequence[Wait], marks: Sequence[Mark]) -> Works:
    """The works of waits, given what agents did in order of time."""
    measured = _measured(waits, marks)
    medians = {name: _medians(waits, measured, like) for name, like in LIKE.items()}
    seconds, found = [], Counter[str]()
    for wait, work in zip(waits, measured, strict=True):
        said, value = "measured", work
        if value is None:
            nearest = ((name, medians[name].get(like(wait))) for name, like in LIKE.items())
            said, value = next(((name, like) for name, like in nearest if like), ("assumed", ASSUMED))
        found[said] += 1
        seconds.append(value)
    return Works(seconds, found)


def _measured(waits: Sequence[Wait], marks: Sequence[Mark]) -> list[float | None]:
    """Seconds of work on each, None where nobody answered or it was left lying."""
    ends: dict[int, list[Mark]] = defaultdict(list)
    takes: dict[int, list[Mark]] = defaultdict(list)
    before: dict[Mark, datetime] = {}  # for an answer, the same agent's answer before
    by_agent: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        (ends if mark.kind in ENDS else takes)[mark.ticket].append(mark)
        if mark.kind in ENDS:
            by_agent[mark.agent].append(mark)
    for done in by_agent.values():
        before |= {later: earlier.at for earlier, later in pairwise(done)}
    return [_work(wait, ends[wait.ticket], takes[wait.ticket], before) for wait in waits]


def _work(wait: Wait, ends: list[Mark], takes: list[Mark], before: dict[Mark, datetime]) -> float | None:
    if wait.ended is None:
        return None
    index = bisect_left(ends, wait.ended - NEAR, key=lambda mark: mark.at)
    answer = ends[index] if index < len(ends) and ends[index].at <= wait.ended + NEAR else None
    if answer is None:
        return None
    taken = [mark.at for mark in takes if mark.at <= answer.at and mark.agent == answer.agent]
    began = max([wait.came, before.get(answer, wait.came), *taken[-1:]])
    work = max((answer.at - began).total_seconds(), SHORTEST)
    return work if work <= LONGEST else None


def _medians(
    waits: Sequence[Wait], measured: Sequence[float | None], like: Callable[[Wait], Hashable]
) -> dict[Hashable, float]:
    groups: dict[Hashable, list[float]] = defaultdict(list)
    for wait, work in zip(waits, measured, strict=True):
        if work is not None and (key := like(wait)):
            groups[key].append(work)
    return {key: median(works) for key, works in groups.items() if len(works) >= FEWEST}
