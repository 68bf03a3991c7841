"""For the stories about locks: an exchange that locks, and what a press or the clock makes it do."""

import pytest

from support.people import clock, lock_tries, locks
from support.people.models import AccountLock
from tests.fakes.exchange import locking


@pytest.fixture
def vault(settings, valkey):
    """The exchange that locks accounts."""
    with locking(settings) as server:
        yield server


@pytest.fixture
def press(committed):
    """`press(carl)`: the button, and what follows the commit; back comes the lock as it is then."""

    def pressed(customer, *, by=True):
        with committed():
            lock = locks.lock(
                customer, by=customer.user if by else None, asked_from=AccountLock.AskedFrom.PAGE
            )
        lock.refresh_from_db()
        return lock

    return pressed


@pytest.fixture
def tick():
    """`tick(lock)`: the clock comes by once it is due; back comes the lock as it is then."""

    def ticked(lock, *, now=True):
        if now:
            AccountLock.objects.filter(pk=lock.pk, retry_at__isnull=False).update(retry_at=lock.asked_at)
        clock.go_on_with_locks()
        lock.refresh_from_db()
        return lock

    lock_tries.cache.delete(lock_tries.SILENT)
    return ticked
