"""One door for every question of how long: from the line where it can be reckoned, else from the week."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from support.people.models import Agent
from tickets import lines, queue, waits
from tickets.models import Ticket, Topic

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(time_machine, valkey):
    """It is noon, and nothing is kept from an earlier story."""
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def answered(gus, says, ada):
    """`answered(20)`: so many of the last hour, one after the other, each answered in two minutes."""

    def each(many, *, channel="chat", minutes=2.0):
        for number in range(many):
            at = NOW - timedelta(minutes=minutes * (number + 1))
            ticket = says(gus, channel=channel)
            rows = Ticket.objects.filter(pk=ticket.pk)
            rows.update(opened_at=at, first_replied_at=at + timedelta(minutes=minutes), waiting_since=None)
            rows.update(lane=None, assignee=ada)

    return each


def stands(ticket, since):
    """The ticket, in line since then."""
    Ticket.objects.filter(pk=ticket.pk).update(opened_at=since, waiting_since=since)
    return Ticket.objects.select_related("lane__calendar").get(pk=ticket.pk)


def test_nothing_is_said_of_four_and_something_of_five(answered):
    answered(4)
    assert waits.expected("chat", now=NOW) is None
    cache.clear()
    answered(1)
    said = waits.expected("chat", now=NOW)
    assert (said.ahead, said.people) == (0, 1)


def test_two_minutes_each_and_nobody_before_me(answered):
    answered(25)
    said = waits.expected("chat", now=NOW)
    assert [said.low, said.median, said.high] == [timedelta(minutes=n) for n in (0, 1, 5)]
    assert said.cases == 25  # of half an hour there are 15, of an hour 25 that are enough


def test_behind_ten_it_takes_longer(answered, says, cleo):
    answered(25)
    for number in range(10):
        stands(says(cleo, channel="chat"), NOW - timedelta(minutes=1, seconds=number))
    said = waits.expected("chat", now=NOW)
    assert said.ahead == 10
    assert said.median >= timedelta(minutes=15)
    assert said.high >= timedelta(minutes=30)


def test_nobody_at_work_and_nobody_can_say(answered, ada):
    answered(25)
    Agent.objects.update(availability="away")
    assert waits.expected("chat", now=NOW) is None


def test_who_is_busy_helps_with_tickets_and_not_in_chat(answered):
    answered(25)
    Agent.objects.update(availability="busy")
    assert waits.expected("chat", now=NOW) is None
    cache.clear()
    assert waits.expected("web", now=NOW)


def test_who_waits_hears_of_the_whole_wait(answered, says, cleo):
    answered(25)
    ticket = stands(says(cleo, channel="chat"), NOW - timedelta(minutes=7))
    said = waits.of(ticket, now=NOW)
    assert timedelta(minutes=5) <= said.low <= timedelta(minutes=7)
    assert said.high in {timedelta(minutes=10), timedelta(minutes=15)}  # a number people say, of the whole
    assert said.ahead == 0


def test_who_is_in_somebodys_hands_is_told_nothing_more(answered, says, cleo):
    answered(25)
    ticket = says(cleo, channel="chat")
    Ticket.objects.filter(pk=ticket.pk).update(lane=None)
    assert waits.of(Ticket.objects.get(pk=ticket.pk), now=NOW) is None


def test_money_at_risk_stands_before_everybody(answered, says, cleo):
    answered(25)
    for number in range(10):
        stands(says(cleo, channel="chat"), NOW - timedelta(minutes=1, seconds=number))
    urgent = waits.expected("chat", now=NOW, topic=Topic.objects.filter(severity=0).first())
    assert urgent is None or urgent.ahead == 0


def test_a_shorter_promise_overtakes_while_all_wait(says, carl, cleo):
    """As many letters as like stand there: a chat is soon before them, by its share of its target."""
    for number in range(5):
        stands(says(carl, channel="web"), NOW - timedelta(minutes=number + 1))
    line = lines.of(Ticket.objects.first().team_id, now=NOW)
    (letters,) = line.queued
    me = lines.Queued(False, letters.target / 100, None, (NOW,))
    assert line.ahead(me, NOW) == 5
    assert line.ahead(me, NOW + timedelta(minutes=30)) == 0
    assert line.ahead(lines.Queued(True, letters.target, None, (NOW,)), NOW) == 0


@pytest.mark.parametrize("later", [0, 5, 60, 24 * 60])
def test_the_line_counts_as_the_queue_does(says, carl, cleo, gus, later):
    """The same rule said twice, in SQL for the place and here for the forecast."""
    for number, who in enumerate((carl, cleo, gus, carl, cleo, gus)):
        channel = ("web", "chat")[number % 2]
        stands(says(who, channel=channel), NOW - timedelta(minutes=number * 13))
    at = NOW + timedelta(minutes=later)
    for ticket in Ticket.objects.select_related("lane__calendar"):
        line, lane = lines.of(ticket.team_id, now=NOW), ticket.lane
        hours = lane.calendar.opening if lane.calendar else None
        me = lines.Queued(lane.urgent, lane.target_seconds, hours, (ticket.waiting_since,))
        assert line.ahead(me, at) + 1 == queue.place_of(ticket, now=at)


def test_the_line_is_read_once_for_everybody_who_asks(answered, django_assert_num_queries):
    answered(25)
    first = waits.expected("chat", now=NOW)
    with django_assert_num_queries(1):  # which tier is the lowest
        assert waits.expected("chat", now=NOW + timedelta(seconds=9)) == first
    assert waits.FRESH <= 15
