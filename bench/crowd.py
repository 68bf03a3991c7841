"""A crowd that waits: tickets by the million, written straight into the table."""

import time

from django.db import connection

from support.people.models import Agent, Customer, Team, Tier, User
from tickets.models import Lane, Target, Ticket

SETTLED_AFTER = 120  # seconds, at the most

FILL = """
    INSERT INTO tickets_ticket (reference, customer_id, subject, channel, thread, public, language, team_id,
                                severity, complexity, reminded, target_seconds, lane_id, seq, opened_at,
                                waiting_since, due_at)
    SELECT 'MER-' || lpad(to_hex(%(base)s + n), 8, '0'), %(customer)s, 'Where is my deposit?', 'web',
           'crowd-' || (%(base)s + n), false, lane.language, lane.team_id, 2, 'simple', 0,
           lane.target_seconds, lane.id, 2, since, since, since + lane.target_seconds * interval '1 second'
      FROM (SELECT n, now() - random() * interval '3 days' AS since
              FROM generate_series(1, %(many)s) n) waiting
      JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS lanes
              FROM tickets_lane WHERE NOT urgent) lane ON lane.place = n %% lane.lanes
"""

CLOCKS = """
    INSERT INTO tickets_clock (ticket_id, kind, target_seconds, started_at, due_at, told)
    SELECT id, 'first', target_seconds, waiting_since, due_at, 100 FROM tickets_ticket
"""


def agents(many: int) -> list[User]:
    """Agents of the front line who speak English, German and Spanish."""
    team = Team.objects.get(slug="front-line")
    found = []
    for number in range(many):
        user, _ = User.objects.get_or_create(
            email=f"bench{number}@meridian.example", defaults={"role": "agent"}
        )
        agent, _ = Agent.objects.get_or_create(
            user=user, defaults={"languages": ["en", "de", "es"], "availability": "online", "capacity": 1000}
        )
        agent.teams.add(team)
        found.append(user)
    return found


def apart() -> User:
    """An agent of another team, for whom nobody of the crowd waits."""
    user, _ = User.objects.get_or_create(email="apart@meridian.example", defaults={"role": "agent"})
    agent, _ = Agent.objects.get_or_create(
        user=user, defaults={"languages": ["en"], "availability": "online", "capacity": 1000}
    )
    agent.teams.set(Team.objects.filter(slug="payments"))
    return user


def wait(many: int) -> None:
    """Let `many` tickets wait in 36 lanes: three languages, twelve targets."""
    team = Team.objects.get(slug="front-line")
    targets = sorted(set(Target.objects.exclude(severity=0).values_list("seconds", flat=True)))[:12]
    for language in ("en", "de", "es"):
        for seconds in targets:
            Lane.objects.get_or_create(
                team=team, language=language, live=False, urgent=False, target_seconds=seconds
            )
    customer, _ = Customer.objects.get_or_create(
        exchange_id="BENCH", defaults={"name": "Bench", "tier": Tier.objects.get(slug="verified")}
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM tickets_ticket")
        base = cursor.fetchone()[0]
        cursor.execute(FILL, {"base": base, "customer": customer.pk, "many": many})
        cursor.execute("VACUUM ANALYZE tickets_ticket")


def start_clocks() -> None:
    """What everybody was promised runs, as it does for tickets that came in by a door."""
    with connection.cursor() as cursor:
        cursor.execute(CLOCKS)
        cursor.execute("VACUUM ANALYZE tickets_clock")


def level() -> None:
    """Equal ground for the next to be measured: nobody holds anything, and no dead rows lie about."""
    Ticket.objects.exclude(assignee=None).exclude(waiting_since=None).update(waiting_since=None, lane=None)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE tickets_ticket")


def settle() -> None:
    """Let the database end what the filling left behind: tables to look after, pages to write.

    A million rows written a moment ago are no day at a desk: autovacuum comes to them within minutes. What it
    would do is done here, at once and whole, with few rows and with many alike.
    """
    end = time.monotonic() + SETTLED_AFTER
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
        while time.monotonic() < end:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'")
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.5)


def leave() -> None:
    """Everybody goes home."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE tickets_ticket CASCADE")
