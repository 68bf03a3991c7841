"""What people do to a lock: ask for it, ask for it to be lifted after a pause, and stop that.

The exchange is told after the commit (support.people.lock_tries); what it says is kept in lock_answers.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from support.people import lock_tries
from support.people.lock_answers import forget_undo, hold, record
from support.people.models import AccountLock, Customer, User


class NotTheirs(ValueError):
    """There is no account at the exchange behind this customer, or no address to warn."""


@transaction.atomic
def lock(customer: Customer, *, by: User | None, asked_from: AccountLock.AskedFrom) -> AccountLock:
    """Ask the exchange to lock an account; raises NotTheirs for a customer without one.

    Pressed again it is the same lock, and a lifting that was asked for is stopped: a thief gains nothing by
    locking.
    """
    customer = _alone(customer)
    if not customer.exchange_id:
        raise NotTheirs
    known = customer.locks.in_effect().first()
    if known is None:
        return _begin(customer, by, asked_from)
    return _stop(known, by) if known.undo_asked_at else known


@transaction.atomic
def ask_undo(lock: AccountLock, *, by: User) -> bool:
    """Ask for a lock to be lifted, EXCHANGE_UNLOCK_AFTER_HOURS after its owner had a letter to stop it by.

    False when it is over, or was asked before. Raises NotTheirs where no address could be warned.
    """
    lock = hold(lock)
    if lock.is_over or lock.undo_asked_at:
        return False
    if not lock.email:
        raise NotTheirs
    lock.undo_asked_at = timezone.now()
    lock.save(update_fields=["undo_asked_at"])
    record(lock, "undo_asked", by=by)
    return True


@transaction.atomic
def begin_pause(lock: AccountLock, *, asked_at: datetime) -> bool:
    """The letter about the lifting asked for at that time has left: the pause runs from now."""
    lock, now = hold(lock), timezone.now()
    if lock.is_over or lock.undo_asked_at != asked_at or lock.undo_told_at:
        return False
    lock.undo_told_at, lock.undo_due_at = now, now + timedelta(hours=settings.EXCHANGE_UNLOCK_AFTER_HOURS)
    lock.retry_at = min(filter(None, [lock.retry_at, lock.undo_due_at]))
    lock.save(update_fields=["undo_told_at", "undo_due_at", "retry_at"])
    return True


@transaction.atomic
def stop_undo(lock: AccountLock, *, by: User | None) -> AccountLock:
    """The lock stays: nothing is lifted. Returns the lock that is in effect then."""
    lock = hold(lock)
    return _stop(lock, by) if lock.undo_asked_at and not lock.is_over else lock


def _alone(customer: Customer) -> Customer:
    return Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)


def _begin(customer: Customer, by: User | None, asked_from: AccountLock.AskedFrom) -> AccountLock:
    lock = AccountLock.objects.create(
        customer=customer,
        exchange_id=customer.exchange_id or "",
        email=customer.email,  # kept: a thief who changes the address later gets no letter
        asked_by=by,
        asked_from=asked_from,
        retry_at=timezone.now(),
    )
    record(lock, "asked", by=by)
    transaction.on_commit(lambda: lock_tries.at_once(lock.pk), robust=True)
    return lock


def _stop(lock: AccountLock, by: User | None) -> AccountLock:
    """Nothing is lifted. Where the exchange was told to already, only a new lock is sure to hold."""
    if lock.undo_tried_at:
        lock.undone_at, lock.retry_at = timezone.now(), None
    else:
        forget_undo(lock)
        lock.retry_at = None if lock.is_known else timezone.now()
    lock.save()
    record(lock, "undo_stopped", by=by)
    return _begin(lock.customer, by, AccountLock.AskedFrom(lock.asked_from)) if lock.undone_at else lock
