"""The demo's own exchange keeps the contract: our client believes what it signs, and others get nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from support.people import clock, lock_tries, locks
from support.people.models import AccountLock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demo(live_server, settings, valkey):
    """The house itself, playing the exchange."""
    settings.EXCHANGE_LOCK_URL = f"{live_server.url}/demo/exchange/"
    return settings.EXCHANGE_LOCK_URL


def test_it_locks_and_lifts(demo, carl):
    lock = locks.lock(carl, by=carl.user, asked_from=AccountLock.AskedFrom.PAGE)
    lock.refresh_from_db()
    assert (lock.state, lock.reference) == ("locked", f"DEMO-{str(lock.key)[:8].upper()}")
    locks.ask_undo(lock, by=carl.user)
    clock.write_about_locks()
    due = timezone.now() - timedelta(seconds=1)
    AccountLock.objects.update(undo_due_at=due, retry_at=due)
    assert lock_tries.carry_out(lock.pk)
    lock.refresh_from_db()
    assert lock.undone_at


def test_who_does_not_sign_locks_nothing(demo, client, house):
    body = b'{"type":"account.lock","customer":"MX-CARL","key":"x"}'
    assert client.post("/demo/exchange/", body, content_type="application/json").status_code == 403
