"""A team's line as a forecast needs it: who waits in it, who was answered lately, who is at work."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from support.hours import Hours
from support.people.models import Agent
from tickets import forecast, priority
from tickets.models import Calendar

WINDOWS = (15, 30, 60, 120, 480)  # minutes; the shortest one with ENOUGH answers tells the pace
ENOUGH = 20
ARRIVALS = 60  # minutes over which it is counted who comes
MOST = 2000  # rows of each kind that are read

ANSWERED = """
    SELECT opened_at, first_replied_at, assignee_id, severity = 0,
           coalesce(first_target_seconds, target_seconds)
      FROM tickets_ticket
     WHERE channel = ANY(%(channels)s) AND first_replied_at > %(since)s AND first_replied_at <= %(now)s
       AND team_id = %(team)s
     ORDER BY first_replied_at DESC LIMIT %(most)s
"""
STANDING = """
    SELECT lane.urgent, lane.target_seconds, lane.calendar_id,
           array_agg(t.waiting_since ORDER BY t.waiting_since)
      FROM tickets_lane lane
     CROSS JOIN LATERAL (
           SELECT waiting_since FROM tickets_ticket
            WHERE lane_id = lane.id ORDER BY waiting_since, id LIMIT %(most)s) t
     WHERE lane.team_id = %(team)s GROUP BY lane.id
"""
# Taken, and not answered for the first time: they are before everybody who still stands in the line.
IN_HAND = """
    SELECT t.opened_at FROM people_agent_teams member
      JOIN people_agent agent ON agent.id = member.agent_id
      JOIN tickets_ticket t ON t.assignee_id = agent.user_id AND t.team_id = member.team_id
     WHERE member.team_id = %(team)s AND t.resolved_at IS NULL AND t.first_replied_at IS NULL
       AND t.waiting_since IS NOT NULL
     LIMIT %(most)s
"""


@dataclass(frozen=True)
class Answered:
    """Somebody who was answered lately: from when to when they waited, by whom, and what was promised."""

    opened: datetime
    replied: datetime
    by: int | None
    urgent: bool
    target: float


@dataclass(frozen=True)
class Queued:
    """Those of one promise who wait, the oldest first: since when each."""

    urgent: bool
    target: float
    hours: Hours | None
    since: Sequence[datetime]


@dataclass(frozen=True)
class Line:
    """One team's line at `at`; `people` take live work, `helping` take any.

    `in_hand` are taken and not yet answered, `pace` is of one person, `came` how many a minute by promise.
    """

    at: datetime
    queued: Sequence[Queued]
    in_hand: int
    people: int
    helping: int
    pace: forecast.Pace | None
    came: Mapping[tuple[bool, float], float]

    @property
    def length(self) -> int:
        """How many stand in it."""
        return sum(len(some.since) for some in self.queued)

    def ahead(self, me: Queued, at: datetime) -> int:
        """How many of those who wait now would be served before me at a later instant, if all still waited.

        `me` is a promise with one in it. The rule is priority.order: urgent ones, then the larger share used.
        """
        (since,) = me.since
        used = priority.elapsed(me.hours, since, at) / me.target
        count = 0
        for some in self.queued:
            if some.urgent and not me.urgent:
                count += len(some.since)
            elif some.urgent == me.urgent:
                count += bisect_left(some.since, _as_long(me, some, used, at))
        return count

    def overtaking(self, me: Queued) -> float:
        """How many a minute will come later and be served first, as lately: Σ λ (1 - target / mine)."""
        return sum(
            rate * (1.0 if urgent and not me.urgent else max(0.0, 1 - target / me.target))
            for (urgent, target), rate in self.came.items()
            if urgent >= me.urgent
        )


def _pace(answered: Sequence[Answered], still: Sequence[datetime], now: datetime) -> forecast.Pace | None:
    """What one person did lately; None when too little was answered to say."""
    found = None
    for window in WINDOWS:
        since = now - timedelta(minutes=window)
        lately = [one for one in answered if one.replied > since]
        hands = len({one.by for one in lately if one.by}) or 1
        spans = [(_minutes(one.opened - since), _minutes(one.replied - since)) for one in lately]
        spans += [(_minutes(opened - since), window + 1.0) for opened in still]
        found = forecast.pace(spans, people=hands, since=0, now=window)
        if found and found.answered >= ENOUGH:
            break
    return found


def _came(answered: Sequence[Answered], now: datetime) -> dict[tuple[bool, float], float]:
    """How many of each promise came a minute, of those who were answered since."""
    since = now - timedelta(minutes=ARRIVALS)
    counted = Counter((one.urgent, one.target) for one in answered if one.opened > since)
    return {promise: many / ARRIVALS for promise, many in counted.items()}


def _as_long(me: Queued, some: Queued, used: float, at: datetime) -> datetime:
    """Since when one of another promise has used the same share of it; who waits longer goes first."""
    (since,) = me.since
    if (some.target, some.hours) == (me.target, me.hours):
        return since
    if some.hours is None:
        return at - timedelta(seconds=used * some.target)
    began = some.hours.at(some.hours.mark(at) - used * some.target)
    return max(began, min(since, some.hours.opens_at(began) or began))  # all of one closed time are alike


def _minutes(length: timedelta) -> float:
    return length.total_seconds() / 60


def of(team: int, *, now: datetime) -> Line:
    """The line of a team, read anew: four statements."""
    since = now - timedelta(minutes=WINDOWS[-1])
    values: dict[str, Any] = {"team": team, "now": now, "since": since, "most": MOST}
    values["channels"] = list(settings.TICKET_CHANNELS)
    with connection.cursor() as cursor:
        cursor.execute(ANSWERED, values)
        answered = [Answered(*row) for row in cursor.fetchall()]
        cursor.execute(STANDING, values)
        standing = cursor.fetchall()
        cursor.execute(IN_HAND, values)
        in_hand = [opened for (opened,) in cursor.fetchall()]
    calendars = Calendar.objects.in_bulk([calendar for _, _, calendar, _ in standing if calendar])
    queued = [
        Queued(urgent, target, calendars[calendar].opening if calendar else None, waits)
        for urgent, target, calendar, waits in standing
    ]
    here = Agent.objects.filter(teams=team, vanished_at=None, user__is_active=True)
    states = list(here.values_list("availability", flat=True))
    people = states.count(Agent.Availability.ONLINE)
    still = [*in_hand, *(waits for some in queued for waits in some.since)]
    return Line(
        at=now,
        queued=queued,
        in_hand=len(in_hand),
        people=people,
        helping=people + states.count(Agent.Availability.BUSY),
        pace=_pace(answered, still, now),
        came=_came(answered, now),
    )
