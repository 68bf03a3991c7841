"""How many wait, by team and severity, how many promises are past, and since when the oldest waits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from support.people.models import Team
from tickets.queue import COUNTED_UP_TO

SOON = timedelta(minutes=15)
# Of each team those whose promise ends first, off one index: a surge costs no more than the bound.
WAIT = """
    SELECT team, few.severity, count(*), count(*) FILTER (WHERE few.due_at <= %(now)s),
           count(*) FILTER (WHERE few.due_at > %(now)s AND few.due_at <= %(soon)s), min(few.waiting_since)
      FROM unnest(%(teams)s::int[]) team
     CROSS JOIN LATERAL (
           SELECT severity, due_at, waiting_since FROM tickets_ticket
            WHERE team_id = team AND resolved_at IS NULL AND lane_id IS NOT NULL
            ORDER BY due_at LIMIT %(most)s) few
     GROUP BY team, few.severity
"""


@dataclass
class Tally:
    """What waits: `by_severity` S0 to S4, `past` and `soon` of them, and since when the oldest."""

    by_severity: list[int] = field(default_factory=lambda: [0] * 5)
    past: int = 0
    soon: int = 0
    oldest: datetime | None = None

    def add(self, severity: int, waiting: int, past: int, soon: int, oldest: datetime) -> None:
        """Count more of them."""
        self.by_severity[severity] += waiting
        self.past += past
        self.soon += soon
        self.oldest = min(self.oldest or oldest, oldest)

    @property
    def waiting(self) -> int:
        """All of them."""
        return sum(self.by_severity)


def tallies(teams: Iterable[Team], *, now: datetime) -> tuple[dict[int, Tally], Tally]:
    """Each team's tally by its id, and that of all together; of a team at most COUNTED_UP_TO are counted."""
    of_teams, whole = {team.pk: Tally() for team in teams}, Tally()
    values: dict[str, Any] = {"teams": list(of_teams), "now": now, "soon": now + SOON, "most": COUNTED_UP_TO}
    with connection.cursor() as cursor:
        cursor.execute(WAIT, values)
        for team, *counted in cursor.fetchall():
            of_teams[team].add(*counted)
            whole.add(*counted)
    return of_teams, whole
