"""Because time passed: files of tiers that were applied go on, and those that never were are forgotten."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from support.people import imports
from support.people.models import TierImport

AT_ONCE = timedelta(seconds=20)  # well under the time a task may take
FORGOTTEN_AFTER = timedelta(days=1)  # nobody applied it: what it showed is no longer true


@shared_task
def go_on_with_files() -> int:
    """Go on where files stopped; twice is safe, no line is taken twice."""
    until = timezone.now() + AT_ONCE
    TierImport.objects.filter(applied_at=None, uploaded_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    unfinished = TierImport.objects.exclude(applied_at=None).filter(finished_at=None).order_by("applied_at")
    return sum(imports.go_on(file, until=until) for file in unfinished)
