"""How an action holds a ticket and leaves its mark."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from support.people.models import User
from tickets import outbox
from tickets.actions import standings
from tickets.finding import writing
from tickets.models import Event, Message, Ticket

HANDED = (
    Event.Kind.CLAIMED,
    Event.Kind.ASSIGNED,
    Event.Kind.RELEASED,
    Event.Kind.ESCALATED,
    Event.Kind.MERGED,
    Event.Kind.UNMERGED,
)


def hold(ticket: Ticket) -> Ticket:
    """The ticket as it is now, locked until the transaction ends: one action at a time.

    Locked alone, then read: rows joined to a lock are from before the wait, so a ticket that changed its
    team meanwhile would not be found at all (PostgreSQL 13.2.1, Read Committed).
    """
    Ticket.objects.select_for_update(no_key=True).only("pk").get(pk=ticket.pk)
    return Ticket.objects.select_related(
        "customer__tier", "team", "topic__skill", "assignee", "calendar", "lane__skill"
    ).get(pk=ticket.pk)


def record(
    ticket: Ticket, kind: Event.Kind, *, by: User | None = None, message: Message | None = None, **detail: Any
) -> Event:
    """Write what happened to a held ticket and have it announced after the commit.

    What changes hands says by itself how the ticket stood; an action's own words go before that.
    """
    ticket.seq = message.seq if message else ticket.seq + 1
    if kind in HANDED:
        detail = standings.decision(ticket, now=timezone.now()) | detail
    event = Event.objects.create(
        ticket=ticket, seq=ticket.seq, kind=kind, by=by, message=message, detail=detail
    )
    ticket.save(update_fields=["seq"])
    if kind == Event.Kind.OPENED:
        writing.begin(ticket)
    if message:
        writing.say(message)
    transaction.on_commit(lambda: outbox.announce(event.pk), robust=True)
    return event
