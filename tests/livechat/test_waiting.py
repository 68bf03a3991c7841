"""What a window says about the wait: measured numbers or none, and whether anybody is there."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache

from livechat import access, actions, waiting
from livechat.models import Visit
from support.people.models import Agent
from tickets import actions as desk
from tickets.models import Ticket

FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # 13:00 in Berlin
SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def office_hours(settings, valkey):
    """Chat is open on weekdays from 8 to 22, Berlin time."""
    settings.OPENING_HOURS = settings.OPENING_HOURS | {"chat": "Mo-Fr 08:00-22:00"}
    settings.OPENING_ZONE = "Europe/Berlin"


def visitor(says: str = "", at: datetime = FRIDAY, **more: str) -> Visit:
    """A visit that has said something."""
    with time_machine.travel(at, tick=False):
        visit = actions.begin(None, language="en")
        if says:
            actions.say(visit, body=says, key="line-0001", **more)
    return access.known(str(visit.pk))


def state(visit: Visit, at: datetime = FRIDAY) -> dict:
    """The state as a window would hear it now."""
    with time_machine.travel(at, tick=False):
        return waiting.state_of(access.known(str(visit.pk)), now=at)


def test_open_while_the_hours_last_and_somebody_takes_work(office_hours, ada):
    said = state(visitor())
    assert (said["mode"], said["open"], said["until"]) == ("hello", True, "2026-11-20T21:00:00+00:00")


def test_closed_outside_the_hours_and_it_says_when_it_opens(office_hours, ada):
    said = state(visitor(), at=SUNDAY)
    assert (said["mode"], said["open"], said["opens"]) == ("closed", False, "2026-11-23T07:00:00+00:00")


@pytest.mark.parametrize("availability", ["busy", "away", "offline"])
def test_closed_when_nobody_takes_work(office_hours, ada, availability):
    Agent.objects.update(availability=availability)
    said = state(visitor())
    assert (said["mode"], said["open"], said["opens"]) == ("closed", False, None)


def test_who_waits_keeps_their_place_when_chat_closes(office_hours, ada):
    visit = visitor("Hello")
    Agent.objects.update(availability="offline")
    said = state(visit)
    assert (said["mode"], said["open"], said["place"]) == ("waiting", False, 1)


def test_the_place_goes_down_as_others_are_taken(office_hours, ada):
    first, second, third = (visitor("Hello", FRIDAY + timedelta(seconds=n)) for n in range(3))
    assert [state(v, FRIDAY + timedelta(minutes=3))["place"] for v in (first, second, third)] == [1, 2, 3]
    with time_machine.travel(FRIDAY + timedelta(minutes=3), tick=False):
        desk.claim_next(ada)
    after = [state(v, FRIDAY + timedelta(minutes=3)) for v in (first, second, third)]
    assert [one["place"] for one in after] == [None, 1, 2]
    assert (after[0]["mode"], after[0]["by"], after[0]["initials"]) == ("talking", "Ada", "AD")
    assert after[2]["waited_words"] == "2 min"


def test_money_at_risk_goes_first(office_hours, ada):
    calm, urgent = visitor("Hello"), visitor("They are in my account", topic="account-takeover")
    later = FRIDAY + timedelta(minutes=1)
    assert (state(urgent, later)["place"], state(calm, later)["place"]) == (1, 1)  # each in its team's line
    assert urgent.ticket.severity == 0


def test_no_estimate_before_twenty_were_measured(office_hours, ada, says, gus):
    for number in range(20):
        with time_machine.travel(FRIDAY - timedelta(days=1, minutes=-number), tick=False):
            ticket = says(gus, channel="chat")
        with time_machine.travel(FRIDAY - timedelta(days=1, minutes=-number - 6), tick=False):
            desk.reply(ticket, by=ada, body="Hello", key=f"r{number}")
        if number == 18:
            assert state(visitor())["wait"] is None
    said = state(visitor(), FRIDAY + timedelta(minutes=2))  # another minute, another measurement
    assert said["wait"] is None  # kept for a minute: Valkey's clock is the real one
    cache.clear()
    wait = state(visitor())["wait"]
    assert (wait["low"], wait["mid"], wait["high"]) == (360, 360, 360)
    assert (wait["about"], wait["within"]) == ("about 6 min", "6 min")


def test_without_valkey_the_wait_is_measured_each_time(office_hours, ada, settings):
    visit = visitor()
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:9/0",
        }
    }
    assert state(visit)["wait"] is None


def test_words_are_in_the_visitors_language(office_hours, ada):
    visit = visitor("Hallo")
    actions.turn_to(visit, language="de")
    assert Visit.objects.get().language == "de"
    assert Ticket.objects.get().language == "en"  # what was said stays said in its language
