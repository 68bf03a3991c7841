"""Files that arrive ahead of their form, piece by piece."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.db.models import Count, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from support.files import Checked, FileRefused, check
from tickets import outbox, scans
from tickets.models import Upload

MOST_WAITING = 20  # files of one sender that no form has taken along yet


class TooManyUploads(Exception):
    """This sender has enough files lying here; says so in their language. `too_large`: by their bytes."""

    def __init__(self, words: str, *, too_large: bool = False) -> None:
        super().__init__(words)
        self.too_large = too_large


class WrongOffset(Exception):
    """The piece does not go on where the last one ended."""


@transaction.atomic
def begin_upload(*, owner: str, form: str, name: str, kind: str, size: int) -> Upload:
    """Make room for a file of so many bytes. Raises TooManyUploads."""
    _one_at_a_time(owner)
    waiting = Upload.objects.filter(owner=owner, used_at=None).exclude(state=Upload.State.REFUSED)
    there = waiting.aggregate(files=Count("pk"), bytes=Sum("size", default=0))
    if there["files"] >= MOST_WAITING:
        words = _("%(count)d of your files wait to be sent. Send the form, or take some out.")
        raise TooManyUploads(words % {"count": there["files"]})
    most = 2 * settings.UPLOAD_MAX_BYTES * settings.UPLOAD_MAX_FILES
    if there["bytes"] + size > most:
        words = _("Your files wait to be sent and fill %(most)d MB. Send the form, or take some out.")
        raise TooManyUploads(words % {"most": most >> 20}, too_large=True)
    language = get_language() or "en"
    return Upload.objects.create(
        owner=owner, form=form[:60], name=name, kind=kind, size=size, language=language
    )


@transaction.atomic
def append(upload: Upload, piece: bytes, *, at: int) -> int:
    """Keep a piece that begins at byte `at`; the number of bytes that count now. Raises WrongOffset.

    The row's lock makes two who send at once take turns, and its count lets only one of them go on.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != Upload.State.RECEIVING or upload.received != at or at + len(piece) > upload.size:
        raise WrongOffset
    if not upload.file:
        upload.file.save(upload.name, ContentFile(b""), save=False)
    with upload.file.open("r+b") as pieces:
        pieces.seek(at)
        pieces.write(piece)
    upload.received = at + len(piece)
    upload.save(update_fields=["received", "file"])
    return upload.received


@transaction.atomic
def finish_upload(upload: Upload) -> None:
    """Look into a file whose last byte is here; twice is safe, it is looked into once."""
    rows = Upload.objects.select_for_update(skip_locked=True)
    upload = rows.filter(pk=upload.pk, state=Upload.State.RECEIVING).first() or upload
    if upload.state != Upload.State.RECEIVING or not upload.has_arrived:
        return
    storage, arrived = upload.file.storage, str(upload.file.name)
    try:
        with upload.file.open("rb") as pieces:
            checked = check(UploadedFile(pieces, upload.name, size=upload.size))
    except FileRefused as why:
        upload.state, upload.reason, upload.file = Upload.State.REFUSED, str(why)[:400], ""
    else:
        arrive(upload, checked)
    upload.save()
    transaction.on_commit(lambda: storage.delete(arrived), robust=True)


def arrive(upload: Upload, checked: Checked) -> None:
    """Put what was looked into in its place, to be saved: clean, or on its way to clamd where one is."""
    upload.name, upload.content_type = checked.name, checked.content_type
    upload.sha256 = checked.sha256
    upload.file.save(checked.name, ContentFile(checked.content.read()), save=False)
    for name, value in scans.at_first().items():
        setattr(upload, name, value)
    if upload.state == Upload.State.SCANNING:
        transaction.on_commit(lambda: outbox.scan_upload(upload.pk), robust=True)


def _one_at_a_time(owner: str) -> None:
    """Let one sender begin one file at a time, so that the count holds; until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"uploads {owner}"])
