"""Who is next: one SQL statement over the heads of the lanes an agent may serve.

Inside a lane first come is first served, so the winner is always a head. Comparing a handful of heads
keeps the claim flat at millions waiting; SKIP LOCKED lets agents claim side by side. Shares count open
seconds of the lane's calendar (tickets/business_time.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from support.people.models import Team, User
from tickets.business_time import open_seconds, open_since, opening_after
from tickets.models import Routing, Ticket, with_tags

# Who may be given what, and after how long: migrations/0014_s0_waits_for_nobody.py alone says it.
MINE = "SELECT * FROM tickets_lanes_for(%(user)s, %(now)s, false)"
PUSHED_TO_ME = "SELECT * FROM tickets_lanes_for(%(user)s, %(now)s, true)"
BEST_WITH_ME = PUSHED_TO_ME + " mine WHERE mine.urgent AND mine.preferred"
ALL = "SELECT lane.*, interval '0' AS after FROM tickets_lane lane"
OF_A_TEAM = ALL + " WHERE lane.team_id = %(team)s"

# Who gave a ticket back is asked again after a while: perhaps nobody else is there.
ASK_AGAIN = timedelta(minutes=30)
NOT_GIVEN_BACK = """
              AND NOT EXISTS (SELECT 1 FROM tickets_event gone
                               WHERE gone.ticket_id = tickets_ticket.id AND gone.kind = 'released'
                                 AND gone.at > %(asked_before)s
                                 AND (gone.detail->>'from_agent')::bigint = %(user)s)"""
AMONG = "AND tickets_ticket.id = ANY(%(among)s::bigint[])"

_USED = open_seconds("lane.calendar_id", "head.waiting_since", "%(now)s")
HEADS = f"""
    SELECT head.id, lane.id AS lane_id, lane.urgent, head.waiting_since,
           {_USED} / lane.target_seconds AS used
      FROM ({{lanes}}) lane
     CROSS JOIN LATERAL (
           SELECT id, waiting_since FROM tickets_ticket
            WHERE lane_id = lane.id AND waiting_since <= %(now)s - lane.after {{but}}
            ORDER BY waiting_since, id LIMIT {{depth}}) head
     ORDER BY lane.urgent DESC, used DESC, head.waiting_since, head.id
"""  # noqa: S608  (as below)

CLAIM = f"""
    WITH best AS MATERIALIZED ({HEADS} LIMIT {{first}}), taken AS (
         UPDATE tickets_ticket SET assignee_id = %(user)s, claimed_at = %(now)s, lane_id = NULL
          WHERE id = (
                SELECT t.id FROM best JOIN tickets_ticket t ON t.id = best.id AND t.lane_id = best.lane_id
                 ORDER BY best.urgent DESC, best.used DESC, best.waiting_since, best.id
                 LIMIT 1 FOR UPDATE OF t SKIP LOCKED)
      RETURNING id)
    SELECT (SELECT id FROM taken), EXISTS (SELECT 1 FROM best)
"""  # noqa: S608  (both parts stand above; nothing of a request is put in)
# How many of each lane are looked at, and of those, how many are tried: when colleagues hold all of these,
# look further behind them before saying "nobody waits".
LOOKS = ((4, 32), (64, 1000))

COUNTED_UP_TO = 1000

WAITING = """
    SELECT team, few.n FROM unnest(%(teams)s::int[]) team
     CROSS JOIN LATERAL (
           SELECT count(*) AS n FROM (
                  SELECT 1 FROM tickets_lane lane JOIN tickets_ticket t ON t.lane_id = lane.id
                   WHERE lane.team_id = team LIMIT %(most)s) found) few
"""

# The front of each team's line.
FRONTS = f"""
    SELECT lane.team_id, max({_USED} / lane.target_seconds)
      FROM tickets_lane lane
     CROSS JOIN LATERAL (
           SELECT waiting_since FROM tickets_ticket
            WHERE lane_id = lane.id ORDER BY waiting_since LIMIT 1) head
     GROUP BY lane.team_id
"""  # noqa: S608  (as above)

# In front of me in my team: a more urgent lane; a larger share of the target used; the same share, and older.
# All who came in one closed time have the same share: up to the next opening.
_MINE_USED = open_seconds("mine.calendar_id", "%(since)s", "%(now)s")
_AS_LONG_AS_ME = open_since("lane.calendar_id", "me.used * lane.target_seconds", "%(now)s")
_OPENS_AGAIN = opening_after("lane.calendar_id", "since.at")
AHEAD = f"""
    SELECT 1
      FROM (SELECT mine.team_id, mine.urgent, {_MINE_USED} / mine.target_seconds AS used
              FROM tickets_lane mine WHERE id = %(lane)s) me
      JOIN tickets_lane lane ON lane.team_id = me.team_id AND lane.urgent >= me.urgent
     CROSS JOIN LATERAL (SELECT {_AS_LONG_AS_ME} AS at) since
      JOIN tickets_ticket t ON t.lane_id = lane.id
     WHERE lane.urgent > me.urgent
        OR (lane.id = %(lane)s AND (t.waiting_since, t.id) < (%(since)s, %(ticket)s))
        OR (lane.id <> %(lane)s AND (t.waiting_since, t.id)
            < (greatest(since.at, least(%(since)s, {_OPENS_AGAIN})), %(ticket)s))
     LIMIT %(most)s
"""  # noqa: S608  (as above)


def _lanes_of(user: User) -> str:
    return ALL if user.is_supervisor else MINE


def claim(user: User, *, now: datetime, pushed: bool = False, best: bool = False) -> int | None:
    """Take the next ticket for somebody and return its id; None when nothing waits that they may be given.

    `pushed` looks only at teams whose work is given out, and only for who takes new work now; then
    `best` only at S0 for which nobody is free who is nearer to its language and skill.
    """
    given = BEST_WITH_ME if best else PUSHED_TO_ME
    lanes, but = (given, NOT_GIVEN_BACK) if pushed else (_lanes_of(user), "")
    with connection.cursor() as cursor:
        for depth, first in LOOKS:
            statement = CLAIM.format(lanes=lanes, but=but, depth=depth, first=first)
            cursor.execute(statement, {"user": user.pk, "now": now, "asked_before": now - ASK_AGAIN})
            taken, somebody_waits = cursor.fetchone()
            if taken or not somebody_waits:
                return taken
    return None


def next_for(user: User, *, now: datetime, limit: int = 50) -> list[Ticket]:
    """The tickets somebody would be given, in that order; supervisors are given from every lane."""
    return _in_order(_lanes_of(user), {"user": user.pk, "now": now}, limit)


def next_in(team: Team, *, now: datetime, limit: int = 50) -> list[Ticket]:
    """The tickets that wait for a team, in queue order."""
    return _in_order(OF_A_TEAM, {"team": team.pk, "now": now}, limit)


def front(*, now: datetime, limit: int) -> list[Ticket]:
    """The tickets that come first over all teams, in queue order."""
    return _in_order(ALL, {"now": now}, limit)


def _in_order(lanes: str, values: dict[str, Any], limit: int) -> list[Ticket]:
    order = [place.pk for place in _places(lanes, values, limit)]
    rows = Ticket.objects.select_related("customer__tier", "team", "topic", "assignee", "calendar")
    found = with_tags(rows).in_bulk(order)
    return [found[pk] for pk in order if pk in found]


@dataclass(frozen=True)
class InLine:
    """Where a ticket stands in a line at one moment; what comes first is the smallest."""

    pk: int
    urgent: bool
    used: float
    since: datetime

    @property
    def key(self) -> tuple[bool, float, datetime, int]:
        """What the line is ordered by."""
        return not self.urgent, -self.used, self.since, self.pk


def line_for(user: User, *, now: datetime, limit: int, among: Sequence[int] | None = None) -> list[InLine]:
    """As `next_for`, only the places; `among` these tickets, where it is given."""
    return _places(_lanes_of(user), {"user": user.pk, "now": now}, limit, among)


def line_in(team: Team, *, now: datetime, limit: int, among: Sequence[int] | None = None) -> list[InLine]:
    """As `next_in`, only the places; `among` these tickets, where it is given."""
    return _places(OF_A_TEAM, {"team": team.pk, "now": now}, limit, among)


def _places(
    lanes: str, values: dict[str, Any], limit: int, among: Sequence[int] | None = None
) -> list[InLine]:
    but = "" if among is None else AMONG
    sql = HEADS.format(lanes=lanes, but=but, depth=limit) + f" LIMIT {limit:d}"
    with connection.cursor() as cursor:
        cursor.execute(sql, values | {"among": list(among or ())})
        return [InLine(pk, urgent, used, since) for pk, _lane, urgent, since, used in cursor.fetchall()]


def waiting_for(user: User, *, now: datetime) -> tuple[str, list[Any]]:
    """A statement with a row for each ticket that waits for somebody, and its values: to be counted."""
    values = {"user": "%s", "now": "%s"}
    lanes = _lanes_of(user) % values
    given = [] if user.is_supervisor else [user.pk, now]
    some = f"SELECT 1 FROM ({lanes}) lane JOIN tickets_ticket t ON t.lane_id = lane.id"  # noqa: S608
    return f"{some} AND t.waiting_since <= %s - lane.after", [*given, now]


def waiting_in(team: Team) -> tuple[str, list[Any]]:
    """The same for a team."""
    lanes = "SELECT id FROM tickets_lane WHERE team_id = %s"
    return f"SELECT 1 FROM ({lanes}) lane JOIN tickets_ticket t ON t.lane_id = lane.id", [team.pk]  # noqa: S608


def anything_to_push(**lane: Any) -> bool:
    """Whether something waits in a team whose work is given out; `lane__…` says in which lanes."""
    return Ticket.objects.waiting().filter(lane__team__routing__mode=Routing.Mode.PUSH, **lane).exists()


def how_many_in(teams: Iterable[Team]) -> dict[int, int]:
    """How many wait for each team, by the team's id, each counted up to COUNTED_UP_TO."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, {"teams": [team.pk for team in teams], "most": COUNTED_UP_TO})
        return dict(cursor.fetchall())


def largest_shares(*, now: datetime) -> dict[int, float]:
    """The largest share of a target used by anything that waits, by the team's id; 1.0 is the promise."""
    with connection.cursor() as cursor:
        cursor.execute(FRONTS, {"now": now})
        return dict(cursor.fetchall())


def place_of(ticket: Ticket, *, now: datetime) -> int | None:
    """A waiting ticket's place in its team's line: 1 is next, at most COUNTED_UP_TO + 1, None when taken."""
    if ticket.lane_id is None or ticket.waiting_since is None:
        return None
    values: dict[str, Any] = {
        "lane": ticket.lane_id,
        "now": now,
        "since": ticket.waiting_since,
        "ticket": ticket.pk,
        "most": COUNTED_UP_TO,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({AHEAD}) ahead", values)  # noqa: S608
        return cursor.fetchone()[0] + 1
