"""Tickets as rows show them: read again only where something of them has changed.

Desks ask for the same thirty rows each time that anything moves. PostgreSQL says in a moment whether a row of
a table is still the one that was read (its place `ctid` and the transaction `xmin` that wrote it); to read it
with everything around it, and to make objects of it, takes ten times as long.
"""

import time
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from tickets.models import Ticket, with_tags

SECONDS = 10  # a ticket is good for: what stands around it may be called otherwise
MOST = 4_000  # tickets before all are forgotten
AROUND = ("customer__tier", "assignee", "calendar")

WRITTEN = """
    SELECT t.id, concat_ws(' ', t.ctid, t.xmin, c.ctid, c.xmin,
                           ARRAY(SELECT g.tag_id FROM tickets_tagging g WHERE g.ticket_id = t.id ORDER BY 1))
      FROM tickets_ticket t JOIN people_customer c ON c.id = t.customer_id
     WHERE t.id = ANY(%s)
"""


class Kept(NamedTuple):
    """A ticket, which writing of its rows it is, and until when (time.monotonic()) it is good."""

    ticket: Ticket
    written: str
    until: float

    def holds(self, written: str, now: float) -> bool:
        """Whether its rows are still those it was read from."""
        return self.written == written and self.until > now


_kept: dict[int, Kept] = {}


def shown(order: Sequence[int]) -> list[Ticket]:
    """Tickets by their ids with what a row shows of them, to be looked at only: other pages show the same."""
    written, now = _written(order), time.monotonic()
    known = {pk: one.ticket for pk in written if (one := _kept.get(pk)) and one.holds(written[pk], now)}
    fresh = {ticket.pk: ticket for ticket in read([pk for pk in written if pk not in known])}
    for pk, ticket in fresh.items():
        ticket.written = written[pk]
    if len(_kept) > MOST:
        _kept.clear()
    _kept.update({pk: Kept(ticket, written[pk], now + SECONDS) for pk, ticket in fresh.items()})
    found = known | fresh
    return [found[pk] for pk in order if pk in found]


def read(order: Sequence[int], *also: str) -> list[Ticket]:
    """The same as they are now and for who asks alone, with `also` what else is wanted of them."""
    found = with_tags(Ticket.objects.select_related(*AROUND, *also)).in_bulk(order)
    return [found[pk] for pk in order if pk in found]


def _written(ids: Sequence[int]) -> dict[int, str]:
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, [list(ids)])
        return dict(cursor.fetchall())
