"""What is answered after a visitor has left goes on by mail: not at once, and several in one letter."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from livechat import access, actions
from tickets import actions as desk
from tickets import clock, delivery
from tickets.models import Message

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def left(house, valkey, settings):
    """A stranger who said where to, and left at noon."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(NOON, tick=False):
        visit = actions.begin(None, language="en")
        actions.say(visit, body="Where is it?", key="line-0001")
        actions.leave_address(visit, email="gus@guest.example")
        actions.go(visit)
    return access.known(str(visit.pk))


def reply(visit, by, body, minute):
    with time_machine.travel(NOON + timedelta(minutes=minute), tick=False):
        message = desk.reply(visit.ticket, by=by, body=body, key=f"{body}-{minute}")
        delivery.attempt(message.pk)
    return message


def minutes(first, last):
    """The clock looks each minute."""
    for minute in range(first, last + 1):
        with time_machine.travel(NOON + timedelta(minutes=minute), tick=False):
            clock.deliver_the_stranded()


def states():
    kept = Message.objects.filter(kind="reply").order_by("seq")
    return list(kept.values_list("delivery", flat=True))


def test_three_answers_are_one_letter_ten_minutes_after_the_first(left, ada):
    for minute, body in enumerate(["First", "Second", "Third"]):
        reply(left, ada, body, minute + 1)
    minutes(1, 10)
    assert mail.outbox == []
    minutes(11, 14)
    (letter,) = mail.outbox
    assert [word for word in ("First", "Second", "Third") if word in letter.body] == [
        "First",
        "Second",
        "Third",
    ]
    assert states() == ["sent"] * 3
    assert letter.reply_to[0].startswith("reply+")


def test_between_two_letters_lie_fifteen_minutes(left, ada):
    reply(left, ada, "First", 1)
    minutes(1, 12)
    assert len(mail.outbox) == 1  # at 11
    reply(left, ada, "Second", 13)
    minutes(14, 25)
    assert len(mail.outbox) == 1
    minutes(26, 28)
    assert len(mail.outbox) == 2
    assert "First" not in mail.outbox[1].body


def test_twelve_answers_are_ten_and_two(left, ada):
    for number in range(12):
        reply(left, ada, f"Answer-{number:02}", 1)
    minutes(2, 12)
    assert mail.outbox[0].body.count("Answer-") == 10
    minutes(13, 30)
    assert [letter.body.count("Answer-") for letter in mail.outbox] == [10, 2]
    assert states() == ["sent"] * 12


def test_who_comes_back_in_time_gets_no_letter(left, ada):
    message = reply(left, ada, "First", 1)
    with time_machine.travel(NOON + timedelta(minutes=5), tick=False):
        actions.be_here(left)
        actions.see(left, seq=message.seq)
    minutes(6, 40)
    assert mail.outbox == []
    assert states() == ["sent"]
