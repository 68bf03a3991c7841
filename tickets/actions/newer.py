"""What came to a ticket since somebody looked at it, and the refusal to go on over it unseen."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from support.people.models import User
from tickets.models import Event, Message, Ticket

SAID = (Event.Kind.RECEIVED, Event.Kind.REPLIED)
MATTERS = (
    *SAID,
    Event.Kind.NOTED,
    Event.Kind.CLAIMED,
    Event.Kind.ASSIGNED,
    Event.Kind.RELEASED,
    Event.Kind.ESCALATED,
    Event.Kind.REPRIORITISED,
    Event.Kind.RESOLVED,
    Event.Kind.REOPENED,
    Event.Kind.CLOSED,
    Event.Kind.MERGED,
    Event.Kind.UNMERGED,
    Event.Kind.SPLIT,
)


class WentOn(Exception):
    """The ticket has gone on since it was looked at; `events` are what came, in order."""

    def __init__(self, ticket: Ticket, events: list[Event]) -> None:
        super().__init__(ticket.reference)
        self.ticket, self.events = ticket, events


def last_heard(tickets: Iterable[Ticket]) -> dict[int, int]:
    """The seq of the customer's last word on each ticket, by its id."""
    said = Message.objects.filter(ticket__in=tickets, kind=Message.Kind.CUSTOMER).order_by()
    return dict(said.values_list("ticket").annotate(Max("seq")))


def came_since(
    ticket: Ticket, seen: int | datetime, *, by: User, kinds: tuple[Event.Kind, ...] = MATTERS
) -> list[Event]:
    """What others than `by` said or changed after a `seq`, or after a time; in order.

    A changed promise is no news to who answers, a changed severity is.
    """
    newer = {"at__gt": seen} if isinstance(seen, datetime) else {"seq__gt": seen}
    rows = ticket.events.filter(kind__in=kinds, **newer).exclude(by=by).order_by("seq")
    return [
        event
        for event in rows.select_related("by", "ticket", "message__author")
        if event.kind != Event.Kind.REPRIORITISED
        or event.detail["before"]["severity"] != event.detail["after"]["severity"]
    ]


def see(
    ticket: Ticket, seen: int | datetime | None, *, by: User, kinds: tuple[Event.Kind, ...] = MATTERS
) -> None:
    """Let somebody go on who has seen a held ticket up to there; None asks nothing. Raises WentOn."""
    if seen is not None and (events := came_since(ticket, seen, by=by, kinds=kinds)):
        raise WentOn(ticket, events)
