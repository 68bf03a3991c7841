"""How far agents have read: kept as they read, and asked together with the ticket itself."""

from django.db.models import F
from django.utils import timezone

from support.people.models import User
from tickets.models import Reading, Ticket


def read(ticket: Ticket, user: User, *, seq: int) -> None:
    """This agent has read up to a seq; twice is safe, and nobody reads backwards."""
    row = Reading(ticket=ticket, user=user, seq=min(seq, ticket.seq), at=timezone.now())
    known = Reading.objects.filter(ticket=ticket, user=user)
    if not known.filter(seq__lte=row.seq).update(seq=row.seq, at=row.at):
        Reading.objects.bulk_create([row], ignore_conflicts=True)


def by_holder(ticket_id: int) -> int:
    """How far whoever has the ticket in hand has read it; 0 for nobody. Who only looks on does not count."""
    rows = Reading.objects.filter(ticket=ticket_id, user=F("ticket__assignee"))
    return rows.values_list("seq", flat=True).first() or 0
