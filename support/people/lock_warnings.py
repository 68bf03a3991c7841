"""Who is warned of a lock: its owner of a lifting, which waits for the letter, and our own of silence."""

from datetime import timedelta

from django.utils import timezone

from support.people import lock_answers, lock_letters, locks
from support.people.models import AccountLock

ALERT_AFTER = timedelta(minutes=2)  # without an answer, our own people are called
AT_ONCE = 50  # letters a round


def warn_owners() -> int:
    """Write about each lifting asked for, and begin its pause; returns how many. Raises as letters do."""
    rows = AccountLock.objects.in_effect().exclude(undo_asked_at=None).filter(undo_told_at=None)
    for lock in (found := list(rows.select_related("customer").order_by("undo_asked_at")[:AT_ONCE])):
        assert lock.undo_asked_at
        lock_letters.warn_owner(lock)
        lock_letters.call_security(lock, lifting=True)
        locks.begin_pause(lock, asked_at=lock.undo_asked_at)
    return len(found)


def call_security() -> int:
    """Our own look at locks that nobody answers for; returns how many. Raises as the letters do."""
    silent = AccountLock.objects.in_effect().filter(
        state__in=["asked", "unknown"], alerted_at=None, asked_at__lte=timezone.now() - ALERT_AFTER
    )
    for lock in (found := list(silent.select_related("customer").order_by("asked_at")[:AT_ONCE])):
        lock_letters.call_security(lock, lifting=False)
        lock_answers.call_for_help(lock)
    return len(found)
