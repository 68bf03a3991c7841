"""How such cases ended so far: measured from our own tickets, or not said at all."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from tickets.models import Topic

FEWEST_CASES = 20
LOOK_BACK = timedelta(days=180)

# Of a topic's tickets opened in the time before, without the last week: so young ones may still be solved.
ENDED = """
    SELECT count(*), count(resolved_at),
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM resolved_at - opened_at))
      FROM tickets_ticket
     WHERE topic_id = %(topic)s AND merged_into_id IS NULL
       AND opened_at > %(since)s AND opened_at < %(now)s - interval '7 days'
"""


@dataclass(frozen=True)
class Odds:
    """How many tickets, how many of them were solved, and the median time that took."""

    cases: int
    solved: int
    median: timedelta


def of(topic: Topic, *, now: datetime) -> Odds | None:
    """How tickets about this topic ended; None under FEWEST_CASES, when nothing honest can be said."""
    with connection.cursor() as cursor:
        cursor.execute(ENDED, {"topic": topic.pk, "now": now, "since": now - LOOK_BACK})
        cases, solved, median = cursor.fetchone()
    if cases < FEWEST_CASES or not solved:
        return None
    return Odds(cases, solved, timedelta(seconds=float(median)))
