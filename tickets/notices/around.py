"""Who stands around a ticket without having it: those who follow it, and those a colleague named."""

from collections.abc import Iterable

from tickets import followers
from tickets.models import Event, Mention, Ticket


def followers_of(ticket: Ticket) -> Iterable[int]:
    """The ids of the users who follow a ticket and may still see it."""
    return followers.followers_of(ticket).values_list("pk", flat=True)


def mentioned_in(event: Event) -> Iterable[int]:
    """The ids of the users an internal note names."""
    return Mention.objects.filter(message=event.message_id).values_list("user_id", flat=True)
