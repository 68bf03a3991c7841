"""What really arrived: every wait for us that began in the last days, or had not ended when they began."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.db.models.fields.json import KT

from tickets.models import Clock, Event

LENGTH = timedelta(days=7)
MOST = 60_000  # waits read, the newest; a page says when there were more
BEFORE = timedelta(days=1)  # what was taken before the week began and answered in it
HANDS = (Event.Kind.CLAIMED, Event.Kind.ASSIGNED, Event.Kind.REPLIED, Event.Kind.RESOLVED)


class Sort(NamedTuple):
    """All that decides a promise and who may keep it, as it is today; equal sorts wait in one line."""

    clock: str  # first or next
    team: int
    topic: int | None
    category: str
    skill: int | None
    severity: int
    channel: str
    language: str
    rank: int
    senior: bool


class Wait(NamedTuple):
    """One wait: of which ticket, of what sort, from when to when (None: still waiting).

    `answered` is None when it ended without a word, too.
    """

    ticket: int
    sort: Sort
    came: datetime
    ended: datetime | None
    answered: datetime | None = None


class Mark(NamedTuple):
    """Something an agent did with a ticket: took it, answered or resolved it."""

    ticket: int
    agent: int
    kind: str
    at: datetime


@dataclass(frozen=True)
class Week:
    """The waits in order, what agents did, and whether there were more waits than we read."""

    since: datetime
    until: datetime
    waits: list[Wait]
    marks: list[Mark]
    cut: bool


def read(*, now: datetime, length: timedelta = LENGTH, most: int = MOST, team: int | None = None) -> Week:
    """The days until now, of one team or of all; two queries, whatever the size.

    An unanswered wait that goes on in another ticket, into which it was merged, is counted there.
    """
    since = now - length
    clocks = Clock.objects.filter(Q(stopped_at__gte=since) | Q(stopped_at=None), kind__in=Clock.REPLIES)
    clocks = clocks.exclude(answered_at=None, ticket__merged_into__isnull=False)
    if team:
        clocks = clocks.filter(ticket__team=team)
    rows = clocks.order_by("-started_at", "-pk").values_list(
        *(
            "ticket_id",
            "started_at",
            "stopped_at",
            "answered_at",
            "kind",
            "ticket__team_id",
            "ticket__topic_id",
        ),
        *("ticket__topic__category", "ticket__topic__skill_id", "ticket__severity", "ticket__channel"),
        *("ticket__language", "ticket__customer__tier__rank", "ticket__customer__tier__senior_only"),
    )[: most + 1]
    sorts: dict[tuple[object, ...], Sort] = {}
    waits = []
    for ticket, came, ended, answered, clock, team_id, topic, category, *more in rows.iterator(
        chunk_size=5000
    ):
        key = (clock, team_id, topic, category or "", *more)
        waits.append(Wait(ticket, sorts.setdefault(key, Sort(*key)), came, ended, answered))
    cut = len(waits) > most
    return Week(since, now, waits[most - 1 :: -1] if cut else waits[::-1], _marks(since, now), cut)


def _marks(since: datetime, now: datetime) -> list[Mark]:
    """What agents did, in order; who was given a ticket stands in the event's detail."""
    happened = Event.objects.filter(kind__in=HANDS, at__gte=since - BEFORE, at__lte=now)
    rows = happened.order_by("at", "pk").values_list("ticket_id", "by_id", "kind", "at", KT("detail__to"))
    return [
        Mark(ticket, int(given) if given else by, kind, at)
        for ticket, by, kind, at, given in rows.iterator(chunk_size=5000)
        if given or by
    ]
