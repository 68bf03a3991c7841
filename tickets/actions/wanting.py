"""What we ask a customer for, thing by thing: asked in a reply, ticked by answers, taken back by us."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from support import shield
from support.people.models import User
from tickets.actions.history import hold, record
from tickets.models import Event, Message, Ticket, Wanted


@dataclass(frozen=True)
class Thing:
    """One thing to ask for: a sentence for the customer, and how it is answered (Wanted.Kind)."""

    words: str
    kind: str = Wanted.Kind.WORDS


def want(message: Message, things: Sequence[Thing]) -> None:
    """Write a held ticket's list beside the reply that asks for it; the customer owes it from now on."""
    Wanted.objects.bulk_create(
        Wanted(
            ticket=message.ticket,
            message=message,
            place=place,
            kind=thing.kind,
            words=shield.mask(thing.words).text,
        )
        for place, thing in enumerate(things, start=1)
    )
    recount(message.ticket)


def tick(wanted: Wanted, message: Message) -> bool:
    """A held ticket's customer has answered one thing; returns whether more of the list is still open.

    Who answers the same thing twice has added something: the first answer keeps the tick.
    """
    asked = Wanted.objects.open().filter(pk=wanted.pk, ticket__in=message.ticket.whole())
    asked.update(answer=message, answered_at=message.created_at)
    recount(message.ticket)
    return message.ticket.asked_at is not None


def recount(ticket: Ticket) -> None:
    """Let a held ticket know since when something on its list is open."""
    owed = Wanted.objects.of(ticket).open().values_list("message__created_at", flat=True)
    ticket.asked_at = min(owed, default=None)
    ticket.save(update_fields=["asked_at"])


@transaction.atomic
def spare(wanted: Wanted, *, by: User) -> Ticket:
    """We do not need one thing any more; what was answered already stays answered."""
    asked = Ticket.objects.get(pk=wanted.ticket_id)
    ticket = hold(asked.survivor())
    if Wanted.objects.open().filter(pk=wanted.pk).update(spared_at=timezone.now()):
        recount(ticket)
        record(ticket, Event.Kind.SPARED, by=by, name=wanted.words)
    return ticket


def spare_all(ticket: Ticket) -> None:
    """Nothing is asked on a held ticket any more: it is solved."""
    Wanted.objects.open().filter(ticket__in=ticket.whole()).update(spared_at=timezone.now())
    ticket.asked_at = None
