"""After the commit the outbox tells; what it could not tell, the clock tells later."""

from datetime import UTC, datetime, timedelta

import redis
import time_machine
from django.conf import settings

from support import realtime
from tickets import actions, clock, outbox
from tickets.models import Event

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_nothing_leaves_before_the_commit(carl, says, valkey):
    says(carl)
    assert set(Event.objects.values_list("announced_at", flat=True)) == {None}
    assert not valkey.keys("*default*")


def test_after_the_commit_events_are_announced_and_tasks_queued(carl, says, committed, carry_out):
    with committed():
        says(carl, topic="deposit-missing")
    assert not Event.objects.filter(announced_at=None).exists()
    assert carry_out() == ["default:acknowledge", "default:notify"]


def test_severity_tier_and_chat_choose_the_worker(carl, cleo, says, committed, carry_out):
    with committed():
        says(carl, topic="account-locked")
        says(cleo, topic="fees")
        says(cleo, channel="chat")
    assert {name for name in carry_out() if name.endswith("notify")} == {"urgent:notify", "bulk:notify"}


def test_a_crash_between_commit_and_announcement_is_healed_by_the_clock(carl, says, committed, carry_out):
    with time_machine.travel(NOON, tick=False):
        ticket = says(carl)  # committed, and then the process died: no callback ran
        assert clock.announce_the_forgotten() == 0  # too young: it may be under way
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        assert clock.announce_the_forgotten() == 2
        assert clock.announce_the_forgotten() == 0
    assert not ticket.events.filter(announced_at=None).exists()
    assert len(carry_out()) == 2


def test_when_valkey_is_away_the_row_remembers(carl, says, settings):
    event = says(carl).events.first()
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": ["redis://127.0.0.1:9/0"]},
        }
    }
    assert outbox.announce(event.pk) is False
    event.refresh_from_db()
    assert event.announced_at is None


def test_an_internal_note_never_reaches_the_customers_group(ada, carl, says, committed):
    ticket = says(carl)
    heard = redis_frames(realtime.ticket_customer_group(ticket.pk))
    with committed():
        actions.note(ticket, by=ada, body="looks like fraud", key="n")
        actions.reply(ticket, by=ada, body="We are looking", key="r")
    frames = heard()
    assert any(b"We are looking" in frame for frame in frames)
    assert not any(b"fraud" in frame for frame in frames)


def redis_frames(group: str):
    """Listen as a screen would, straight at the messenger; call the result for what was said."""
    listener = redis.Redis.from_url(settings.REDIS_URL).pubsub()
    prefix = settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"]
    listener.subscribe(f"{prefix}__group__{group}")
    listener.get_message(timeout=2)

    def frames() -> list[bytes]:
        found = []
        while message := listener.get_message(timeout=0.2):
            found.append(message["data"])
        listener.close()
        return found

    return frames
