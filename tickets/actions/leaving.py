"""The end of what waited to leave: it is sent, or stopped and its author told."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from support.files import FileRefused
from tickets import outbox
from tickets.actions.hands import SeniorsOnly
from tickets.actions.history import hold
from tickets.actions.mentioning import tell
from tickets.actions.putting_by import waiting_files
from tickets.actions.saying import say
from tickets.actions.wanting import Thing
from tickets.models import Mention, Message, Outgoing, Ticket


@transaction.atomic
def leave(outgoing: Outgoing) -> Message | None:
    """Send what waited, should its time have come; None when it was called back, or is stopped now.

    Twice is safe: the row is gone with the first. It goes on where the ticket goes on.
    """
    ticket = hold(outgoing.ticket.survivor())
    rows = Outgoing.objects.select_for_update(of=("self",)).due(timezone.now())
    row = rows.select_related("by").filter(pk=outgoing.pk).first()
    if row is None or ticket.merged_into_id:  # merged just now: the clock comes again
        return None
    heard = ticket.messages.filter(kind=Message.Kind.CUSTOMER, created_at__gt=row.made_at)
    if row.later and heard.exists():
        stop(row, Outgoing.End.OVERTAKEN)
        return None
    if ticket.closed_at or not row.by.is_staff:
        stop(row, Outgoing.End.REFUSED)
        return None
    wanted = [Thing(words, kind) for words, kind in row.wanted]
    try:
        with transaction.atomic():
            said: dict[str, Any] = {"by": row.by, "body": row.body, "key": row.key, "steps": row.steps}
            message = say(ticket, files=waiting_files(row), wanted=wanted, **said)
    except (SeniorsOnly, FileRefused):
        stop(row, Outgoing.End.REFUSED)
        return None
    row.delete()
    return message


def stop(row: Outgoing, why: Outgoing.End) -> None:
    """It stays, with its words, and its author is told."""
    row.end = why
    row.save(update_fields=["end"])
    tell(row.by, row.ticket, cause=Mention.Cause(why.value))
    transaction.on_commit(lambda: outbox.hint_ticket(row.ticket_id, "outgoing"), robust=True)


def overtake(ticket: Ticket) -> None:
    """The customer wrote on a held ticket: what was to be sent later waits for its author's eyes."""
    for row in Outgoing.objects.waiting().filter(ticket=ticket, later=True).select_related("by", "ticket"):
        stop(row, Outgoing.End.OVERTAKEN)
