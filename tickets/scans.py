"""What clamd says about our files. Fail closed: what it has not called clean, nobody opens."""

import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from support.files import scanning
from tickets.models import Attachment, FileState, Message, Upload

AGAIN = timedelta(seconds=60)  # after no answer
UNSCANNED_AGAIN = timedelta(
    days=1
)  # after an answer that was neither yes nor no: its limits may have changed
PATIENCE = 30  # seconds of one run; a task may take 60
WAITING = [FileState.SCANNING, FileState.UNSCANNED]


def at_first() -> dict[str, Any]:
    """How a new file's row begins: waiting for clamd, or clean where there is none."""
    if not scanning.is_asked():
        return {"state": FileState.CLEAN}
    return {"state": FileState.SCANNING, "scan_at": timezone.now() + AGAIN}


def of(upload: Upload) -> dict[str, Any]:
    """How a file's row begins that came ahead: with what was found meanwhile."""
    if upload.state == Upload.State.CLEAN:
        return {"state": FileState.CLEAN, "scanned_at": upload.scanned_at}
    return {"state": FileState.SCANNING, "scan_at": timezone.now() + AGAIN}


def waiting_of(message: Message) -> QuerySet[Attachment]:
    """A message's files that clamd has not seen; none where it is not asked."""
    rows = Attachment.objects.filter(message=message, state=FileState.SCANNING)
    return rows if scanning.is_asked() else rows.none()


def due() -> list[Attachment | Upload]:
    """Files whose turn it is again, the oldest first."""
    now = timezone.now()
    files = Attachment.objects.filter(scan_at__lte=now).select_related("message").order_by("scan_at")[:200]
    return [*files, *Upload.objects.filter(scan_at__lte=now).order_by("scan_at")[:200]]


def in_turn(rows: Iterable[Attachment | Upload]) -> list[Attachment | Upload]:
    """Have files looked at, one after the other, until clamd is silent or time is up; those that were."""
    settled: list[Attachment | Upload] = []
    begun = time.monotonic()
    for row in rows:
        if time.monotonic() - begun > PATIENCE or not _look(row):
            break
        settled.append(row)
    return settled


def _look(row: Attachment | Upload) -> bool:
    """Ask about one file and write down the answer; False when there was none."""
    try:
        with row.content.open("rb") as content:
            verdict = scanning.scan(content)
    except scanning.NoAnswer:
        _write(row, scan_at=timezone.now() + AGAIN)
        return False
    except (FileNotFoundError, ValueError):  # no bytes any more: nothing to look at, nothing to hand out
        _write(row, scan_at=None)
        return True
    _settle_file(row, verdict) if isinstance(row, Attachment) else _settle_upload(row, verdict)
    return True


def _settle_file(file: Attachment, verdict: scanning.Verdict) -> None:
    now = timezone.now()
    if verdict.is_clean:
        _write(file, state=FileState.CLEAN, scanned_at=now, scan_at=None)
    elif verdict.virus:
        file.content.delete(save=False)  # first the bytes: the row may lag behind, never they
        gone = {"deleted_at": now, "sealed": ""} if file.is_identity else {"deleted_at": now, "file": ""}
        found = verdict.virus[:100]
        _write(file, state=FileState.INFECTED, scanned_at=now, scan_at=None, found=found, **gone)
    else:
        _write(file, state=FileState.UNSCANNED, scan_at=now + UNSCANNED_AGAIN)


def _settle_upload(upload: Upload, verdict: scanning.Verdict) -> None:
    now = timezone.now()
    if verdict.is_clean:
        _write(upload, state=Upload.State.CLEAN, scanned_at=now, scan_at=None)
        return
    with translation.override(upload.language):
        virus = _("“%(name)s” holds a virus, so we deleted it. Check your device before you send it again.")
        unsure = _(
            "“%(name)s” could not be checked for viruses, so we cannot take it. Send a screenshot of it."
        )
        reason = (virus if verdict.virus else unsure) % {"name": upload.name}
    upload.file.delete(save=False)
    _write(upload, state=Upload.State.REFUSED, reason=reason, scanned_at=now, scan_at=None, file="")


def _write(row: Attachment | Upload, **what: Any) -> None:
    """Change a row that is still waiting; somebody who was faster has the same answer."""
    if isinstance(row, Upload):
        Upload.objects.filter(pk=row.pk, state=Upload.State.SCANNING, used_at=None).update(**what)
    else:
        Attachment.objects.filter(pk=row.pk, state__in=WAITING).update(**what)
