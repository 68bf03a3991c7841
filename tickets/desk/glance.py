"""What there is beside a ticket, at a glance: one statement, so that nobody asks for what cannot be there.

It is written by hand: each of these questions alone takes Django longer to write than PostgreSQL to answer.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from support.people.models import User
from tickets.models import Ticket

GLANCE = """
    SELECT read.at, news.first, news.many,
           EXISTS (SELECT FROM tickets_follower f WHERE f.ticket_id = t.id AND f.user_id = %(user)s),
           ARRAY (SELECT tag.name FROM tickets_tagging put JOIN tickets_tag tag ON tag.id = put.tag_id
                   WHERE put.ticket_id = t.id ORDER BY tag.name),
           EXISTS (SELECT FROM tickets_fieldvalue v WHERE v.ticket_id = t.id),
           EXISTS (SELECT FROM tickets_sideconversation a WHERE a.ticket_id = t.id),
           EXISTS (SELECT FROM tickets_outgoing o WHERE o.ticket_id = t.id),
           t.follows_id IS NOT NULL OR EXISTS (SELECT FROM tickets_ticket l WHERE l.follows_id = t.id),
           EXISTS (SELECT FROM people_accountlock k WHERE k.customer_id = t.customer_id),
           EXISTS (SELECT FROM tickets_wanted w JOIN tickets_message asks ON asks.id = w.message_id
                    WHERE asks.ticket_id = t.id),
           ARRAY (SELECT rank FROM people_tier),
           me.languages,
           ARRAY (SELECT team_id FROM people_agent_teams of_mine WHERE of_mine.agent_id = me.id)
      FROM tickets_ticket t
      LEFT JOIN tickets_reading read ON read.ticket_id = t.id AND read.user_id = %(user)s
      LEFT JOIN LATERAL (SELECT min(m.seq) AS first, count(*) AS many FROM tickets_message m
                          WHERE m.ticket_id = t.id AND m.seq > read.seq
                            AND m.author_id IS DISTINCT FROM %(user)s) news ON true
      LEFT JOIN people_agent me ON me.user_id = %(user)s
     WHERE t.id = %(ticket)s"""


@dataclass(frozen=True)
class Glance:
    """What an agent left here, and whether there is more to ask for."""

    read_at: datetime | None  # when they last looked
    first_new: int | None  # seq of the first that others said since
    news: int  # how many those are
    is_followed: bool
    tags: list[str]  # by the alphabet
    has_values: bool  # fields that were typed into a form
    has_asides: bool
    has_outgoing: bool
    has_linked: bool  # this follows another ticket, or is followed by one
    has_locks: bool  # the customer's account
    has_wanted: bool  # a list of what the customer is asked for
    ranks: list[int]  # of all tiers there are
    languages: list[str] | None  # the reader's; None for who is no agent
    teams: list[int]  # the reader's, by id


def at(ticket: Ticket, user: User) -> Glance:
    """A ticket as it lies before this agent now."""
    with connection.cursor() as cursor:
        cursor.execute(GLANCE, {"ticket": ticket.pk, "user": user.pk})
        return Glance(*cursor.fetchone())
