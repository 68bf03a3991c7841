"""A lock nobody answers for: told again with pauses, by one at a time, and our own people are called."""

from datetime import timedelta

import pytest
from django.utils import timezone

from support.audit.models import Entry
from support.people import clock, lock_tries
from support.people.models import AccountLock, Customer
from tests.fakes.loopback import Answer, answers, drops

# Told again, with pauses.


def test_the_pause_doubles_and_never_grows_beyond_a_minute(vault, carl, press, tick):
    vault.faults = [drops] * 12
    lock, pauses = press(carl), []
    for _ in range(8):
        pauses.append(round((lock.retry_at - timezone.now()).total_seconds()))
        lock = tick(lock)
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]


@pytest.mark.parametrize(
    ("asked", "waited"), [("20", 20), ("3600", 60), ("soon", 2), ("-5", 2), ("9" * 20, 2)]
)
def test_an_exchange_may_ask_for_a_pause_but_not_for_hours(vault, carl, press, asked, waited):
    vault.faults = [answers(503, Retry_After=asked)]
    lock = press(carl)
    assert round((lock.retry_at - timezone.now()).total_seconds()) == waited


def test_what_is_not_due_is_left_alone(vault, carl, press, tick):
    vault.faults = [drops]
    lock = press(carl)
    assert tick(lock, now=False).tries == 1
    assert len(vault.calls) == 1


def test_a_page_does_not_wait_for_an_exchange_that_was_silent_a_moment_ago(vault, carl, cleo, press, tick):
    vault.faults = [drops]
    press(carl)
    lock = press(cleo)
    assert (lock.state, lock.tries, len(vault.calls)) == ("asked", 0, 1)
    assert tick(lock).state == "locked"


def test_one_silent_account_does_not_hold_up_the_others(vault, carl, cleo, press, tick):
    vault.faults = [lambda call, go: Answer(500)]
    first = press(carl)
    second = press(cleo)
    vault.faults = [lambda call, go: Answer(500) if call.json["customer"] == "MX-CARL" else go()] * 2
    AccountLock.objects.update(retry_at=first.asked_at)
    clock.go_on_with_locks()
    second.refresh_from_db()
    assert second.state == "locked"


def test_a_worker_that_died_with_it_gives_it_back(vault, carl, press, tick):
    vault.faults = [drops]
    lock = press(carl)
    AccountLock.objects.update(retry_at=lock.asked_at)
    assert lock_tries._take(lock.pk)  # and it is heard of no more
    assert lock_tries._take(lock.pk) is None
    AccountLock.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    assert tick(lock, now=False).state == "locked"


# Nobody answers for long.


def unanswered(vault, carl, press, *, minutes):
    vault.faults = [drops]
    lock = press(carl)
    AccountLock.objects.update(asked_at=timezone.now() - timedelta(minutes=minutes))
    return lock


def test_after_two_minutes_the_security_team_is_called_once(vault, carl, ada, ben, press, mailoutbox):
    lock = unanswered(vault, carl, press, minutes=3)
    clock.write_about_locks(), clock.write_about_locks()
    [letter] = mailoutbox
    assert letter.to == [ada.email]
    assert letter.subject == "Account …RL may not be locked"
    assert str(lock.key) in letter.body
    assert "MX-CARL" not in letter.body
    assert Entry.objects.filter(action="lock.unanswered").count() == 1


def test_without_a_security_team_the_supervisors_are_called(vault, carl, sam, ben, press, mailoutbox):
    unanswered(vault, carl, press, minutes=3)
    clock.write_about_locks()
    assert mailoutbox[0].to == [sam.email]


def test_nobody_is_called_for_what_was_answered_or_is_young(vault, carl, cleo, ada, press, mailoutbox):
    press(cleo)
    AccountLock.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    unanswered(vault, carl, press, minutes=1)
    AccountLock.objects.filter(customer=cleo).update(asked_at=timezone.now() - timedelta(hours=1))
    clock.write_about_locks()
    assert not mailoutbox


def test_a_mail_server_that_is_away_is_asked_again(vault, carl, ada, press, mailoutbox, settings):
    lock = unanswered(vault, carl, press, minutes=3)
    settings.EMAIL_BACKEND, working = "django.core.mail.backends.smtp.EmailBackend", settings.EMAIL_BACKEND
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    clock.write_about_locks()
    lock.refresh_from_db()
    assert lock.alerted_at is None
    settings.EMAIL_BACKEND = working
    clock.write_about_locks()
    assert len(mailoutbox) == 1


def test_nothing_is_offered_where_no_exchange_locks(vault, carl, press, settings):
    settings.EXCHANGE_LOCK_URL = ""
    assert press(carl).state == "unknown"
    assert not vault.calls
    assert Customer.objects.get(pk=carl.pk).locks.count() == 1
