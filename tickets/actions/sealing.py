"""A file that is an identity document after all goes into the vault, whatever its sender called it."""

import uuid

from django.core.files.base import File
from django.db import transaction

from support.audit import book
from support.people.models import User
from tickets.actions.history import hold, record
from tickets.finding import writing
from tickets.models import Attachment, Event, FileKind, FileState


@transaction.atomic
def seal(file: Attachment, *, by: User) -> bool:
    """Move a customer's file into the vault for good; False when it lies there already or its bytes are gone.

    Copies that went along to another ticket of this customer go with it. Its address changes, its name leaves
    the words that are searched, and it expires as if it had been sent as what it is.
    """
    message = file.message
    ticket = hold(message.ticket)
    copies = Attachment.objects.filter(sha256=file.sha256, message__ticket__customer=ticket.customer_id)
    rows = copies.exclude(kind=FileKind.IDENTITY).exclude(state=FileState.INFECTED).filter(deleted_at=None)
    found = list(rows.select_for_update(of=("self",)).select_related("message__ticket").order_by("pk"))
    if file.pk not in {row.pk for row in found}:
        return False
    for row in found:
        _move(row)
        writing.anew(row.message.ticket)
        book.record("identity.sealed", row, by=by, ticket=row.message.ticket.reference, sha256=row.sha256)
    record(ticket, Event.Kind.QUARANTINED, by=by, name="", vault=True)
    return True


def _move(row: Attachment) -> None:
    """The bytes are in the vault before the row says so, and leave their old place after the commit."""
    storage, place = row.file.storage, str(row.file.name)
    with row.file.open("rb") as content:
        row.sealed.save(row.name, File(content), save=False)
    row.kind, row.file, row.key = FileKind.IDENTITY, "", uuid.uuid4()
    row.save(update_fields=["kind", "file", "sealed", "key"])
    transaction.on_commit(lambda: storage.delete(place), robust=True)
