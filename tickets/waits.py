"""How long it will take, asked by every page, window and board through one door: reckoned from the line as it
is now; else what first answers took at this hour; else nothing, never an invented number."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
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
    asking = _Asking(channels[0], tier or Tier.lowest(), topic, team, severity, book)
    said = ":".join(str(one) for one in (*channels, asking.key, _moment(now)))
    reckoned = _kept(f"wait:{said}", FRESH * 2, lambda: _reckoned(asking.me(now), *asking.where, now))
    return reckoned or usual(*channels, now=now, tier=None if of_all else tier)


def place(
    channel: str, *, now: datetime, tier: Tier, topic: Topic | None = None, team: Team | None = None
) -> int:
    """Where somebody would stand who joined now; 1 is next. Kept as long as the wait."""
    asking = _Asking(channel, tier, topic, team)

    def count() -> int:
        return line(asking.team_of.pk, now=now).ahead(asking.me(now), now) + 1

    return _kept(f"place:{channel}:{asking.key}:{_moment(now)}", FRESH * 2, count)


def line(team: int, *, now: datetime) -> lines.Line:
    """A team's line, read once in a few seconds for everybody who asks."""
    return _kept(f"line:{team}:{_moment(now)}", FRESH * 2, lambda: lines.of(team, now=now))


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
    return _reckoned(me, ticket.team_id, ticket.channel, now) or usual(ticket.channel, now=now)


@dataclass(frozen=True)
class _Asking:
    """Somebody who has not written yet: by which door, at which level, about what."""

    channel: str
    tier: Tier
    topic: Topic | None
    team: Team | None = None
    severity: int | None = None
    book: PriceBook | None = None

    @property
    def key(self) -> str:
        """Everybody with the same key is told the same."""
        topic, team = self.topic and self.topic.pk, self.team and self.team.pk
        return f"{self.tier.pk}:{topic}:{team}:{self.graveness}"

    @property
    def graveness(self) -> int:
        """Their severity: said, or their topic's, or a question's."""
        if self.severity is not None:
            return self.severity
        return self.topic.severity if self.topic else Severity.S3

    @cached_property
    def team_of(self) -> Team:
        """Who would serve them."""
        if self.team or self.topic:
            return self.team or self.topic.team  # type: ignore[union-attr]
        return Team.objects.get(slug=FIRST_TEAM.get(self.channel, "front-line"))

    @property
    def where(self) -> tuple[int, str]:
        """In which line, by which door."""
        return self.team_of.pk, self.channel

    def me(self, now: datetime) -> lines.Queued:
        """What they would be promised, in line since now."""
        book = self.book or PriceBook()
        promised = book.first_reply(
            self.graveness, self.tier, self.channel, topic=self.topic, team=self.team_of
        )
        hours = promised.calendar.opening if promised.calendar else None
        return lines.Queued(priority.is_urgent(self.graveness), promised.seconds, hours, (now,))


def _reckoned(me: lines.Queued, team: int, channel: str, now: datetime) -> Wait | None:
    """The range from the line of a team, of the whole wait so far and to come, in numbers people say."""
    there = line(team, now=now)
    pace, in_hand = there.pace, there.in_hand
    found = forecast.forecast(
        lambda minutes: in_hand + there.ahead(me, now + timedelta(minutes=minutes)),
        pace=pace,
        people=there.people if channel == "chat" else there.helping,
        patience=_patience(channel, team, now),
        overtaking=there.overtaking(me),
    )
    if found is None or pace is None:
        return None
    (since,) = me.since
    said = found.after((now - since).total_seconds() / 60).outward()
    low, mid, high = (timedelta(minutes=minutes) for minutes in (said.low, said.mid, said.high))
    return Wait(low, mid, high, pace.answered, there.ahead(me, now), there.people)


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
