"""The fairness report over many answers: how long a supervisor waits for it."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from bench import crowd
from bench.figures import figure, quantile, timed
from support.people.models import Customer, Tier
from support.reports import facts

ANSWERS = 200_000
TIMES = 10

TICKETS = """
    INSERT INTO tickets_ticket (reference, customer_id, subject, channel, thread, public, language, team_id,
                                severity, complexity, reminded, target_seconds, seq, opened_at)
    SELECT 'MER-' || lpad(to_hex(n), 8, '0'), (%(customers)s::int[])[1 + n %% 4], 'Where is my deposit?',
           (ARRAY['web', 'chat', 'email', 'x'])[1 + (n / 7) %% 4], 'told-' || n, false,
           (ARRAY['en', 'de', 'es', 'fr', 'it', 'pt', 'ru', 'tr', 'zh-hans'])[1 + (n / 31) %% 9],
           (SELECT id FROM people_team ORDER BY id LIMIT 1), 2, 'simple', 0, 14400, 4,
           now() - random() * interval '28 days'
      FROM generate_series(1, %(many)s) n
"""
CLOCKS = """
    INSERT INTO tickets_clock (ticket_id, kind, target_seconds, started_at, stopped_at, due_at, told, tier_id,
                               severity, waited_seconds, answered_at)
    SELECT id, 'first', 14400, opened_at, opened_at + took, opened_at + interval '4 hours', 0, tier_id, 2,
           extract(epoch FROM took), opened_at + took
      FROM (SELECT t.*, c.tier_id, random() * interval '5 hours' AS took
              FROM tickets_ticket t JOIN people_customer c ON c.id = t.customer_id) told
"""


def measure() -> dict[str, dict[str, object]]:
    """The report's two statements over 200 k stopped clocks in 144 groups."""
    crowd.leave()
    customers = [
        Customer.objects.create(name=tier.name, tier=tier, exchange_id=f"REPORT-{tier.slug}").pk
        for tier in Tier.objects.all()
    ]
    with connection.cursor() as cursor:
        cursor.execute(TICKETS, {"customers": customers, "many": ANSWERS})
        cursor.execute(CLOCKS)
        cursor.execute("VACUUM ANALYZE tickets_ticket, tickets_clock")
    now = timezone.now()
    asked = facts.Asked(since=now - timedelta(days=28), until=now)
    timed(lambda: _report(asked), 2)  # warm
    took = timed(lambda: _report(asked), TIMES)
    crowd.leave()
    return {"reports.fairness.p95_ms.200k": figure(quantile(took, 0.95) * 1000, "ms", TIMES)}


def _report(asked: facts.Asked) -> None:
    if len(facts.gather(asked, fewest=20).groups) < 100:
        raise RuntimeError("the answers are not there")
    facts.undecided(asked)
