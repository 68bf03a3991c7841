"""Identity documents do not stay: so long after their ticket closed, their bytes are deleted."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from support.audit import book
from tickets.models import Attachment, FileKind


def empty_vault() -> int:
    """Delete what has lain VAULT_DAYS since its ticket closed, or the one that went on in; how many."""
    limit = timezone.now() - timedelta(days=settings.VAULT_DAYS)
    old = Attachment.objects.filter(kind=FileKind.IDENTITY, message__ticket__closed_at__lte=limit)
    rows = old.exclude(sealed="").select_related("message__ticket").order_by("pk")
    expired = 0
    for file in rows[:500]:
        closed_at = file.message.ticket.survivor().closed_at
        if closed_at and closed_at <= limit:
            expired += _expire(file)
    return expired


@transaction.atomic
def _expire(file: Attachment) -> bool:
    """The bytes first: a row may say too early that they are there, never that they are gone."""
    found = Attachment.objects.select_for_update(of=("self",)).exclude(sealed="").filter(pk=file.pk).first()
    if found is None:
        return False
    found.sealed.delete(save=False)
    found.sealed, found.name, found.deleted_at, found.scan_at = "", "", timezone.now(), None
    found.save(update_fields=["sealed", "name", "deleted_at", "scan_at"])
    book.record("identity.expired", found, ticket=file.message.ticket.reference, sha256=found.sha256)
    return True
