"""What the fairness report counts, read and grouped by one statement.

A promise of a reply counts in a period when its clock was stopped in it by an answer; when it ended in it
unanswered although it was due; or when it still ran at the period's end, past its due. The last two are
missed promises: nobody leaves the figures by never being answered. What goes on in another ticket, into which
it was merged, is counted there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from tickets.business_time import open_seconds
from tickets.models import Clock

DIMENSIONS = ("tier", "language", "channel")  # what groups are told apart by


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which promises: of the clocks in `kinds`, from `since` until before `until`; None is every one."""

    since: datetime
    until: datetime
    kinds: Sequence[str] = field(default=tuple(Clock.REPLIES))
    team: int | None = None  # the ticket is with now
    severity: int | None = None  # the promise was read for
    apart: Sequence[str] = DIMENSIONS

    @property
    def values(self) -> dict[str, Any]:
        """What the statements are given."""
        told = {"since": self.since, "until": self.until, "kinds": list(self.kinds)}
        return told | {"team": self.team, "severity": self.severity}


@dataclass(frozen=True)
class Group:
    """Waits of one group: in open seconds; `late` of the cases still wait, past their promise.

    The dimensions that are not told apart are empty.
    """

    tier: int
    language: str
    channel: str
    cases: int
    kept: int
    late: int
    median: float
    ninth: float  # nine of ten waited no longer


@dataclass(frozen=True)
class Found:
    """Each group, those with too few cases as one, and everybody; None where there is nobody."""

    groups: list[Group]
    few: Group | None
    everybody: Group | None


_COLUMNS = "ticket_id, tier_id, severity, calendar_id, started_at"
_WAITED = open_seconds("clock.calendar_id", "clock.started_at", "clock.ended_at")
FACTS = f"""
    SELECT {{tier}} AS tier, {{language}} AS language, {{channel}} AS channel,
           coalesce(clock.waited, {_WAITED}, 0) AS waited, clock.kept, clock.late
      FROM (SELECT {_COLUMNS}, stopped_at AS ended_at, waited_seconds AS waited, false AS late,
                   answered_at IS NULL AS unanswered,
                   answered_at IS NOT NULL AND (due_at IS NULL OR stopped_at <= due_at) AS kept
              FROM tickets_clock
             WHERE kind = ANY(%(kinds)s) AND stopped_at >= %(since)s AND stopped_at < %(until)s
               AND (answered_at IS NOT NULL OR due_at < stopped_at)
             UNION ALL
            SELECT {_COLUMNS}, %(until)s, NULL, true, false, false
              FROM tickets_clock
             WHERE kind = ANY(%(kinds)s) AND (stopped_at IS NULL OR stopped_at >= %(until)s)
               AND started_at < %(until)s AND due_at < %(until)s) clock
      JOIN tickets_ticket ticket ON ticket.id = clock.ticket_id
     WHERE NOT (clock.unanswered AND ticket.merged_into_id IS NOT NULL)
       AND (%(team)s::int IS NULL OR ticket.team_id = %(team)s::int)
       AND (%(severity)s::int IS NULL OR coalesce(clock.severity, ticket.severity) = %(severity)s::int)
"""  # noqa: S608  (texts of this house, never of a request)
# Compared as bytes: groups need no alphabet. A clock whose tier was deleted counts where its customer is now.
TOLD_APART = {
    "tier": (
        "coalesce(clock.tier_id, (SELECT tier_id FROM people_customer WHERE id = ticket.customer_id))",
        "0",
    ),
    "language": ('ticket.language COLLATE "C"', "''"),
    "channel": ('ticket.channel COLLATE "C"', "''"),
}
GROUPED = """
    SELECT grouping(tier), coalesce(tier, 0), coalesce(language, ''), coalesce(channel, ''),
           count(*), count(*) FILTER (WHERE kept), count(*) FILTER (WHERE late),
           percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY waited),
           CASE WHEN count(*) < %(fewest)s THEN array_agg(waited) END
      FROM ({facts}) facts
     GROUP BY GROUPING SETS ((tier, language, channel), ())
"""
UNDECIDED = """
    SELECT count(*) FILTER (WHERE clock.stopped_at IS NULL OR clock.stopped_at >= %(until)s),
           count(*) FILTER (WHERE clock.stopped_at < %(until)s)
      FROM tickets_clock clock JOIN tickets_ticket ticket ON ticket.id = clock.ticket_id
     WHERE clock.kind = ANY(%(kinds)s) AND clock.started_at < %(until)s
       AND ((clock.stopped_at IS NULL AND clock.due_at >= %(until)s)
            OR (clock.stopped_at >= %(until)s AND clock.due_at >= %(until)s)
            OR (clock.stopped_at >= %(since)s AND clock.stopped_at < %(until)s
                AND clock.answered_at IS NULL AND clock.due_at >= clock.stopped_at
                AND ticket.merged_into_id IS NULL))
       AND (%(team)s::int IS NULL OR ticket.team_id = %(team)s::int)
       AND (%(severity)s::int IS NULL OR coalesce(clock.severity, ticket.severity) = %(severity)s::int)
"""


@transaction.atomic
def gather(asked: Asked, *, fewest: int) -> Found:
    """Count and measure every group; those below `fewest` cases once more, as one."""
    facts = FACTS.format(**{name: TOLD_APART[name][name not in asked.apart] for name in DIMENSIONS})
    groups: list[Group] = []
    waits: list[float] = []
    everybody = None
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")  # sorts of a report stay in memory
        cursor.execute(GROUPED.format(facts=facts), asked.values | {"fewest": fewest})
        for of_everybody, *row, middle, few in cursor.fetchall():
            if middle is None:  # nobody at all
                continue
            group = Group(*row, *middle)
            if of_everybody:
                everybody = group
            else:
                groups.append(group)
                waits += few or []
    small = [group for group in groups if group.cases < fewest]
    return Found(groups, _as_one(small, sorted(waits)) if small else None, everybody)


def _as_one(groups: list[Group], waits: list[float]) -> Group:
    """Several groups as one, from all their waits in order."""
    cases, kept, late = (sum(getattr(group, name) for group in groups) for name in ("cases", "kept", "late"))
    return Group(0, "", "", cases, kept, late, _percentile(waits, 0.5), _percentile(waits, 0.9))


def _percentile(ordered: list[float], share: float) -> float:
    """As PostgreSQL's percentile_cont: between the two nearest, in proportion."""
    place = share * (len(ordered) - 1)
    low, rest = int(place), place - int(place)
    above = ordered[min(low + 1, len(ordered) - 1)]
    return ordered[low] + (above - ordered[low]) * rest


def undecided(asked: Asked) -> tuple[int, int]:
    """How many still waited within their promise at the period's end, and how many ended in it unanswered
    before they were due: solved without a word, or by the customer. Neither is kept nor missed."""
    with connection.cursor() as cursor:
        cursor.execute(UNDECIDED, asked.values)
        return cursor.fetchone()
