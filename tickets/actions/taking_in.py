"""Files of a form that comes back, taken in as if they had come ahead of it."""

from django.db import transaction

from support.files import Checked
from tickets.actions.uploading import arrive, begin_upload
from tickets.models import FileKind, Upload


@transaction.atomic
def take_in(file: Checked, *, owner: str, form: str) -> Upload:
    """Keep a checked file for the form of this key; the same file twice is one. Raises TooManyUploads.

    It lies, counts and expires as an upload does, and only its owner may name it.
    """
    waiting = Upload.objects.filter(owner=owner, form=form[:60], sha256=file.sha256, used_at=None)
    if there := waiting.exclude(state=Upload.State.REFUSED).first():
        return there
    kind = file.kind or FileKind.OTHER
    upload = begin_upload(owner=owner, form=form, name=file.name, kind=kind, size=file.size)
    upload.received = file.size
    arrive(upload, file)
    upload.save()
    return upload
