"""A reply that is held, because its ticket went on unseen, leaves after all: its writer has looked."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from support.people.models import User
from tickets import outbox
from tickets.actions.history import hold
from tickets.actions.newer import see
from tickets.actions.sending import HasLeft
from tickets.models import Outgoing


@transaction.atomic
def send_anyway(outgoing: Outgoing, *, by: User, read: int, leaves_at: datetime) -> Outgoing:
    """Let a held reply wait to leave again, where its ticket goes on now.

    `read` is the seq of that ticket up to which its writer was shown what came.
    Raises HasLeft when it is not held any more; WentOn when still more came, and then it stays held.
    """
    ticket = hold(outgoing.ticket.survivor())
    rows = Outgoing.objects.select_for_update(of=("self",)).filter(end=Outgoing.End.OVERTAKEN, by=by)
    row = rows.filter(pk=outgoing.pk).first()
    if row is None:
        raise HasLeft
    see(ticket, read, by=by)
    row.ticket, row.after, row.end, row.later = ticket, ticket.seq, Outgoing.End.NONE, False
    row.made_at, row.leaves_at = timezone.now(), leaves_at
    row.save(update_fields=["ticket", "after", "end", "later", "made_at", "leaves_at"])
    transaction.on_commit(lambda: outbox.hint_ticket(ticket.pk, "outgoing"), robust=True)
    return row
