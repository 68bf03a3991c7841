"""A supervisor's word to the agent who holds a ticket; customers and other colleagues never learn of it."""

from django.db import transaction
from django.utils import timezone

from support import shield
from support.audit import book
from support.people.models import User
from tickets.actions.history import hold
from tickets.actions.mentioning import tell
from tickets.models import Mention, Ticket, Whisper


class NobodyHears(Exception):
    """The ticket is in nobody's hands, or in those of who wants to whisper."""


@transaction.atomic
def whisper(ticket: Ticket, *, by: User, body: str, key: str) -> Whisper:
    """Say something to whoever holds the ticket, and to nobody else; the same `key` again says nothing more.

    Its own row, no Event: what stands in a ticket's history is read by every colleague. The audit book keeps
    that it happened. Raises NobodyHears.
    """
    ticket = hold(ticket)
    if said := Whisper.objects.filter(ticket=ticket, key=key).first():
        return said
    if ticket.assignee is None or ticket.assignee == by:
        raise NobodyHears
    words, now = shield.mask(body).text, timezone.now()
    row = Whisper.objects.create(ticket=ticket, by=by, to=ticket.assignee, body=words, key=key, at=now)
    book.record("ticket.whispered", ticket, by=by, to=ticket.assignee.pk)
    tell(ticket.assignee, ticket, cause=Mention.Cause.WHISPERED, by=by)
    return row
