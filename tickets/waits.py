"""How long it will take, asked by every page, window and board through one door: reckoned from the line as it
is now; else what first answers took at this hour; else nothing, never an invented number."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection
from redis.exceptions import RedisError

from support.people.models import Team, Tier
from tickets import channels, forecast, lines, priority
from tickets.actions.intake import FIRST_TEAM
from tickets.models import Ticket, Topic
from tickets.pricing import PriceBook
from tickets.severity import Severity

FEWEST_CASES = 20
LOOK_BACK = timedelta(days=7)
FRESH = 10  # seconds a line is reckoned with before it is read anew
MEASURED_FOR = 60  # seconds; then the waits of the week are measured again
PATIENCE_FOR = 3600

# Tickets opened in the last 7 days in the same hour of the day (UTC) that have had their first reply.
MEASURED = """
    SELECT count(*),
           percentile_cont(ARRAY[0.1, 0.5, 0.9]) WITHIN GROUP (
               ORDER BY extract(epoch FROM ticket.first_replied_at - ticket.opened_at))
      FROM tickets_ticket ticket
      JOIN people_customer customer ON customer.id = ticket.customer_id
     WHERE ticket.channel = ANY(%(channels)s)
       AND ticket.first_replied_at > %(now)s - %(look_back)s
       AND ticket.opened_at > %(now)s - %(look_back)s
       AND extract(hour FROM ticket.opened_at AT TIME ZONE 'UTC') = %(hour)s
       AND (%(tier)s IS NULL OR customer.tier_id = %(tier)s)
"""


@dataclass(frozen=True)
class Wait:
    """How long an answer takes: 1 in 10 sooner than `low`, half before `median`, 9 in 10 before `high`.

    `cases` is of how many answers we know. `ahead` of how many one stands behind, and `people` are at work:
    both None where the wait was not reckoned from a line but measured over the week.
    """

    low: timedelta
    median: timedelta
    high: timedelta
    cases: int
    ahead: int | None = None
    people: int | None = None


def measured(*channels: str, now: datetime, tier: Tier | None = None) -> Wait | None:
    """The waits of the last seven days at this hour; None under FEWEST_CASES, when nothing can be said."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"channels": list(channels), "hour": now.astimezone(UTC).hour}
        values |= {"now": now, "look_back": LOOK_BACK, "tier": tier.pk if tier else None}
        cursor.execute(MEASURED, values)
        cases, deciles = cursor.fetchone()
    if cases < FEWEST_CASES:
        return None
    low, median, high = (timedelta(seconds=round(float(second))) for second in deciles)
    return Wait(low, median, high, cases)


def expected(
    *channels: str,
    now: datetime,
    tier: Tier | None = None,
    topic: Topic | None = None,
    team: Team | None = None,
    severity: int | None = None,
    of_all: bool = False,
    book: PriceBook | None = None,
) -> Wait | None:
    """What somebody would wait who writes now by this door, at this level (else the lowest), about this.

    `team` and `severity` where they are not the topic's. Where the line says nothing it is what was measured,
    for this level or `of_all`. Kept a few seconds, for everybody who asks the same. `book` has been read.
    """
    graveness = severity if severity is not None else topic.severity if topic else Severity.S3
    said = ":".join(str(one) for one in (*channels, tier and tier.pk, topic and topic.pk, team and team.pk))

    def reckon() -> Wait | None:
        where = team or (topic.team if topic else _first_team(channels[0]))
        level = tier or Tier.lowest()
        promised = (book or PriceBook()).first_reply(graveness, level, channels[0], topic=topic, team=where)
        hours = promised.calendar.opening if promised.calendar else None
        me = lines.Queued(priority.is_urgent(graveness), promised.seconds, hours, (now,))
        return _reckoned(me, where.pk, channels[0], now)

    reckoned = _kept(f"wait:{said}:{graveness}:{_moment(now)}", FRESH * 2, reckon)
    return reckoned or usual(*channels, now=now, tier=None if of_all else tier)


def usual(*channels: str, now: datetime, tier: Tier | None = None) -> Wait | None:
    """What `measured` finds, measured once a minute for everybody who asks."""
    key = f"waits:{'-'.join(channels)}:{tier.pk if tier else 'all'}:{now:%H}"
    return _kept(key, MEASURED_FOR, lambda: measured(*channels, now=now, tier=tier))


def of(ticket: Ticket, *, now: datetime) -> Wait | None:
    """What a ticket that stands in line will have waited in all when it is answered."""
    if ticket.lane_id is None or ticket.waiting_since is None or ticket.lane is None:
        return None
    lane, since = ticket.lane, ticket.waiting_since
    hours = lane.calendar.opening if lane.calendar else None
    me = lines.Queued(lane.urgent, lane.target_seconds, hours, (since,))
    left = _reckoned(me, ticket.team_id, ticket.channel, now)
    if left is None:
        return usual(ticket.channel, now=now)
    waited = now - since
    return Wait(
        left.low + waited, left.median + waited, left.high + waited, left.cases, left.ahead, left.people
    )


def _first_team(channel: str) -> Team:
    return Team.objects.get(slug=FIRST_TEAM.get(channel, "front-line"))


def _reckoned(me: lines.Queued, team: int, channel: str, now: datetime) -> Wait | None:
    """The range from the line of a team, in numbers people say."""
    line = _kept(f"line:{team}:{_moment(now)}", FRESH * 2, lambda: lines.of(team, now=now))
    pace = line.pace()
    mine = len(line.in_hand)
    found = forecast.forecast(
        lambda minutes: mine + line.ahead(me, now + timedelta(minutes=minutes)),
        pace=pace,
        people=line.people if channel == "chat" else line.helping,
        patience=_patience(channel, team, now),
        overtaking=line.overtaking(me),
    )
    if found is None or pace is None:
        return None
    said = found.outward()
    low, mid, high = (timedelta(minutes=minutes) for minutes in (said.low, said.mid, said.high))
    return Wait(low, mid, high, pace.answered, line.ahead(me, now), line.people)


def _patience(channel: str, team: int, now: datetime) -> float | None:
    """The mean patience at a door in minutes; None where nobody can tell."""

    def measure() -> float | None:
        seconds = channels.named(channel).patience(team=team, since=now - LOOK_BACK)
        return seconds / 60 if seconds else None

    return _kept(f"patience:{channel}:{team}", PATIENCE_FOR, measure)


def _moment(now: datetime) -> int:
    return int(now.timestamp() // FRESH)


def _kept(key: str, seconds: int, make: Callable[[], Any]) -> Any:
    """What is kept under a key, made where nothing is; without Valkey each time anew."""
    kept = None
    with suppress(RedisError, ConnectionError):
        kept = cache.get(key)
    if kept is None:
        kept = (make(),)
        with suppress(RedisError, ConnectionError):
            cache.set(key, kept, seconds)
    return kept[0]
