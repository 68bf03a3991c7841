"""The way back: asked for, told to the owner, and lifted only after the pause; a thief gains nothing."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.utils import timezone

from support.audit.models import Entry
from support.people import clock, lock_links, locks
from support.people.models import AccountLock
from tests.fakes.loopback import answers, drops, takes_and_loses
from tests.together import at_once

HOURS = timedelta(hours=1)


@pytest.fixture
def locked(vault, carl, press):
    """Carl's account, locked."""
    return press(carl)


@pytest.fixture
def asked(locked, carl, mailoutbox):
    """The same, with the lifting asked for and the owner warned."""
    locks.ask_undo(locked, by=carl.user)
    clock.write_about_locks()
    locked.refresh_from_db()
    return locked


@pytest.fixture
def later(tick, settings):
    """`later(lock, 25 * HOURS)`: the clock comes by then; what was signed must be signed then."""

    def gone_by(lock, length):
        with time_machine.travel(timezone.now() + length, tick=True):
            return tick(lock, now=False)

    return gone_by


def token(letter):
    """The token of the link in a letter."""
    [link] = [word for word in letter.body.split() if word.startswith("http")]
    return link.rstrip("/").rpartition("/")[2]


def test_the_owner_is_warned_at_once_with_a_way_to_stop_it(asked, carl, mailoutbox):
    [letter] = mailoutbox
    assert letter.to == [carl.email]
    assert letter.subject == "Somebody wants your account unlocked. Was it you?"
    assert "It is lifted in 24 h." in letter.body
    assert lock_links.lock_to_stay(token(letter)) == asked
    assert asked.undo_due_at - asked.undo_told_at == 24 * HOURS


def test_the_security_team_is_told_as_well(locked, carl, ada, ben, mailoutbox):
    locks.ask_undo(locked, by=carl.user)
    clock.write_about_locks()
    assert [letter.to for letter in mailoutbox] == [[carl.email], [ada.email]]
    assert mailoutbox[1].subject == "Account …RL is to be unlocked"


def test_nothing_is_lifted_before_the_pause_is_over(vault, asked, later):
    assert later(asked, 23.9 * HOURS).undone_at is None
    assert len(vault.calls) == 1
    assert vault.locked


def test_then_the_beat_has_it_lifted_once(vault, asked, later):
    lock = later(asked, 24.1 * HOURS)
    assert lock.undone_at
    assert not vault.locked
    [_, call] = vault.calls
    assert (call.json["type"], call.json["key"]) == ("account.unlock", str(lock.key))
    assert call.headers["idempotency-key"] == f"{lock.key}-unlock"
    later(lock, 25 * HOURS)
    assert len(vault.calls) == 2
    assert Entry.objects.filter(action="lock.lifted").count() == 1


def test_the_pause_is_the_operator_s(vault, locked, carl, later, settings, mailoutbox):
    settings.EXCHANGE_UNLOCK_AFTER_HOURS = 0.5
    locks.ask_undo(locked, by=carl.user)
    clock.write_about_locks()
    assert "It is lifted in 30 min." in mailoutbox[0].body
    assert later(locked, 0.6 * HOURS).undone_at


def test_asked_again_it_neither_hurries_nor_writes_again(asked, carl, mailoutbox):
    assert not locks.ask_undo(asked, by=carl.user)
    clock.write_about_locks()
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_asked_twenty_times_at_once_it_is_asked_once(vault, carl):
    lock = locks.lock(carl, by=carl.user, asked_from=AccountLock.AskedFrom.PAGE)
    found = at_once(20, lambda _: partial(locks.ask_undo, lock, by=carl.user)())
    assert sorted(found) == [False] * 19 + [True]


def test_without_its_letter_no_pause_begins_and_nothing_is_lifted(vault, locked, carl, later, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    locks.ask_undo(locked, by=carl.user)
    clock.write_about_locks()
    locked.refresh_from_db()
    assert (locked.undo_told_at, locked.undo_due_at) == (None, None)
    assert later(locked, 100 * HOURS).undone_at is None
    assert vault.locked


def test_the_letter_goes_to_the_address_the_account_had_when_it_was_locked(locked, carl, mailoutbox):
    carl.email = "thief@elsewhere.example"
    carl.save()
    locks.ask_undo(locked, by=carl.user)
    clock.write_about_locks()
    assert mailoutbox[0].to == ["carl@customer.example"]


def test_whom_no_letter_reaches_nobody_lifts(vault, carl, press):
    carl.email = ""
    carl.save()
    lock = press(carl)
    with pytest.raises(locks.NotTheirs):
        locks.ask_undo(lock, by=carl.user)


# Stopped.


def test_stopped_nothing_is_lifted_and_the_link_is_used_up(vault, asked, later, mailoutbox):
    used = token(mailoutbox[0])
    assert locks.stop_undo(lock_links.lock_to_stay(used), by=None) == asked
    assert lock_links.lock_to_stay(used) is None
    assert later(asked, 100 * HOURS).undone_at is None
    assert vault.locked
    assert len(vault.calls) == 1


def test_a_press_on_lock_stops_it_too(asked, carl, press, later):
    assert press(carl) == asked
    assert later(asked, 100 * HOURS).undone_at is None


def test_a_used_link_does_not_stop_the_next_lifting(asked, carl, mailoutbox):
    used = token(mailoutbox[0])
    locks.stop_undo(asked, by=None)
    locks.ask_undo(asked, by=carl.user)
    clock.write_about_locks()
    assert lock_links.lock_to_stay(used) is None
    assert lock_links.lock_to_stay(token(mailoutbox[-1])) == asked


def test_a_letter_that_was_slow_begins_no_pause_for_a_later_question(locked, carl):
    locks.ask_undo(locked, by=carl.user)
    locked.refresh_from_db()
    first = locked.undo_asked_at
    locks.stop_undo(locked, by=None)
    locks.ask_undo(locked, by=carl.user)
    assert not locks.begin_pause(locked, asked_at=first)


@pytest.mark.parametrize("forged", ["", "x", "x:y", ":::", "{key}:1.0", "{key}:1.0:AAAA"])
def test_a_forged_link_stops_nothing(asked, forged):
    assert lock_links.lock_to_stay(forged.format(key=asked.key)) is None


def test_stopped_while_the_exchange_was_being_told_it_is_locked_anew(vault, asked, later, press, tick, carl):
    """It may have been lifted unseen: only a lock with another key is sure to hold."""
    vault.faults = [takes_and_loses]
    lock = later(asked, 24.1 * HOURS)
    assert (lock.undone_at, vault.locked) == (None, {})
    anew = tick(press(carl))
    assert (anew.state, anew.key != lock.key) == ("locked", True)
    assert vault.locked == {str(anew.key): "MX-CARL"}
    lock.refresh_from_db()
    assert lock.undone_at


# Unknown.


def test_a_silent_exchange_is_told_to_lift_until_it_answers(vault, asked, later):
    vault.faults = [drops, takes_and_loses]
    assert later(asked, 24.1 * HOURS).undone_at is None
    assert later(asked, 24.2 * HOURS).undone_at is None
    assert later(asked, 24.3 * HOURS).undone_at
    assert len({call.headers["idempotency-key"] for call in vault.calls[1:]}) == 1


def test_a_lie_is_no_lifting(vault, asked, later):
    vault.faults = [
        lambda call, go: vault.says({"customer": "MX-CARL", "key": call.json["key"], "state": "locked"}, call)
    ]
    assert later(asked, 24.1 * HOURS).undone_at is None


def test_an_exchange_that_refuses_keeps_it_locked(vault, asked, later):
    vault.refuses["MX-CARL"] = "our own people look into it"
    lock = later(asked, 24.1 * HOURS)
    assert (lock.state, lock.undo_asked_at, lock.reason) == ("locked", None, "our own people look into it")
    assert lock.retry_at is None


def test_a_lock_nobody_ever_answered_is_lifted_as_well(vault, carl, press, later, mailoutbox):
    vault.faults = [answers(500)]
    lock = press(carl)
    locks.ask_undo(lock, by=carl.user)
    clock.write_about_locks()
    lock = later(lock, 25 * HOURS)
    assert lock.undone_at
    assert [call.json["type"] for call in vault.calls] == ["account.lock", "account.unlock"]


def test_after_it_was_lifted_another_press_locks_anew(vault, asked, later, press, carl):
    later(asked, 24.1 * HOURS)
    assert press(carl) != asked
    assert list(vault.locked.values()) == ["MX-CARL"]
