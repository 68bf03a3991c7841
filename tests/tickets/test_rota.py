"""Agents an hour needs: counted from what came, by the team's own clock, and silent where too few came."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from support.people.models import Agent, Team
from tests.tickets.office_hours import works
from tickets.admin.rota import _chats_at_once
from tickets.models import Routing
from tickets.rota import hours
from tickets.rota.demand import Came, Demand
from tickets.rota.hours import Ask

HOUR = 3600.0
ASK = Ask(share=0.9, here=2, at_once=3.0, patience=None)


def demand(*, tickets=None, chats=None, calendar=None):
    return Demand(
        ZoneInfo("UTC"), calendar, datetime(2026, 11, 1, tzinfo=UTC), tickets or {}, chats or {}, 0, False
    )


def came(many, *, work, target):
    return Came([work] * many, [target] * many)


def line(hour, *, ask=ASK, weekend=False, **found):
    return hours.lines(demand(**found), ask, weekend=weekend)[hour]


def test_an_hour_of_working_days_is_a_twentieth_of_what_came():
    """2000 in 20 days are 100 an hour; of 180 s each, seven agents answer 0.8336 within 60 s."""
    busy = {(False, 9): came(2000, work=180.0, target=60.0)}
    found = line(9, tickets=busy, ask=Ask(0.83, 2, 3.0, None))
    assert (found.tickets.per_hour, found.needed, found.short) == (100.0, 7, 5)
    assert line(9, tickets=busy, ask=Ask(0.84, 2, 3.0, None)).needed == 8
    assert line(10, tickets=busy).is_quiet


def test_weekends_are_counted_apart_and_by_eight_days():
    found = {(True, 9): came(80, work=60.0, target=HOUR)}
    assert line(9, tickets=found, weekend=True).tickets.per_hour == 10.0
    assert line(9, tickets=found).is_quiet


def test_a_longer_promise_needs_no_more_than_the_load():
    long, short = ({(False, 9): came(400, work=900.0, target=target)} for target in (24 * HOUR, 30.0))
    assert line(9, tickets=long).needed == 6  # 20 an hour, 5 erlangs: six, or the line grows for ever
    assert line(9, tickets=short).needed > 6


def test_of_fewer_than_twenty_nothing_is_said():
    found = line(9, tickets={(False, 9): came(19, work=60.0, target=HOUR)})
    assert (found.tickets.agents, found.needed, found.short, found.is_quiet) == (None, None, 0, False)
    assert line(9, tickets={(False, 9): came(20, work=60.0, target=HOUR)}).needed == 1


def test_what_is_known_of_one_kind_is_said_as_at_least():
    both = {"tickets": {(False, 9): came(40, work=60.0, target=HOUR)}}
    few = line(9, **both, chats={(False, 9): came(3, work=60.0, target=120.0)})
    assert (few.needed, few.is_at_least) == (1, True)
    none = line(9, **both)
    assert (none.needed, none.is_at_least) == (1, False)


def test_chats_fill_slots_and_people_leave():
    chats = {(False, 9): came(1200, work=600.0, target=60.0)}  # 60 an hour, ten erlangs of slots
    patient, leaving = (line(9, chats=chats, ask=Ask(0.9, 9, 3.0, it)).needed for it in (None, 90.0))
    assert patient == 5  # 13 to 15 slots, three an agent
    assert leaving <= patient
    assert line(9, chats=chats, ask=Ask(0.9, 9, 1.0, None)).needed >= 13


@pytest.mark.django_db
def test_closed_hours_ask_for_nobody(house):
    calendar = works("front-line", "Mo-Fr 08:30-17:00; Sa 10:00-12:00")
    opened = [line(hour, calendar=calendar).is_open for hour in range(24)]
    assert opened == [8 <= hour < 17 for hour in range(24)]
    assert [line(hour, calendar=calendar, weekend=True).is_open for hour in (9, 10, 11, 12)] == [
        *(False, True, True, False)
    ]


def test_an_agent_is_in_as_many_chats_as_fit_beside_what_is_kept_free(ada, sam):
    front = Team.objects.get(slug="front-line")
    assert _chats_at_once(front) == [3, 3]  # 16 units, four of them kept free, four a chat
    Routing.objects.create(team=front, chat_units=7, reserved_units=2)
    Agent.objects.filter(user=sam).update(capacity=8)
    assert _chats_at_once(front) == [2]
    Routing.objects.update(chat_units=0)
    assert _chats_at_once(Team.objects.get(slug="front-line")) == []
