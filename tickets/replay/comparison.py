"""A week under the table in force and under another one, side by side."""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from support.people.models import Skill, Team, Tier
from tickets.pricing import PriceBook
from tickets.replay import handling, roster, week
from tickets.replay.figures import Figure, quantile
from tickets.replay.lanes import Desk, Outcome, serve
from tickets.replay.roster import Need
from tickets.replay.week import Wait, Week
from tickets.tables import Table

Tell = Callable[[int, int], None]  # (waits played, of how many)


@dataclass(frozen=True)
class Row:
    """One severity and tier under both tables."""

    severity: int
    tier: str
    colour: str
    before: Figure
    after: Figure

    @property
    def change(self) -> int:
        """How many more of a hundred promises are kept."""
        return self.after.percent - self.before.percent


@dataclass(frozen=True)
class Blocked:
    """Waits that nobody on the roster may serve, and what somebody would have to bring."""

    team: str
    language: str
    skill: str
    senior: bool
    many: int


@dataclass(frozen=True)
class Comparison:
    """What came of the replay, and all that is needed to judge it."""

    rows: list[Row]
    before: Figure | None  # of everybody; None when nothing arrived
    after: Figure | None
    measured: float | None  # the median wait of those who were really answered, seconds
    backlog: int  # waits from before the week, served but not counted
    cut: bool
    works: Counter[str]
    typical: float | None  # seconds of work, the median
    busy: float | None  # the share of the roster's hours that the work of the week fills
    people: list[str]
    blocked: list[Blocked]
    took: float

    @property
    def many(self) -> int:
        """Waits counted."""
        return self.after.many if self.after else 0

    @property
    def busy_percent(self) -> int | None:
        """How much of the roster's hours the work fills, in percent."""
        return None if self.busy is None else round(100 * self.busy)

    @property
    def filled(self) -> int:
        """Waits whose work is the median of others like them."""
        return sum(self.works[name] for name in handling.LIKE)


def compare(
    policy_id: int, table: Table, *, now: datetime, tell: Tell = lambda _done, _of: None
) -> Comparison:
    """Replay the last seven days under the promises in force, and with a table in place of a policy's own.

    Nothing is left to chance: the same week gives the same answer. What `tell` raises ends it.
    """
    began = time.perf_counter()
    read, people = week.read(now=now), roster.read(timezone.localdate(now))
    works, many = handling.of(read.waits, read.marks), len(read.waits)
    desk = Desk(people, read.since, min([read.since, *(wait.came for wait in read.waits)]), now)
    backlog = sum(wait.came < read.since for wait in read.waits)
    waits = read.waits[backlog:] if people.here else []

    def played(book: PriceBook, so_far: int) -> list[Outcome]:
        if not waits:
            return []
        return serve(read.waits, works.seconds, desk, book, lambda done: tell(so_far + done, 2 * many))[
            backlog:
        ]

    before = played(PriceBook(), 0)
    after = played(PriceBook(instead={policy_id: table}), many)
    return Comparison(
        rows=_rows(waits, before, after),
        before=Figure.of(before) if before else None,
        after=Figure.of(after) if after else None,
        measured=_measured(read),
        backlog=backlog,
        cut=read.cut,
        works=works.found,
        typical=quantile(works.seconds, 0.5) if many else None,
        busy=_busy(desk, read, works.seconds),
        people=[one.name for one in people.here],
        blocked=_blocked(desk, waits),
        took=time.perf_counter() - began,
    )


def _rows(waits: Sequence[Wait], before: Sequence[Outcome], after: Sequence[Outcome]) -> list[Row]:
    """Severities from the worst, in each the tiers from the lowest; what did not arrive has no row."""
    tiers = {tier.rank: tier for tier in Tier.objects.all()}
    groups: dict[tuple[int, int], list[int]] = {}
    for n, wait in enumerate(waits):
        groups.setdefault((wait.sort.severity, wait.sort.rank), []).append(n)
    return [
        Row(
            severity,
            tiers[rank].name,
            tiers[rank].colour,
            Figure.of([before[n] for n in members]),
            Figure.of([after[n] for n in members]),
        )
        for (severity, rank), members in sorted(groups.items())
    ]


def _measured(read: Week) -> float | None:
    really = [
        (wait.answered - wait.came).total_seconds()
        for wait in read.waits
        if wait.answered and wait.came >= read.since
    ]
    return quantile(really, 0.5) if really else None


def _busy(desk: Desk, read: Week, works: Sequence[float]) -> float | None:
    """The week's work over the roster's hours; everybody is there as long as the longest of their teams."""
    length = (read.until - read.since).total_seconds()
    hours = 0.0
    for one in desk.roster.here:
        theirs = [desk.spans(desk.roster.calendars.get(team)) for team in one.teams]
        hours += max((it.mark(length) - it.mark(0) if it else length for it in theirs), default=0.0)
    work = sum(work for wait, work in zip(read.waits, works, strict=True) if wait.came >= read.since)
    return work / hours if hours else None


def _blocked(desk: Desk, waits: Sequence[Wait]) -> list[Blocked]:
    """What the roster cannot serve, the most first."""
    needs = Counter(Need.of(wait.sort) for wait in waits if not desk.served_by(wait.sort))
    teams: Mapping[int, str] = {team.pk: team.spoken for team in Team.objects.all()}
    skills: Mapping[int, str] = {skill.pk: skill.name for skill in Skill.objects.all()}
    return [
        Blocked(teams[need.team], need.language, skills.get(need.skill or 0, ""), need.senior, many)
        for need, many in needs.most_common()
    ]
