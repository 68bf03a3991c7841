"""Which tickets an agent gets to: those they may know of; to everybody else the desk is not there."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from support.people.guards import agents_only, supervisors_only
from support.people.models import User
from support.people.requests import AgentRequest
from tickets.desk import looked
from tickets.models import Ticket

__all__ = ["agents_only", "readable_as", "supervisors_only", "ticket_for"]


def readable_as(ticket: Ticket, user: User) -> QuerySet[Ticket]:
    """The ticket itself or the one it was merged into, as far as this agent may know of them."""
    return Ticket.objects.visible_to(user).filter(pk__in=[ticket.pk, ticket.survivor().pk])


def ticket_for(request: AgentRequest, pk: int, *, as_: str = "ticket.viewed") -> Ticket:
    """One ticket this agent may know of, with what every page of it shows; 404 for all others.

    Whatever of it is asked for is written into the book, once an hour; `as_` says what as.
    """
    rows = Ticket.objects.visible_to(request.user)
    found = get_object_or_404(
        rows.select_related("customer__tier", "team", "topic", "assignee", "calendar"), pk=pk
    )
    if request.method == "GET" and as_:
        looked.once(as_, found, by=request.user)
    return found
