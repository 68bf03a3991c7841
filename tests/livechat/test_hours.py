"""Hours by language and region, the most specific first; who is there must speak the visitor's language."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from livechat import access, actions, hours, waiting
from livechat.models import Hours, Visit
from support.people.models import Agent, Fallback
from tickets.models import Calendar


@pytest.fixture
def calendars(house, settings, valkey):
    """The house is open from 9 to 17 UTC; `calendars("de", "", "Mo-Fr …", "Europe/Berlin")` adds a row."""
    settings.OPENING_HOURS = settings.OPENING_HOURS | {"chat": "Mo-Su 09:00-17:00"}
    settings.OPENING_ZONE = "UTC"

    def add(language, region, text, zone):
        calendar = Calendar.objects.create(name=f"{language}/{region}", hours=text, zone=zone)
        Hours.objects.create(language=language, region=region, calendar=calendar)

    return add


def state(at, *, language="en", zone="UTC"):
    with time_machine.travel(at, tick=False):
        visit = actions.begin(None, language=language)
        actions.turn_to(visit, language=language, zone=zone)
        return waiting.state_of(access.known(str(visit.pk)), now=at)


def wall(language, zone):
    """The opening on a Monday, as it is written."""
    return hours.opening(language, zone).spans[0][0][0].hour


def test_the_most_specific_calendar_counts(calendars):
    assert wall("de", "Europe/Berlin") == 9
    calendars("", "", "Mo-Su 01:00-17:00", "UTC")
    calendars("de", "", "Mo-Su 02:00-17:00", "UTC")
    calendars("", "Europe", "Mo-Su 03:00-17:00", "UTC")
    calendars("de", "Europe", "Mo-Su 04:00-17:00", "UTC")
    calendars("de", "Europe/Berlin", "Mo-Su 05:00-17:00", "UTC")
    said = [("de", "Europe/Berlin"), ("de", "Europe/Vienna"), ("fr", "Europe/Paris"), ("de", "Asia/Tokyo")]
    assert [wall(*who) for who in said] == [5, 4, 3, 2]
    assert wall("fr", "Asia/Tokyo") == 1


MARCH = datetime(2026, 3, 27, tzinfo=UTC)  # a Friday; clocks in Berlin change on Sunday, 29 March


@pytest.mark.parametrize(("minutes", "is_open"), [(-1, True), (0, False), (1, False)])
@pytest.mark.parametrize(("day", "closes"), [(MARCH, 16), (MARCH + timedelta(days=3), 15)])
def test_a_minute_before_and_after_closing_before_and_after_the_clocks_change(
    calendars, ada, day, closes, minutes, is_open
):
    """17:00 in Berlin is 16:00 UTC on Friday and 15:00 UTC on Monday."""
    calendars("de", "", "Mo-Fr 09:00-17:00", "Europe/Berlin")
    said = state(day + timedelta(hours=closes, minutes=minutes), language="de")
    assert said["open"] is is_open
    assert bool(said["opens"]) is not is_open


def test_the_next_opening_lies_beyond_the_change_of_clocks(calendars, ada):
    calendars("de", "", "Mo-Fr 09:00-17:00", "Europe/Berlin")
    said = state(MARCH + timedelta(hours=16, minutes=1), language="de")
    assert said["opens"] == "2026-03-30T07:00:00+00:00"  # 9:00 in Berlin, in summer
    october = datetime(2026, 10, 23, 15, 1, tzinfo=UTC)
    assert state(october, language="de")["opens"] == "2026-10-26T08:00:00+00:00"  # and in winter


def test_open_is_only_where_somebody_speaks_the_language_or_one_in_its_place(calendars, ada):
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    Fallback.objects.all().delete()
    assert [state(noon, language=one)["open"] for one in ("en", "de", "fr")] == [True, True, False]
    Fallback.objects.create(language="fr", then=["it", "en"])
    assert state(noon, language="fr")["open"] is True
    Agent.objects.update(availability="busy")
    assert state(noon, language="en")["open"] is False


def test_the_zone_is_that_of_the_browser_as_soon_as_it_says_so(play, stranger, house):
    def zone():
        return Visit.objects.values_list("zone", flat=True).get()

    async def story():
        async with stranger.window() as window:
            await window.state()

    play(story)
    assert zone() == ""
    stranger.client.cookies["zone"] = "Asia/Kolkata"
    play(story)
    assert zone() == "Asia/Kolkata"
    stranger.client.cookies["zone"] = "America/Lima"
    stranger.client.get("/chat/after/0/")
    assert zone() == "America/Lima"
    stranger.client.cookies["zone"] = "Mars/Olympus_Mons"
    stranger.client.get("/chat/")
    assert zone() == "America/Lima"
