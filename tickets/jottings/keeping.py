"""One row for each agent, ticket and box; the last words count, and none that were sent already."""

from django.db import transaction
from django.utils import timezone

from support import shield
from support.people.models import User
from tickets import outbox
from tickets.models import Jotting, Message, Outgoing, Ticket


def keep(ticket: Ticket, user: User, kind: str, *, body: str, key: str = "") -> Jotting | None:
    """Keep what stands in a box, without its secrets; nothing stands there, or it was sent: forget it.

    A recovery phrase that is being typed is not kept either. Twice is safe, and late is: `key` is the form's.
    """
    said = shield.mask(body.replace("\0", "")).text
    sent_as = f"{kind}-{ticket.pk}-{key}"
    was_sent = key and (
        Message.objects.filter(channel="desk", external_id=sent_as).exists()
        or Outgoing.objects.filter(key=sent_as).exists()
    )
    if not said.strip() or was_sent or shield.is_phrase_begun(said):
        forget(ticket, user, kind)
        return None
    facts = {"body": said, "saved_at": timezone.now()}
    row, _made = Jotting.objects.update_or_create(ticket=ticket, user=user, kind=kind, defaults=facts)
    if row.shared_at:
        outbox.hint_ticket(ticket.pk, "outgoing")
    return row


def forget(ticket: Ticket, user: User, kind: str) -> None:
    """The words were sent or deleted; colleagues who saw them see them no more."""
    rows = Jotting.objects.filter(ticket=ticket, user=user, kind=kind)
    shown = rows.filter(shared_at__isnull=False).exists()
    rows.delete()
    if shown:
        outbox.hint_ticket(ticket.pk, "outgoing")


def share(ticket: Ticket, user: User, kind: str, *, on: bool) -> bool:
    """Show one's words to colleagues who may know of the ticket, or hide them again; False for no words."""
    rows = Jotting.objects.filter(ticket=ticket, user=user, kind=kind)
    found = rows.update(shared_at=timezone.now() if on else None)
    outbox.hint_ticket(ticket.pk, "outgoing")
    return bool(found)


@transaction.atomic
def take_over(jotting: Jotting, *, by: User) -> Jotting:
    """A colleague's words that were shown become one's own; what stood in one's own box stays before them."""
    theirs = Jotting.objects.select_for_update().get(pk=jotting.pk, shared_at__isnull=False)
    mine = Jotting.objects.filter(ticket=theirs.ticket_id, user=by, kind=theirs.kind).first()
    body = f"{mine.body}\n\n{theirs.body}" if mine and mine.body != theirs.body else theirs.body
    facts = {"body": body, "saved_at": timezone.now(), "shared_at": None}
    row, _made = Jotting.objects.update_or_create(
        ticket_id=theirs.ticket_id, user=by, kind=theirs.kind, defaults=facts
    )
    theirs.delete()
    transaction.on_commit(lambda: outbox.hint_ticket(row.ticket_id, "outgoing"), robust=True)
    return row
