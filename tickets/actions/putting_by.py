"""Files of a reply that waits to leave."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction

from support.files import Checked
from tickets import outbox, scans
from tickets.models import Outgoing, Upload


def put_by(row: Outgoing, file: Checked) -> None:
    """A file waits with its reply: one that came ahead changes its owner, another becomes an upload."""
    if file.upload:
        Upload.objects.filter(token=file.upload).update(owner=row.owner, kind=file.kind or "other")
        return
    upload = Upload(owner=row.owner, name=file.name, kind=file.kind or "other", size=file.size)
    upload.received, upload.content_type, upload.sha256 = file.size, file.content_type, file.sha256
    for name, value in scans.at_first().items():
        setattr(upload, name, value)
    file.content.seek(0)
    upload.file.save(file.name, ContentFile(file.content.read()))
    if upload.state == Upload.State.SCANNING:
        transaction.on_commit(lambda: outbox.scan_upload(upload.pk), robust=True)


def waiting_files(row: Outgoing) -> list[Checked]:
    """Its files, as `reply` takes them."""
    return [
        Checked(
            one.name, one.content_type, one.size, one.sha256, BytesIO(one.file.read()), one.kind, one.token
        )
        for one in Upload.objects.filter(owner=row.owner, used_at=None).order_by("pk")
    ]
