"""Who follows a ticket. It is theirs alone: no event tells of it."""

from support.people.models import User
from tickets.models import Follower, Ticket


def watch(ticket: Ticket, *, by: User) -> None:
    """Let somebody hear of a ticket from now on; twice is once."""
    Follower.objects.get_or_create(ticket=ticket, user=by)


def unwatch(ticket: Ticket, *, by: User) -> None:
    """Let them hear no more of it, nor of what was merged into it."""
    Follower.objects.filter(ticket__in=ticket.whole(), user=by).delete()
