"""How long people waited: measured first replies, never an invented number."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from support.people.models import Tier

FEWEST_CASES = 20
LOOK_BACK = timedelta(days=7)

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
    """What first replies took: the first decile, the median, the ninth decile, and of how many cases."""

    low: timedelta
    median: timedelta
    high: timedelta
    cases: int


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
