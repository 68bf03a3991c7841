"""Whose ticket it is: fetched as far as the reader may see it, and for everybody else not there."""

from django.http import Http404, HttpRequest

from tickets import guests
from tickets.models import Ticket


def ticket_of(request: HttpRequest, reference: str) -> Ticket:
    """A ticket with what its page shows. Raises Ticket.DoesNotExist for strangers."""
    rows = guests.visible_to(request.user, request.session)
    return rows.select_related(
        "customer__tier", "topic", "team", "calendar", "merged_into", "escalated_to", "follows"
    ).get(reference=reference)


def or_404(request: HttpRequest, reference: str) -> Ticket:
    """The same for a customer; agents speak from the desk, never in a customer's name."""
    if request.user.is_staff:
        raise Http404
    try:
        return ticket_of(request, reference)
    except Ticket.DoesNotExist as stranger:
        raise Http404 from stranger
