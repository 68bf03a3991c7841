from importlib import import_module

from django.db import migrations

# Whether an agent could be given such a ticket of a team this minute: they are there, take such work (busy: no
# chats, and nothing that is given out), and have the units for it.
IS_FREE_FOR = """
CREATE FUNCTION tickets_is_free_for(who bigint, team bigint, live boolean, urgent boolean)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT a.vanished_at IS NULL
           AND (a.availability = 'online'
                OR (a.availability = 'busy' AND NOT live AND coalesce(routing.mode, 'pull') = 'pull'))
           AND a.capacity - CASE WHEN urgent THEN 0 ELSE coalesce(routing.reserved_units, 4) END
               - tickets_units_in_hand(a.user_id)
               >= CASE WHEN live THEN coalesce(routing.chat_units, 4) ELSE coalesce(routing.ticket_units, 1) END
      FROM people_agent a
      LEFT JOIN tickets_routing routing ON routing.team_id = team
     WHERE a.id = who
$$
"""

# Whether a team keeps its seniors' tiers for seniors: always where it has any; S0 only while one of them is
# free for it, for in danger everybody is served alike.
KEPT_FOR_SENIORS = """
CREATE FUNCTION tickets_kept_for_seniors(team bigint, live boolean, urgent boolean)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
           SELECT 1 FROM people_agent_teams m JOIN people_agent a ON a.id = m.agent_id
             JOIN people_user u ON u.id = a.user_id AND u.is_active
            WHERE m.team_id = team AND a.senior
              AND CASE WHEN urgent THEN tickets_is_free_for(a.id, team, live, urgent) ELSE true END)
$$
"""

# The lanes in which something waits that an agent may be given, and how long it must have waited for that.
# Somebody's distance from a lane is the place of their first language in its chain of fall-backs (the customer's
# own is 0, none of them the last), and at least 1 without its skill. An agent is asked `widen_minutes` later for
# each smaller distance at which a colleague could be given it this minute: whoever is nearest of those there is
# asked at once. S0 waits for nobody; `preferred` says whether nobody nearer is free, and is told only of what is
# given out. Never: without the units (S0 may use those kept free and, taken, even more); tiers kept for seniors;
# chats, while they are busy; without the skill, where a team never widens.
LANES_FOR = """
CREATE FUNCTION tickets_lanes_for(who bigint, at timestamptz, pushed boolean)
RETURNS TABLE (id smallint, team_id bigint, urgent boolean, target_seconds integer, calendar_id bigint,
               after interval, preferred boolean)
LANGUAGE plpgsql STABLE ROWS 30 AS $$
DECLARE
    me people_agent;
    free integer;
BEGIN
    SELECT * INTO me FROM people_agent agent WHERE agent.user_id = who;
    IF me.id IS NULL OR (pushed AND (me.availability <> 'online' OR me.vanished_at IS NOT NULL)) THEN
        RETURN;
    END IF;
    free := me.capacity - tickets_units_in_hand(who);
    RETURN QUERY
    WITH waiting AS MATERIALIZED (
        SELECT lane.*, coalesce(routing.widen_minutes, 30) AS widen_minutes,
               CASE WHEN lane.live THEN coalesce(routing.chat_units, 4)
                    ELSE coalesce(routing.ticket_units, 1) END AS units,
               CASE WHEN lane.urgent THEN 0 ELSE coalesce(routing.reserved_units, 4) END AS reserved,
               lane.language || coalesce(fallback."then", '{}') AS chain,
               CASE WHEN lane.senior THEN tickets_kept_for_seniors(lane.team_id, lane.live, lane.urgent)
                    ELSE false END AS seniors_only,
               lane.skill_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM people_agentskill has
                     WHERE has.agent_id = me.id AND has.skill_id = lane.skill_id
                       AND (has.expires_on IS NULL OR has.expires_on >= at::date)) AS unskilled
          FROM people_agent_teams member
          JOIN tickets_lane lane ON lane.team_id = member.team_id
          LEFT JOIN tickets_routing routing ON routing.team_id = lane.team_id
          LEFT JOIN people_fallback fallback ON fallback.language = lane.language
         WHERE member.agent_id = me.id
           AND (NOT pushed OR routing.mode = 'push')
           AND (NOT lane.live OR me.availability <> 'busy')
           AND EXISTS (SELECT 1 FROM tickets_ticket t WHERE t.lane_id = lane.id)
    ), fitting AS MATERIALIZED (
        SELECT waiting.*, mine.distance,
               dense_rank() OVER (ORDER BY waiting.team_id, waiting.language, waiting.skill_id, waiting.live,
                                           waiting.urgent, waiting.seniors_only) AS kind
          FROM waiting
         CROSS JOIN LATERAL (
               SELECT greatest(coalesce(min(step.place), 1000) - 1, waiting.unskilled::integer) AS distance
                 FROM unnest(waiting.chain) WITH ORDINALITY step (language, place)
                WHERE step.language = ANY(me.languages)) mine
         WHERE ((waiting.urgent AND NOT pushed) OR free - waiting.reserved >= waiting.units)
           AND (me.senior OR NOT waiting.seniors_only)
    ), far AS MATERIALIZED (
        SELECT DISTINCT ON (f.kind) f.* FROM fitting f WHERE f.distance > 0 AND (pushed OR NOT f.urgent)
    ), nearer AS MATERIALIZED (
        SELECT far.kind, far.team_id, far.live, far.urgent, other.id AS other, their.distance
          FROM far
          JOIN people_agent_teams m ON m.team_id = far.team_id
          JOIN people_agent other ON other.id = m.agent_id
          JOIN people_user u ON u.id = other.user_id AND u.is_active
         CROSS JOIN LATERAL (
               SELECT far.skill_id IS NOT NULL AND NOT EXISTS (
                      SELECT 1 FROM people_agentskill has
                       WHERE has.agent_id = other.id AND has.skill_id = far.skill_id
                         AND (has.expires_on IS NULL OR has.expires_on >= at::date)) AS unskilled) proof
         CROSS JOIN LATERAL (
               SELECT greatest(coalesce(min(step.place), 1000) - 1, proof.unskilled::integer) AS distance
                 FROM unnest(far.chain) WITH ORDINALITY step (language, place)
                WHERE step.language = ANY(other.languages)) their
         WHERE other.availability IN ('online', 'busy') AND other.vanished_at IS NULL
           AND (other.senior OR NOT far.seniors_only)
           AND (far.urgent OR far.widen_minutes > 0 OR NOT proof.unskilled)
           AND their.distance < far.distance
    ), before_me AS (
        SELECT step.kind, count(*)::integer AS steps
          FROM (SELECT DISTINCT nearer.kind, nearer.distance FROM nearer) step
         WHERE (SELECT true FROM nearer n  -- the first who is free is enough: the others' hands are not counted
                 WHERE n.kind = step.kind AND n.distance = step.distance
                   AND tickets_is_free_for(n.other, n.team_id, n.live, n.urgent) LIMIT 1)
         GROUP BY step.kind
    )
    SELECT f.id, f.team_id, f.urgent, f.target_seconds, f.calendar_id,
           CASE WHEN f.urgent THEN interval '0'
                WHEN f.widen_minutes = 0 AND (f.unskilled OR before_me.steps > 0) THEN interval 'infinity'
                ELSE make_interval(mins => coalesce(before_me.steps, 0) * f.widen_minutes) END,
           before_me.steps IS NULL
      FROM fitting f LEFT JOIN before_me USING (kind);
END $$
"""

BEFORE = import_module("tickets.migrations.0003_eligible_lanes").LANES_FOR
DROP = "DROP FUNCTION tickets_lanes_for(bigint, timestamptz, boolean)"  # it has one column more now


class Migration(migrations.Migration):
    dependencies = [("tickets", "0013_kinds_of_events")]

    operations = [
        migrations.RunSQL(IS_FREE_FOR, "DROP FUNCTION tickets_is_free_for"),
        migrations.RunSQL(KEPT_FOR_SENIORS, "DROP FUNCTION tickets_kept_for_seniors"),
        migrations.RunSQL([DROP, LANES_FOR], [DROP, BEFORE]),
        # Who gave it back: the events know them all.
        migrations.RemoveField(model_name="ticket", name="passed_by"),
    ]
