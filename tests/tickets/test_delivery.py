"""A reply leaves once: refusals are told, interruptions are tried again, doubts are asked about first."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tickets import actions, channels, clock, delivery
from tickets.models import Message

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class Door(channels.Channel):
    """A door in the tests' own street: it does what it is told and remembers what went through."""

    name = "door"
    sent: list[str] = []
    next: Exception | None = None
    arrived: str | None = None

    def deliver(self, message: Message) -> str:
        if Door.next:
            trouble, Door.next = Door.next, None
            raise trouble
        Door.sent.append(message.body)
        return f"remote-{len(Door.sent)}"

    def find(self, message: Message) -> str | None:
        return Door.arrived


@pytest.fixture
def reply(ada, carl, says, settings):
    """A reply that waits to go out by the door."""
    Door.sent, Door.next, Door.arrived = [], None, None
    settings.TICKET_CHANNELS = settings.TICKET_CHANNELS | {"door": "tests.tickets.test_delivery.Door"}
    channels.named.cache_clear()
    with time_machine.travel(NOON, tick=False):
        return actions.reply(says(carl, channel="door"), by=ada, body="Found it", key="r-1")


def attempt(message: Message, *, after: timedelta = timedelta()) -> Message:
    with time_machine.travel(NOON + after, tick=False):
        delivery.attempt(message.pk)
    message.refresh_from_db()
    return message


def test_a_reply_is_sent_once_however_often_it_is_tried(reply):
    attempt(reply)
    attempt(reply)
    assert Door.sent == ["Found it"]
    assert (reply.delivery, reply.remote_id, reply.delivered_at) == ("sent", "remote-1", NOON)


def test_a_refusal_for_good_is_shown_and_not_tried_again(reply):
    Door.next = channels.NotDelivered("blocked by the customer", permanent=True)
    attempt(reply)
    attempt(reply, after=timedelta(hours=1))
    assert (reply.delivery, reply.failure, Door.sent) == ("failed", "blocked by the customer", [])


def test_a_refusal_for_now_waits_as_long_as_it_was_told(reply):
    Door.next = channels.NotDelivered("slow down", permanent=False, after=timedelta(minutes=5))
    attempt(reply)
    attempt(reply, after=timedelta(minutes=4))
    assert Door.sent == []
    with time_machine.travel(NOON + timedelta(minutes=5), tick=False):
        assert clock.deliver_the_stranded() == 1
    assert Door.sent == ["Found it"]


def test_a_doubt_is_asked_about_before_anything_is_sent_again(reply):
    Door.next = channels.MaybeDelivered("the line broke after we sent")
    attempt(reply)
    assert reply.delivery == "unknown"
    Door.arrived = "remote-9"
    attempt(reply, after=timedelta(minutes=5))
    assert (reply.delivery, reply.remote_id, Door.sent) == ("sent", "remote-9", [])


def test_a_doubt_that_did_not_arrive_is_sent_again(reply):
    Door.next = channels.MaybeDelivered("the line broke")
    attempt(reply)
    attempt(reply, after=timedelta(minutes=5))
    assert Door.sent == ["Found it"]


def test_a_send_whose_worker_died_is_a_doubt(reply):
    Message.objects.filter(pk=reply.pk).update(delivery="sending", attempted_at=NOON)
    attempt(reply, after=timedelta(minutes=1))
    assert Door.sent == []  # somebody may still be at it
    Door.arrived = "remote-3"
    with time_machine.travel(NOON + timedelta(minutes=3), tick=False):
        assert clock.deliver_the_stranded() == 1
    reply.refresh_from_db()
    assert (reply.delivery, reply.remote_id, Door.sent) == ("sent", "remote-3", [])


def test_after_too_many_tries_we_say_so(reply):
    Message.objects.filter(pk=reply.pk).update(attempts=delivery.MOST_ATTEMPTS)
    Door.next = channels.NotDelivered("still down", permanent=False)
    assert attempt(reply).delivery == "failed"


def test_a_note_is_never_delivered(ada, reply):
    note = actions.note(reply.ticket, by=ada, body="between us", key="n-1")
    delivery.attempt(note.pk)
    assert Door.sent == []
