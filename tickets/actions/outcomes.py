"""How a ticket ends, and how it comes back."""

from django.db import transaction
from django.utils import timezone

from support.people.models import User
from tickets.actions import wanting
from tickets.actions.asides import end_asides
from tickets.actions.history import hold, record
from tickets.actions.newer import see
from tickets.actions.priorities import settle
from tickets.models import Event, Ticket


@transaction.atomic
def resolve(ticket: Ticket, *, by: User | None, after: int | None = None) -> Ticket:
    """The agent believes it is done; the customer may reopen it by answering.

    Raises WentOn when the customer wrote after the seq `after`.
    """
    ticket = hold(ticket)
    if ticket.resolved_at is None:
        if by:
            see(ticket, after, by=by, kinds=(Event.Kind.RECEIVED,))
        ticket.resolved_at = timezone.now()
        ticket.waiting_since = ticket.update_owed_since = None
        wanting.spare_all(ticket)
        settle(ticket, "resolved_at", "waiting_since", "update_owed_since", "asked_at")
        record(ticket, Event.Kind.RESOLVED, by=by)
    return ticket


@transaction.atomic
def reopen(ticket: Ticket, *, by: User | None) -> Ticket:
    """Take a resolved ticket up again; the wait starts now."""
    ticket = hold(ticket)
    if ticket.resolved_at is not None and ticket.closed_at is None:
        ticket.resolved_at = None
        ticket.waiting_since = timezone.now()
        settle(ticket, "resolved_at", "waiting_since")
        record(ticket, Event.Kind.REOPENED, by=by)
    return ticket


@transaction.atomic
def close(ticket: Ticket) -> Ticket:
    """End a resolved ticket for good, and what was asked beside it; the next word opens a new one beside it.

    All that goes on in it is held too, in the order of the ids, as merging and undoing hold it.
    """
    whole = Ticket.objects.filter(pk__in=ticket.whole()).order_by("pk")
    ticket = {one.pk: hold(one) for one in whole}[ticket.pk]
    if ticket.resolved_at is not None and ticket.closed_at is None:
        end_asides(ticket)
        ticket.refresh_from_db(fields=["seq"])
        ticket.closed_at = timezone.now()
        ticket.save(update_fields=["closed_at"])
        record(ticket, Event.Kind.CLOSED)
    return ticket
