"""Files of the vault that no row knows: saved by a transaction that then failed. They would never expire."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import Storage, storages
from django.utils import timezone

from tickets.models import Attachment, Upload

SAVED_BEFORE = timedelta(days=1)  # no transaction takes so long


def delete_strays() -> int:
    """Delete them; how many."""
    vault, deleted = storages["vault"], 0
    for shelf, rows in (
        ("identity", Attachment.objects.exclude(sealed="").values_list("sealed", flat=True)),
        ("arriving", Upload.objects.exclude(file="").values_list("file", flat=True)),
    ):
        lying = set(_old(vault, shelf))
        for name in lying - set(rows) if lying else ():
            vault.delete(name)
            deleted += 1
    return deleted


def _old(vault: Storage, shelf: str) -> Iterator[str]:
    """Names of what has lain on a shelf since yesterday."""
    limit = timezone.now() - SAVED_BEFORE
    if not vault.exists(shelf):
        return
    for drawer in vault.listdir(shelf)[0]:
        for name in vault.listdir(f"{shelf}/{drawer}")[1]:
            if vault.get_modified_time(f"{shelf}/{drawer}/{name}") <= limit:
                yield f"{shelf}/{drawer}/{name}"
