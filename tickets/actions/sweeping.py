"""Files that came ahead and were not taken along do not stay."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tickets.models import Outgoing, Upload

KEPT_FOR = timedelta(hours=24)  # until a form takes them along


@transaction.atomic
def forget_upload(upload: Upload) -> bool:
    """Delete what came, unless a form took it along or is just doing so."""
    rows = Upload.objects.select_for_update(skip_locked=True)
    found = rows.filter(pk=upload.pk).first()
    if found is None:
        return False
    found.file.delete(save=False)
    found.delete()
    return True


def sweep_uploads() -> int:
    """Delete what no form took along within KEPT_FOR, and what is left of what one did; how many."""
    old = Upload.objects.filter(made_at__lte=timezone.now() - KEPT_FOR).order_by("made_at")
    waits = Outgoing.objects.exclude(end=Outgoing.End.RECALLED).values_list("pk", flat=True)
    kept = [f"outgoing:{pk}" for pk in waits]  # files of replies that are still to leave
    return sum(forget_upload(upload) for upload in old.exclude(owner__in=kept)[:500])
