"""Who is next: one SQL statement over the heads of the lanes an agent may serve.

Inside a lane first come is first served, so the winner is always a head. Comparing a handful of heads
keeps the claim flat at millions waiting; SKIP LOCKED lets agents claim side by side.
"""

from datetime import datetime

from django.db import connection

from support.people.models import User
from tickets.models import Ticket

# A lane is mine when my team serves it and I speak its language, or when nobody on the team does.
MINE = """
    SELECT lane.id, lane.urgent, lane.target_seconds
      FROM people_agent agent
      JOIN people_agent_teams member ON member.agent_id = agent.id
      JOIN tickets_lane lane ON lane.team_id = member.team_id
     WHERE agent.user_id = %(user)s
       AND (lane.language = ANY(agent.languages) OR NOT EXISTS (
            SELECT 1 FROM people_agent_teams m JOIN people_agent a ON a.id = m.agent_id
             WHERE m.team_id = lane.team_id AND lane.language = ANY(a.languages)))
       AND (NOT lane.live OR agent.capacity > (
            SELECT count(*) FROM tickets_ticket t
             WHERE t.assignee_id = agent.user_id AND t.channel = 'chat' AND t.resolved_at IS NULL))
"""
ALL = "SELECT lane.id, lane.urgent, lane.target_seconds FROM tickets_lane lane"

HEADS = """
    SELECT head.id, lane.id AS lane_id, lane.urgent, head.waiting_since,
           extract(epoch FROM %(now)s - head.waiting_since) / lane.target_seconds AS used
      FROM ({lanes}) lane
     CROSS JOIN LATERAL (
           SELECT id, waiting_since FROM tickets_ticket
            WHERE lane_id = lane.id ORDER BY waiting_since, id LIMIT {depth}) head
     ORDER BY lane.urgent DESC, used DESC, head.waiting_since, head.id
"""

CLAIM = f"""
    UPDATE tickets_ticket SET assignee_id = %(user)s, claimed_at = %(now)s, lane_id = NULL
     WHERE id = (
           SELECT t.id FROM ({HEADS.format(lanes=MINE, depth=4)}) best
             JOIN tickets_ticket t ON t.id = best.id AND t.lane_id = best.lane_id
            ORDER BY best.urgent DESC, best.used DESC, best.waiting_since, best.id
            LIMIT 1 FOR UPDATE OF t SKIP LOCKED)
 RETURNING id
"""  # noqa: S608  (both parts stand above; nothing of a request is put in)

COUNTED_UP_TO = 1000


def claim(user: User, *, now: datetime) -> int | None:
    """Take the next ticket for an agent and return its id; None when nothing waits for them.

    Under contention every head may be locked while more wait behind them, so it looks twice.
    """
    with connection.cursor() as cursor:
        for _ in range(2):
            cursor.execute(CLAIM, {"user": user.pk, "now": now})
            if row := cursor.fetchone():
                return row[0]
    return None


def next_for(user: User, *, now: datetime, limit: int = 50) -> list[Ticket]:
    """The tickets an agent would be given, in that order; supervisors see every lane."""
    lanes = ALL if user.is_supervisor else MINE
    sql = HEADS.format(lanes=lanes, depth=limit) + f" LIMIT {limit:d}"
    with connection.cursor() as cursor:
        cursor.execute(sql, {"user": user.pk, "now": now})
        order = [row[0] for row in cursor.fetchall()]
    found = Ticket.objects.select_related("customer__tier", "team", "topic", "assignee").in_bulk(order)
    return [found[pk] for pk in order if pk in found]


def how_many_for(user: User) -> int:
    """How many wait for an agent, counted up to COUNTED_UP_TO so that a surge stays cheap."""
    lanes = ALL if user.is_supervisor else MINE
    some = f"SELECT 1 FROM ({lanes}) lane JOIN tickets_ticket t ON t.lane_id = lane.id LIMIT %(most)s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({some}) few", {"user": user.pk, "most": COUNTED_UP_TO})  # noqa: S608
        return cursor.fetchone()[0]
