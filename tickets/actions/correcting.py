"""A visitor puts right what they have just said, or takes it back."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from support import shield
from tickets.actions.history import hold, record
from tickets.actions.received import titled
from tickets.finding import writing
from tickets.models import Correction, Event, Message, Ticket

WITHIN = timedelta(minutes=2)  # by our clock, from when we kept it


class MayNotCorrect(Exception):
    """It was said too long ago, was taken back already, or is nothing a customer said."""


@transaction.atomic
def edit(message: Message, *, body: str, key: str) -> Correction:
    """Other words in its place, their secrets masked. The same `key` again answers with the first result.

    Raises MayNotCorrect.
    """
    said = shield.masked(body)
    if not said.text.strip():
        raise MayNotCorrect
    return _correct(message, Correction.Kind.EDITED, said.text, key=key)


@transaction.atomic
def withdraw(message: Message, *, key: str) -> Correction:
    """Show nothing of it any more, neither its words nor its files; the row stays. Raises MayNotCorrect."""
    return _correct(message, Correction.Kind.WITHDRAWN, "", key=key)


def _correct(message: Message, kind: Correction.Kind, body: str, *, key: str) -> Correction:
    ticket = hold(message.ticket)
    message = Message.objects.get(pk=message.pk)  # as it reads now, behind the lock
    if known := message.corrections.filter(key=key).first():
        return known
    now = timezone.now()
    if message.kind != Message.Kind.CUSTOMER or message.is_withdrawn or now > message.created_at + WITHIN:
        raise MayNotCorrect
    hidden = sorted({piece.kind for piece in shield.pieces(body) if piece.kind})
    made = Correction.objects.create(
        message=message, kind=kind, body=body, masked=hidden, seq=ticket.seq + 1, key=key, at=now
    )
    was, message.corrected = message.as_it_reads, body
    message.save(update_fields=["corrected"])
    _head(ticket, was, body)
    record(ticket, Event.Kind(kind.value), of=message.seq)
    writing.anew(ticket)
    return made


def _head(ticket: Ticket, was: str, reads: str) -> None:
    """A ticket that is called by its first words is called by what they read now."""
    if ticket.subject == titled("", was):
        ticket.subject = titled("", reads)
        ticket.save(update_fields=["subject"])
