"""Files of a message: those that came with its form, and those that came ahead of it."""

from collections.abc import Sequence

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from support.files import Checked, FileRefused
from tickets import scans
from tickets.actions.history import hold, record
from tickets.models import Attachment, Event, FileKind, Message, Upload


def attach(message: Message, files: Sequence[Checked]) -> None:
    """Keep the files of a message, identity documents in the vault.

    Raises FileRefused for one that came ahead and is not there any more: it went with another message.
    """
    ahead = {file.upload: _taken_along(file) for file in files if file.upload}
    for file in files:
        attachment = Attachment(
            message=message,
            kind=file.kind or FileKind.OTHER,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            **(scans.of(ahead[file.upload]) if file.upload else scans.at_first()),
        )
        attachment.content.save(file.name, File(file.content))


def _taken_along(file: Checked) -> Upload:
    """The upload, from now on used: its row's lock is the judge between two forms that name it."""
    upload = Upload.objects.select_for_update().filter(token=file.upload).first()
    if upload is None or upload.used_at:
        words = _("“%(name)s” went with another message already. Take it out, or choose it again.")
        raise FileRefused(words % {"name": file.name})
    if not upload.is_finished:
        raise FileRefused(upload.reason)
    upload.used_at = timezone.now()
    upload.save(update_fields=["used_at"])
    storage, name = upload.file.storage, str(upload.file.name)
    transaction.on_commit(lambda: storage.delete(name), robust=True)
    return upload


@transaction.atomic
def tell_of_virus(file: Attachment) -> bool:
    """Say on the ticket that a customer's file held a virus; False when it was said, or was one of ours."""
    ticket = hold(file.message.ticket)
    untold = Attachment.objects.filter(pk=file.pk, told_at=None)
    if not untold.update(told_at=timezone.now()) or file.message.kind != Message.Kind.CUSTOMER:
        return False
    record(ticket, Event.Kind.QUARANTINED, name="" if file.is_identity else file.name)
    return True
