"""Whom to tell of a ticket besides who has it in their hands."""

from django.db.models import Q, QuerySet

from support.people.models import User
from tickets.models import Ticket


def followers_of(ticket: Ticket) -> QuerySet[User]:
    """Who follows a ticket, or what was merged into it, and may still see it; each once."""
    sees_all = Q(role__in=[User.Role.SUPERVISOR, User.Role.ADMIN])
    sees = sees_all | Q(role=User.Role.AGENT) & (Q(agent__teams=ticket.team_id) | Q(pk=ticket.assignee_id))
    rows = User.objects.filter(sees, is_active=True, follows__ticket__in=ticket.whole())
    return rows.distinct().order_by("pk")
