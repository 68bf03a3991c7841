"""What comes to a team in each hour of its working days and weekends, and how long it keeps somebody."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import fmean
from zoneinfo import ZoneInfo

from django.utils import timezone

from support.people.models import Team
from tickets.models import Calendar
from tickets.pricing import PriceBook
from tickets.replay import handling, week
from tickets.replay.week import Mark, Wait

DAYS = 28  # four of each day of the week
MOST = 200_000  # waits read
LONGEST_CHAT = 4 * 3600.0

Hour = tuple[bool, int]  # (weekend, hour of the day)


@dataclass
class Came:
    """What came in an hour of such days: each with seconds of work and the promise in seconds."""

    works: list[float] = field(default_factory=list)
    targets: list[float] = field(default_factory=list)

    @property
    def many(self) -> int:
        """How often something came."""
        return len(self.works)

    @property
    def handling(self) -> float:
        """The mean work, seconds."""
        return fmean(self.works)


@dataclass(frozen=True)
class Demand:
    """Tickets and chats by hour of the team's local days, and how many such days were looked at."""

    zone: ZoneInfo
    calendar: Calendar | None
    since: datetime
    tickets: dict[Hour, Came]
    chats: dict[Hour, Came]
    assumed: int  # works for which nothing was measured
    cut: bool

    def days(self, weekend: bool) -> int:
        """How many days of a kind there were."""
        return DAYS // 7 * (2 if weekend else 5)

    @property
    def many(self) -> int:
        """All that came."""
        return sum(came.many for came in (*self.tickets.values(), *self.chats.values()))


def read(team: Team, *, now: datetime) -> Demand:
    """The last 28 whole days in the team's zone: every wait of a ticket, and the beginning of every chat."""
    book = PriceBook()
    calendar = team.routing.calendar if hasattr(team, "routing") else None
    zone = ZoneInfo(calendar.zone) if calendar else timezone.get_default_timezone()
    until = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    since = until - timedelta(days=DAYS)
    found = week.read(now=now, length=now - since, most=MOST, team=team.pk)
    works = handling.of(found.waits, found.marks)
    slots = _slots(found.marks)
    tickets: dict[Hour, Came] = defaultdict(Came)
    chats: dict[Hour, Came] = defaultdict(Came)
    for wait, work in zip(found.waits, works.seconds, strict=True):
        chat = wait.sort.channel == "chat"
        if not since <= wait.came < until or (chat and wait.sort.clock != "first"):
            continue
        local = wait.came.astimezone(zone)
        came = (chats if chat else tickets)[local.weekday() >= 5, local.hour]
        came.works.append(slots.get(wait.ticket, work) if chat else work)
        came.targets.append(_target(wait, book))
    return Demand(zone, calendar, since, tickets, chats, works.found["assumed"], found.cut)


def _target(wait: Wait, book: PriceBook) -> float:
    sort = wait.sort
    cell = book.priced(sort.team, sort.category, sort.severity, sort.rank, sort.channel).cell(sort.clock)
    assert cell  # a reply is always promised
    return float(cell.seconds)


def _slots(marks: list[Mark]) -> dict[int, float]:
    """How long each ticket lay in an agent's hands: from the first time it was taken to the last answer."""
    taken: dict[int, datetime] = {}
    found: dict[int, float] = {}
    for mark in marks:
        if mark.kind in handling.ENDS:
            if mark.ticket in taken:
                found[mark.ticket] = (mark.at - taken[mark.ticket]).total_seconds()
        else:
            taken.setdefault(mark.ticket, mark.at)
    return {ticket: max(slot, handling.SHORTEST) for ticket, slot in found.items() if slot <= LONGEST_CHAT}
