"""Who stands around a ticket without having it: those who follow it, and those a colleague named."""

from collections.abc import Iterable

from tickets.models import Event, Ticket


def followers_of(ticket: Ticket) -> Iterable[int]:
    """The ids of the users who follow a ticket; nobody can yet, so nobody does."""
    return ()


def mentioned_in(event: Event) -> Iterable[int]:
    """The ids of the users an internal note names, as its event keeps them (`detail["mentioned"]`)."""
    return event.detail.get("mentioned", ())
