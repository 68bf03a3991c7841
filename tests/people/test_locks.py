"""The press: one lock however often, told until the exchange answers, and never "locked" on a lie."""

import json
import socket
import threading
import time
import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from support.audit.models import Entry
from support.people import exchange_line, lock_answers, lock_tries, locks
from support.people.models import AccountLock
from tests.fakes.exchange import OTHER, SECRET, headers
from tests.fakes.loopback import Answer, answers, drops, takes_and_loses, takes_and_stalls, takes_but_says
from tests.together import at_once
from tickets import lock_words

From = AccountLock.AskedFrom


# Locked.


def test_a_press_locks_and_everything_is_written_down(vault, carl, press):
    lock = press(carl)
    assert (lock.state, lock.reference, lock.tries, lock.retry_at) == ("locked", "LCK-1", 1, None)
    assert timezone.now() - lock.said_at < timedelta(minutes=1)
    assert list(vault.locked.values()) == ["MX-CARL"]
    written = Entry.objects.filter(object_id=str(carl.pk)).order_by("at")
    assert [(entry.action, entry.by) for entry in written] == [
        ("lock.asked", carl.user),
        ("lock.locked", None),
    ]


def test_the_call_is_signed_and_names_the_lock(vault, carl, press):
    lock = press(carl)
    [call] = vault.calls
    assert (call.method, call.path) == ("POST", "/support/locks")
    assert call.headers["idempotency-key"] == str(lock.key) == call.json["key"]
    assert (call.json["type"], call.json["customer"]) == ("account.lock", "MX-CARL")
    assert call.headers["content-type"] == "application/json"


def test_pressed_again_it_is_the_same_lock_and_nobody_is_told_twice(vault, carl, press):
    assert press(carl) == press(carl)
    assert len(vault.calls) == 1


@pytest.mark.django_db(transaction=True)
def test_pressed_twenty_times_at_once_it_is_one_lock_told_once(vault, carl):
    ask = partial(locks.lock, carl, by=carl.user, asked_from=From.PAGE)
    found = at_once(20, lambda _: ask())
    assert {lock.pk for lock in found} == {AccountLock.objects.get().pk}
    assert len(vault.calls) == len(vault.locked) == 1
    assert AccountLock.objects.get().state == "locked"
    assert Entry.objects.filter(action="lock.asked").count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_try_a_lock_one_at_a_time(vault, carl):
    vault.faults = [drops]
    lock = locks.lock(carl, by=carl.user, asked_from=From.PAGE)
    AccountLock.objects.update(retry_at=timezone.now())
    at_once(8, lambda _: lock_tries.carry_out(lock.pk))
    assert len(vault.calls) == 2
    assert Entry.objects.filter(action="lock.locked").count() == 1


def test_who_has_no_account_at_the_exchange_locks_nothing(vault, xenia):
    with pytest.raises(locks.NotTheirs):
        locks.lock(xenia, by=None, asked_from=From.PAGE)
    assert not AccountLock.objects.exists()


def test_a_lock_that_is_undone_with_its_transaction_is_not_told(vault, carl, committed):
    with committed(), transaction.atomic():
        locks.lock(carl, by=carl.user, asked_from=From.PAGE)
        transaction.set_rollback(True)
    assert not vault.calls


def test_every_step_has_its_words():
    assert set(lock_words.STEPS) == set(lock_answers.STEPS)


# Refused.


def test_a_refusal_is_told_with_its_reason_and_another_press_asks_anew(vault, carl, press):
    vault.refuses["MX-CARL"] = "closed last year"
    lock = press(carl)
    assert (lock.state, lock.reason, lock.retry_at) == ("refused", "closed last year", None)
    vault.refuses.clear()
    again = press(carl)
    assert again != lock
    assert (again.state, again.key != lock.key) == ("locked", True)


def test_a_reason_is_kept_as_a_short_text_without_secrets(vault, carl, press):
    vault.refuses["MX-CARL"] = "no\0 card 4111 1111 1111 1111\u202e " + "x" * 500
    lock = press(carl)
    assert len(lock.reason) <= 200
    assert "4111" not in lock.reason
    assert "\0" not in lock.reason
    assert "\u202e" not in lock.reason


# Not known: absent, slow, and lying.

SILENT = {
    "it breaks off": drops,
    "it takes it and breaks off": takes_and_loses,
    "it takes it and is slow": takes_and_stalls,
    "500": answers(500),
    "503": answers(503, Retry_After="30"),
    "429": answers(429),
    "it takes it and says 500": takes_but_says(500),
}


@pytest.mark.parametrize("kind", SILENT)
def test_a_silent_exchange_leaves_it_unknown_and_is_told_again_with_the_same_key(
    vault, carl, press, tick, kind, settings
):
    vault.faults = [SILENT[kind]]
    patience = settings.EXCHANGE_TIMEOUT
    if SILENT[kind] is takes_and_stalls:
        settings.EXCHANGE_TIMEOUT = 0.3
    lock = press(carl)
    settings.EXCHANGE_TIMEOUT = patience
    assert lock.state == "unknown"
    assert lock.retry_at > timezone.now()
    assert tick(lock).state == "locked"
    assert len({call.headers["idempotency-key"] for call in vault.calls}) == 1
    assert len({call.headers["webhook-id"] for call in vault.calls}) == 2
    assert len(vault.locked) == 1


def test_nobody_there_at_all(vault, carl, press, settings):
    settings.EXCHANGE_LOCK_URL = "http://127.0.0.1:1/locks"
    assert press(carl).state == "unknown"


def raw(body, status=200, **named):
    return lambda call, go: Answer(
        status, body, {name.replace("_", "-"): text for name, text in named.items()}
    )


def says(**changed):
    """It signs something else than what it did."""
    more = {key: changed.pop(key) for key in ("secret", "name", "status") if key in changed}

    def fault(call, go):
        told = {"customer": "MX-CARL", "key": call.json["key"], "state": "locked", "reference": "LCK-9"}
        told |= {"at": timezone.now().isoformat()} | changed
        return fault.server.says(told, call, **more)

    return fault


def signed_as(kind):
    """A good answer under another content type."""

    def fault(call, go):
        answer = go()
        return Answer(200, answer.body, answer.headers | {"Content-Type": kind})

    return fault


def old(call, go):
    told = {"customer": "MX-CARL", "key": call.json["key"], "state": "locked", "at": "2026-01-01T00:00:00Z"}
    body = json.dumps(told).encode()
    return Answer(200, body, headers(SECRET, call.headers["webhook-id"], body, at=time.time() - 301))


LIES = {
    "somebody else's account": says(customer="MX-EVE"),
    "an account of another kind": says(customer=["MX-CARL"]),
    "another lock": says(key=str(uuid.uuid4())),
    "no lock": says(key=None),
    "somebody else's secret": says(secret=OTHER),
    "another question": says(name="lock_other"),
    "unlocked instead": says(state="unlocked"),
    "accepted, not done": says(state="accepted"),
    "nothing of a state": says(state=None),
    "no time": says(at=None),
    "a time without a zone": says(at="2026-11-22T10:00:00"),
    "a time that is no time": says(at="2026-99-99T10:00:00Z"),
    "a time to come": says(at="2999-01-01T00:00:00Z"),
    "an old answer": old,
    "signed, and 202": says(status=202),
    "signed, and 201": says(status=201),
    "unsigned": raw({"state": "locked", "customer": "MX-CARL"}),
    "html": raw(b"<html>locked</html>", Content_Type="text/html"),
    "good, but as text": signed_as("text/html"),
    "garbage": raw(b"\xff\x00{"),
    "nested to do harm": raw(b"[" * 10_000),
    "a list": raw(b"[1]"),
    "huge": raw(b"x" * (exchange_line.MAX_BODY + 1)),
    "nothing": raw(b"", 204),
    "a redirect": raw({}, 302, Location="http://127.0.0.1:1/locked"),
    "not found": answers(404),
    "forbidden": answers(403),
    "conflict": answers(409),
}


@pytest.mark.parametrize("kind", LIES)
def test_a_lie_is_never_a_lock(vault, carl, press, tick, kind):
    LIES[kind].server = vault
    vault.faults = [LIES[kind]] * 2
    lock = press(carl)
    assert (lock.state, lock.said_at, lock.reference) == ("unknown", None, "")
    assert tick(lock).state == "unknown"
    assert not Entry.objects.filter(action="lock.locked").exists()
    assert tick(lock).state == "locked"  # and is told until the truth comes


def test_headers_in_drips_hold_nobody_up(vault, carl, press, settings):
    """Each byte resets the client's patience; the page has a deadline of its own."""
    listening, done = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def drip():
        line, _ = listening.accept()
        with line:
            line.sendall(b"HTTP/1.1 200 OK\r\n")
            while not done.wait(0.1):
                line.sendall(b"X: y\r\n")

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    settings.EXCHANGE_LOCK_URL = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    settings.EXCHANGE_TIMEOUT = 0.5  # which the drips never let run out
    assert press(carl).state == "unknown"
    assert not done.is_set()
    done.set()
    thread.join(5)
    listening.close()
