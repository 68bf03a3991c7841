"""Because time passed: files of tiers go on, and the exchange is told of locks until it answers."""

import logging
from datetime import timedelta

from anymail.exceptions import AnymailError
from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from support.people import alarms, imports, lock_tries, lock_warnings
from support.people.models import TierImport

log = logging.getLogger(__name__)
AT_ONCE = timedelta(seconds=20)  # well under the time a task may take
FORGOTTEN_AFTER = timedelta(days=1)  # nobody applied it: what it showed is no longer true
A_ROUND = timedelta(seconds=10)  # of telling the exchange
WRITING, WRITING_FOR = "somebody-writes-about-locks", 40  # in the cache, seconds


@shared_task
def go_on_with_files() -> int:
    """Go on where files stopped; twice is safe, no line is taken twice."""
    until = timezone.now() + AT_ONCE
    TierImport.objects.filter(applied_at=None, uploaded_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    unfinished = TierImport.objects.exclude(applied_at=None).filter(finished_at=None).order_by("applied_at")
    return sum(imports.go_on(file, until=until) for file in unfinished)


@shared_task(soft_time_limit=30)
def go_on_with_locks() -> int:
    """Tell the exchange of locks that are due; twice is safe, a lock keeps its key."""
    return lock_tries.go_on(until=timezone.now() + A_ROUND)


@shared_task(soft_time_limit=30)
def write_about_locks() -> int:
    """Warn owners of liftings and call our own where nobody answers. Twice is safe: letters keep ids."""
    if not cache.add(WRITING, True, WRITING_FOR):
        return 0
    try:
        return lock_warnings.warn_owners() + lock_warnings.call_security()
    except (OSError, AnymailError):
        log.warning("letters about locks leave a little later", exc_info=True)
        return 0
    finally:
        cache.delete(WRITING)


@shared_task(soft_time_limit=30)
def tell_supervisors() -> int:
    """Write about alarms nobody was told of. Twice is safe: letters keep their ids."""
    try:
        return alarms.tell()
    except (OSError, AnymailError):
        log.warning("letters about alarms leave a little later", exc_info=True)
        return 0
