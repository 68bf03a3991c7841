"""A colleague of any team is asked into a ticket: they read and may answer, until they leave."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from support.people.models import User
from tickets.actions.history import hold, record
from tickets.actions.mentioning import tell
from tickets.models import Event, Invited, Mention, Ticket


class SeesItAlready(Exception):
    """They may know of the ticket without being invited, or may never know of any."""


def may_be_invited(ticket: Ticket) -> QuerySet[User]:
    """Agents who may not know of a ticket yet, by name."""
    agents = User.objects.filter(role=User.Role.AGENT, is_active=True, agent__isnull=False)
    here = Invited.objects.filter(ticket=ticket, left_at=None).values("user")
    rows = (
        agents.exclude(agent__teams=ticket.team_id)
        .exclude(pk__in=[ticket.assignee_id or 0])
        .exclude(pk__in=here)
    )
    return rows.order_by("name")


@transaction.atomic
def invite(ticket: Ticket, *, user: User, by: User) -> Invited:
    """Let a colleague see a ticket and answer in it; they are told, and so is the customer. Twice is once.

    Raises SeesItAlready.
    """
    ticket = hold(ticket)
    if here := Invited.objects.filter(ticket=ticket, user=user, left_at=None).first():
        return here
    if not may_be_invited(ticket).filter(pk=user.pk).exists():
        raise SeesItAlready
    row = Invited.objects.create(ticket=ticket, user=user, by=by)
    record(ticket, Event.Kind.INVITED, by=by, to=user.pk, name=user.name)
    tell(user, ticket, cause=Mention.Cause.INVITED, by=by)
    return row


@transaction.atomic
def see_off(ticket: Ticket, *, user: User, by: User) -> bool:
    """Somebody who was invited leaves, or is thanked by `by`; False when they had left already."""
    ticket = hold(ticket)
    gone = Invited.objects.filter(ticket=ticket, user=user, left_at=None).update(left_at=timezone.now())
    if gone:
        record(ticket, Event.Kind.LEFT, by=by, to=user.pk, name=user.name)
    return bool(gone)
