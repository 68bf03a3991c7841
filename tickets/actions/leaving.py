"""The end of what waited to leave: it is sent, or held or stopped and its author told."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from support.files import FileRefused
from tickets import outbox
from tickets.actions.hands import SeniorsOnly
from tickets.actions.history import hold, record
from tickets.actions.mentioning import tell
from tickets.actions.newer import MATTERS, SAID, came_since
from tickets.actions.putting_by import waiting_files
from tickets.actions.saying import say
from tickets.actions.wanting import Thing
from tickets.models import Event, Mention, Message, Outgoing, Ticket


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
    if ticket.closed_at or not row.by.is_staff:
        stop(row, Outgoing.End.REFUSED)
        return None
    out_of_sight = not Ticket.objects.visible_to(row.by).filter(pk=ticket.pk).exists()
    kinds = MATTERS if row.later else SAID  # in ten seconds nobody decides otherwise, in ten hours they may
    if out_of_sight or came_since(ticket, row.seen_in(ticket), by=row.by, kinds=kinds):
        overtaken(row, ticket)
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


def overtaken(row: Outgoing, ticket: Ticket) -> None:
    """The held ticket went on where it would have left: it waits for its author's eyes."""
    stop(row, Outgoing.End.OVERTAKEN)
    record(ticket, Event.Kind.HELD, writer=row.by_id, name=row.by.first_name)


def overtake(ticket: Ticket) -> None:
    """The customer wrote on a held ticket: what was to be sent later waits for its author's eyes."""
    for row in Outgoing.objects.waiting().filter(ticket=ticket, later=True).select_related("by", "ticket"):
        overtaken(row, ticket)
