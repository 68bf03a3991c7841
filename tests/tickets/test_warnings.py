"""Agents are told at half, three quarters and nine tenths of a promise and at its end: once each, in time."""

from datetime import timedelta

import pytest
import time_machine

from tests.tickets.office_hours import FRIDAY_NOON, works
from tests.together import at_once
from tickets import actions
from tickets import clock as house_clock
from tickets.desk import words
from tickets.models import Clock, Event


@pytest.fixture
def clock():
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield lambda **passed: travelling.shift(timedelta(**passed))


def told(ticket):
    rows = ticket.events.filter(kind__in=[Event.Kind.WARNED, Event.Kind.BREACHED])
    return [(event.kind, event.detail["level"]) for event in rows]


def test_every_level_is_told_once_at_the_look_that_follows_it(carl, says, clock):
    ticket = says(carl)  # 24 h
    clock(hours=11, minutes=59)
    assert house_clock.warn_of_deadlines() == 0
    for hours, minutes, level in [(0, 1, 50), (6, 0, 75), (3, 36, 90), (2, 24, 100)]:
        clock(hours=hours, minutes=minutes)
        assert house_clock.warn_of_deadlines() == 1
        assert house_clock.warn_of_deadlines() == 0
        assert told(ticket)[-1][1] == level
    assert told(ticket)[-1] == ("breached", 100)
    clock(days=9)
    assert house_clock.warn_of_deadlines() == 0


def test_after_an_hour_without_the_clock_what_was_missed_is_told_in_order_and_once(carl, says, clock):
    ticket = says(carl)
    clock(hours=23)
    house_clock.warn_of_deadlines()
    assert told(ticket) == [("warned", 50), ("warned", 75), ("warned", 90)]


def test_a_clock_set_back_by_ten_minutes_tells_nothing_twice(carl, says, clock):
    ticket = says(carl)
    clock(hours=12, minutes=1)
    house_clock.warn_of_deadlines()
    clock(minutes=-10)
    assert house_clock.warn_of_deadlines() == 0
    clock(minutes=20)
    assert house_clock.warn_of_deadlines() == 0
    assert told(ticket) == [("warned", 50)]


def test_a_clock_set_on_by_ten_minutes_tells_what_it_skipped(carl, says, clock):
    ticket = says(carl, topic="account-takeover")  # 15 min
    clock(minutes=10)
    house_clock.warn_of_deadlines()
    assert told(ticket) == [("warned", 50)]
    clock(minutes=10)
    house_clock.warn_of_deadlines()
    assert told(ticket)[-1] == ("breached", 100)


def test_who_was_answered_in_time_is_not_warned_about(ada, carl, says, clock):
    ticket = says(carl)
    clock(hours=11)
    actions.reply(ticket, by=ada, body="Here", key="r1")
    clock(days=3)
    assert house_clock.warn_of_deadlines() == 0
    assert told(ticket) == []


def test_nobody_is_warned_while_the_team_is_away(carl, says, clock):
    works("front-line")
    ticket = says(carl)  # five hours are left today
    clock(days=2)
    assert house_clock.warn_of_deadlines() == 0
    clock(days=1)  # Monday, 13:00 in Berlin: 5 + 4 hours of 24
    assert house_clock.warn_of_deadlines() == 0
    clock(hours=3)
    assert house_clock.warn_of_deadlines() == 1
    assert told(ticket) == [("warned", 50)]


def test_a_shorter_promise_tells_at_once_what_it_has_passed(ada, carl, says, clock):
    ticket = says(carl)
    clock(hours=3)
    actions.reprioritise(ticket, severity=1, by=ada)  # 2 h: broken already
    house_clock.warn_of_deadlines()
    assert told(ticket)[-1] == ("breached", 100)


def test_the_desk_says_which_promise_and_how_much_of_it(carl, says, clock):
    ticket = says(carl)
    clock(hours=30)
    house_clock.warn_of_deadlines()
    said = [words.happened(event) for event in ticket.events.filter(kind__in=["warned", "breached"])]
    assert said == [
        "first reply: 50 % of the time used",
        "first reply: 75 % of the time used",
        "first reply: 90 % of the time used",
        "first reply: promise broken",
    ]


def test_of_many_promises_that_of_money_leaving_now_is_told_first(carl, cleo, says, clock):
    usual = [says(carl), says(cleo)]
    clock(days=3)
    grave = says(carl, topic="account-takeover")
    clock(minutes=8)
    house_clock.warn_of_deadlines()
    order = Event.objects.filter(kind__in=[Event.Kind.WARNED, Event.Kind.BREACHED]).order_by("pk")
    tickets = list(dict.fromkeys(order.values_list("ticket", flat=True)))
    assert tickets == [grave.pk, *[ticket.pk for ticket in usual]]


def test_one_look_tells_all_there_is_time_for(carl, says, clock, monkeypatch):
    tickets = [says(carl) for _ in range(5)]
    clock(hours=12)
    monkeypatch.setattr(house_clock, "AT_ONCE", 2)
    assert house_clock.warn_of_deadlines() == len(tickets)
    assert house_clock.warn_of_deadlines() == 0


def test_customers_are_never_told(carl, says, clock):
    from tickets import frames

    ticket = says(carl)
    clock(hours=30)
    house_clock.warn_of_deadlines()
    assert all(
        frames.for_customer(event) is None for event in ticket.events.filter(kind__in=["warned", "breached"])
    )


@pytest.mark.django_db(transaction=True)
def test_five_clocks_at_once_tell_once(carl, says):
    ticket = says(carl)
    Clock.objects.update(tell_at=FRIDAY_NOON, started_at=FRIDAY_NOON - timedelta(days=400))
    at_once(5, lambda _number: house_clock.warn_of_deadlines())
    assert [level for _, level in told(ticket)] == [50, 75, 90, 100]
