"""What the exchange said of a lock is kept, or that it said nothing: one transaction each.

Every change has its line in the audit book and is told to the rooms above by `lock_changed`; its step is one
of STEPS.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from support.audit import book
from support.people import signals
from support.people.lock_calls import Verdict
from support.people.models import AccountLock, Customer, User

STEPS = ("asked", "locked", "refused", "unanswered", "undo_asked", "undo_stopped", "undo_refused", "lifted")
FIRST_PAUSE, LONGEST_PAUSE = 2, 60  # seconds; an exchange that asks for more is asked after LONGEST_PAUSE
State = AccountLock.State


@transaction.atomic
def hear(lock: AccountLock, verdict: Verdict, *, lift: bool) -> None:
    """Keep what the exchange signed. What it said of a lock that is over, or said before, changes nothing."""
    lock = hold(lock)
    if lock.is_over or (lift and lock.undo_tried_at is None) or (not lift and lock.is_known):
        return
    if lift and verdict.refused:
        forget_undo(lock)
        lock.state, lock.reason, lock.retry_at = State.LOCKED, verdict.reason, None
    elif lift:
        lock.undone_at, lock.retry_at = verdict.at, None
    elif verdict.refused:
        lock.state, lock.reason, lock.retry_at = State.REFUSED, verdict.reason, None
    else:
        lock.state, lock.said_at, lock.reference = State.LOCKED, verdict.at, verdict.reference
        lock.retry_at = lock.undo_due_at
    lock.save()
    steps = {(False, False): "locked", (False, True): "refused", (True, False): "lifted"}
    record(lock, steps.get((lift, verdict.refused), "undo_refused"))


@transaction.atomic
def call_for_help(lock: AccountLock) -> bool:
    """Nobody answers: write it down once, that agents look; False when it is known by now, or was said."""
    lock = hold(lock)
    if lock.is_over or lock.is_known or lock.alerted_at:
        return False
    lock.alerted_at = timezone.now()
    lock.save(update_fields=["alerted_at"])
    record(lock, "unanswered")
    return True


@transaction.atomic
def doubt(lock: AccountLock, *, after: int = 0) -> None:
    """It gave no answer: say so, and try again after a pause that doubles, or after so many seconds."""
    lock = hold(lock)
    if lock.is_over or lock.retry_at is None:
        return
    if lock.state == State.ASKED:
        lock.state = State.UNKNOWN
    pause = min(max(FIRST_PAUSE * 2 ** min(lock.tries - 1, 6), after), LONGEST_PAUSE)
    lock.retry_at = timezone.now() + timedelta(seconds=pause)
    if lock.undo_due_at and lock.undo_tried_at is None:
        lock.retry_at = min(lock.retry_at, lock.undo_due_at)
    lock.save(update_fields=["state", "retry_at"])


def hold(lock: AccountLock) -> AccountLock:
    """The lock as it is now, its customer locked until the transaction ends: one change at a time."""
    Customer.objects.select_for_update(no_key=True).get(pk=lock.customer_id)
    return AccountLock.objects.select_for_update(of=("self",)).select_related("customer").get(pk=lock.pk)


def forget_undo(lock: AccountLock) -> None:
    """As if nobody had asked for it to be lifted; the caller saves it."""
    lock.undo_asked_at = lock.undo_told_at = lock.undo_due_at = lock.undo_tried_at = None


def record(lock: AccountLock, step: str, *, by: User | None = None) -> None:
    """Write one step of a held lock into the book and tell the rooms above."""
    told = {"key": str(lock.key), "reference": lock.reference, "reason": lock.reason}
    book.record(f"lock.{step}", lock.customer, by=by, **told)
    signals.lock_changed.send(AccountLock, lock=lock, step=step, by=by)
