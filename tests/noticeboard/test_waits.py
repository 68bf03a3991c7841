"""Waits on the board: what was really measured, at this hour, in the last seven days, or nothing at all."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from support.people.models import Tier
from tickets import waits
from tickets.models import Ticket

NOON = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def forget():
    """A measurement is kept for a minute; each story measures anew."""
    cache.clear()


@pytest.fixture
def waited(carl, says):
    """`waited(60, 120)`: tickets whose first answers took so many seconds, opened at noon yesterday."""

    def open_and_answer(*seconds, who=carl, channel="web", at=NOON - timedelta(days=1)):
        for wait in seconds:
            ticket = says(who, channel=channel)
            answered = None if wait is None else at + timedelta(seconds=wait)
            Ticket.objects.filter(pk=ticket.pk).update(opened_at=at, first_replied_at=answered)

    return open_and_answer


def minutes(*numbers):
    return [timedelta(minutes=number) for number in numbers]


def test_the_middle_and_the_nine_of_ten_are_exact(waited):
    waited(*(60 * minute for minute in range(1, 22)))  # 1 … 21 minutes
    wait = waits.measured("web", now=NOON)
    assert wait.cases == 21
    assert [wait.low, wait.median, wait.high] == minutes(3, 11, 19)


def test_between_two_cases_it_lies_between_them(waited):
    waited(*([60] * 10 + [180] * 10))
    wait = waits.measured("web", now=NOON)
    assert [wait.low, wait.median, wait.high] == minutes(1, 2, 3)


def test_nineteen_cases_say_nothing_and_the_twentieth_does(waited):
    waited(*[60] * 19)
    assert waits.measured("web", now=NOON) is None
    waited(60)
    assert waits.measured("web", now=NOON).cases == 20


def test_another_hour_of_the_day_does_not_count(waited):
    waited(*[60] * 20, at=NOON - timedelta(days=1, hours=1))
    assert waits.measured("web", now=NOON) is None
    assert waits.measured("web", now=NOON - timedelta(hours=1)).cases == 20


def test_the_hour_is_whole_from_its_first_to_its_last_minute(waited):
    waited(*[60] * 10, at=datetime(2026, 11, 19, 12, 0, tzinfo=UTC))
    waited(*[60] * 10, at=datetime(2026, 11, 19, 12, 59, 59, tzinfo=UTC))
    waited(*[60] * 10, at=datetime(2026, 11, 19, 13, 0, tzinfo=UTC))
    assert waits.measured("web", now=NOON).cases == 20


def test_what_is_older_than_seven_days_does_not_count(waited):
    waited(*[60] * 20, at=NOON - timedelta(days=7, minutes=5))
    assert waits.measured("web", now=NOON) is None
    waited(*[60] * 20, at=NOON - timedelta(days=6))
    assert waits.measured("web", now=NOON).cases == 20


def test_who_still_waits_is_not_counted(waited):
    waited(*[60] * 20)
    waited(*[None] * 5)
    assert waits.measured("web", now=NOON).cases == 20


def test_each_door_is_measured_by_itself_or_two_together(waited):
    waited(*[60] * 12, channel="x")
    waited(*[180] * 12, channel="facebook")
    assert waits.measured("x", now=NOON) is None
    assert waits.measured("x", "facebook", now=NOON).cases == 24


def test_each_tier_is_measured_by_itself(waited, carl, cleo):
    waited(*[60] * 20, who=carl)
    waited(*[600] * 20, who=cleo)
    assert waits.measured("web", now=NOON, tier=carl.tier).median == timedelta(minutes=1)
    assert waits.measured("web", now=NOON, tier=cleo.tier).median == timedelta(minutes=10)
    assert waits.measured("web", now=NOON, tier=Tier.objects.get(slug="plus")) is None
    assert waits.measured("web", now=NOON).cases == 40


# The page.


def page(client, time_machine, **more):
    time_machine.move_to(NOON, tick=False)
    return client.get(reverse("noticeboard:status"), **more).content.decode()


def test_without_cases_the_page_says_that_there_is_no_estimate(house, client, time_machine):
    shown = page(client, time_machine)
    assert shown.count("no estimate yet") == 4 + 4 * 4  # each door, and each door for each tier
    assert "about" not in shown.partition('id="tiers"')[2].partition("</table>")[0]


def test_the_page_says_what_was_measured_and_of_how_many_cases(waited, client, time_machine):
    waited(*(60 * minute for minute in range(1, 22)))
    shown = page(client, time_machine)
    assert "21 cases" in shown
    assert "about 11 min, 9 of 10 under 19 min" in " ".join(shown.split())
    assert shown.count("no estimate yet") == 3 + 4 * 4 - 1


def test_nineteen_cases_are_no_estimate_on_the_page_either(waited, client, time_machine):
    waited(*[60] * 19)
    assert page(client, time_machine).count("no estimate yet") == 20
