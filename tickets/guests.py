"""Who may open a ticket without a sign-in: the browser that filed it, or one that came by our signed link.

The session remembers the tickets' ids. Once the customer has a sign-in, only that opens them.
"""

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase

from support.people.models import User
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet

KEPT = "guest_tickets"
MOST = 30


def let_in(session: SessionBase, ticket: Ticket) -> None:
    """Let this browser see one ticket from now on, as long as its session lasts."""
    others = [pk for pk in _known(session) if pk != ticket.pk]
    session[KEPT] = [*others, ticket.pk][-MOST:]


def visible_to(user: User | AnonymousUser, session: SessionBase) -> TicketQuerySet:
    """What this person may see: their own by sign-in, and what this browser was let in to.

    Agents get what their teams may see, by sign-in alone.
    """
    own = Ticket.objects.visible_to(user)
    if user.is_staff:
        return own
    return own | Ticket.objects.filter(pk__in=_with_parts(_known(session)), customer__user=None)


def _with_parts(known: list[int]) -> list[int]:
    """These tickets and those that were merged into them: who may read the whole may read its parts."""
    found, fresh = list(known), known
    while fresh:
        parts = Ticket.objects.filter(merged_into__in=fresh).exclude(pk__in=found)
        fresh = list(parts.values_list("pk", flat=True))
        found += fresh
    return found


def _known(session: SessionBase) -> list[int]:
    return session.get(KEPT, [])
