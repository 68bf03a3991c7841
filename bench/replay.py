"""The replay of an admin's preview: a week of 20,000 tickets read, and played under two tables."""

import time
from dataclasses import replace

from django.db import connection
from django.utils import timezone

from bench import crowd
from bench.figures import figure
from support.people.models import Agent, Customer, Team, Tier
from tickets.models import Policy, Target
from tickets.replay.comparison import compare
from tickets.tables import Table

TICKETS, AGENTS = 20_000, 40
LANGUAGES = ["en", "de", "es"]

# Tickets of a week with a reply, one wait each; every fifth was written in again and waits twice.
FILL = """
    INSERT INTO tickets_ticket (reference, customer_id, subject, channel, thread, public, language, team_id,
                                topic_id, severity, complexity, reminded, target_seconds, seq, opened_at,
                                first_replied_at)
    SELECT 'MER-' || lpad(to_hex(n), 8, '0'), (%(customers)s::int[])[1 + n %% 4], 'Where is my deposit?',
           (ARRAY['web', 'email', 'x'])[1 + n %% 3], 'week-' || n, false,
           (%(languages)s::text[])[1 + n %% 7 %% 3], topic.team_id, topic.id, topic.severity,
           'simple', 0, 3600, 4, at,
           at + (n %% 50) * interval '5 minutes'
      FROM (SELECT n, %(now)s - random() * interval '7 days' AS at FROM generate_series(1, %(many)s) n) came
      JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS topics
              FROM tickets_topic) topic ON topic.place = n %% topic.topics
"""
CLOCKS = """
    INSERT INTO tickets_clock (ticket_id, kind, target_seconds, started_at, stopped_at, told)
    SELECT id, 'first', 3600, opened_at, first_replied_at, 0 FROM tickets_ticket
     UNION ALL
    SELECT id, 'next', 3600, first_replied_at, first_replied_at + interval '1 hour', 0
      FROM tickets_ticket WHERE id %% 5 = 0
"""
EVENTS = """
    INSERT INTO tickets_event (ticket_id, seq, kind, by_id, detail, at, announced_at)
    SELECT ticket.id, 1 + step, CASE step WHEN 0 THEN 'claimed' ELSE 'replied' END,
           (%(agents)s::int[])[1 + ticket.id %% array_length(%(agents)s::int[], 1)], '{}',
           first_replied_at - (1 - step) * (1 + ticket.id %% 90) * interval '1 minute', first_replied_at
      FROM tickets_ticket ticket, generate_series(0, 1) step
"""


def measure() -> dict[str, dict[str, object]]:
    """Seconds for the whole replay, the reading included, of a week that keeps 40 agents busy."""
    crowd.leave()
    _week()
    policy = Policy.objects.get()
    table = Target.table(policy.current_id)
    slower = Table(
        replace(cell, seconds=cell.seconds * 2) if cell.rank == 1 and cell.severity else cell
        for cell in table.cells.values()
    )
    start = time.perf_counter()
    found = compare(policy.pk, slower, now=timezone.now())
    took = time.perf_counter() - start
    crowd.leave()
    return {"simulate.replay_20k_s": figure(took, "s", found.many)}


def _week() -> None:
    users = crowd.agents(AGENTS)
    agents = Agent.objects.filter(user__in=users)
    for team in Team.objects.all():
        team.agents.add(*agents)
    customers = [
        Customer.objects.get_or_create(exchange_id=f"WEEK-{tier.slug}", defaults={"name": "W", "tier": tier})[
            0
        ]
        for tier in Tier.objects.order_by("rank")
    ]
    said = {
        "customers": [customer.pk for customer in customers],
        "agents": [user.pk for user in users],
        "languages": LANGUAGES,
        "now": timezone.now(),
        "many": TICKETS,
    }
    with connection.cursor() as cursor:
        for statement in (FILL, CLOCKS, EVENTS):
            cursor.execute(statement, said)
        cursor.execute("VACUUM ANALYZE tickets_ticket, tickets_clock, tickets_event")
