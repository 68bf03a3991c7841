"""Teams whose work is given out: to the freest who may have it, never beyond their capacity, never twice."""

from datetime import timedelta

import pytest
import time_machine

from support.people.models import Agent, Team
from tests.conftest import _agent
from tests.tickets.office_hours import FRIDAY_NOON
from tests.together import at_once
from tickets import actions
from tickets import clock as house_clock
from tickets.models import Routing, Ticket


@pytest.fixture
def clock():
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield lambda **passed: travelling.shift(timedelta(**passed))


@pytest.fixture
def push(house):
    front = Team.objects.get(slug="front-line")
    return Routing.objects.create(team=front, mode="push", reserved_units=0, ticket_units=1)


@pytest.fixture
def eva(house):
    return _agent("eva@meridian.example", "Eva", "front-line", languages=["en"])


def hands():
    rows = Ticket.objects.exclude(assignee=None).order_by("pk").values_list("subject", "assignee__name")
    return dict(rows)


def test_what_waits_goes_to_the_freest_and_then_in_turns(ada, eva, carl, says, push, clock):
    Agent.objects.filter(user=ada).update(capacity=4)
    Agent.objects.filter(user=eva).update(capacity=8)
    for number in range(6):
        says(carl, f"{number}")
    assert house_clock.push_the_waiting() == 6
    assert list(hands().values()).count("Eva") == 4  # she has eight units, where Ada has four
    event = Ticket.objects.get(subject="0").events.last()
    assert (event.kind, event.detail["pushed"]) == ("claimed", True)
    assert house_clock.push_the_waiting() == 0


def test_of_two_who_are_as_free_who_waited_longer_for_work_gets_it(ada, eva, carl, says, push, clock):
    for user, name in ((eva, "eva's"), (ada, "ada's")):
        clock(minutes=1)
        actions.claim(says(carl, name), by=user)
    says(carl, "new")
    house_clock.push_the_waiting()
    assert hands()["new"] == "Eva"


def test_the_queues_order_holds_for_what_is_given_out(ada, carl, cleo, says, push, clock):
    Agent.objects.filter(user=ada).update(capacity=1)
    says(cleo, "question")
    says(carl, "the faster promise")
    clock(hours=10)
    house_clock.push_the_waiting()
    assert hands() == {"the faster promise": "Ada Desk"}


@pytest.mark.parametrize(
    "changed",
    [
        {"availability": "busy"},
        {"availability": "away"},
        {"vanished_at": FRIDAY_NOON},
        {"capacity": 0},
    ],
)
def test_who_takes_no_new_work_is_given_none(ada, carl, says, push, clock, changed):
    Agent.objects.filter(user=ada).update(**changed)
    says(carl)
    assert house_clock.push_the_waiting() == 0
    assert hands() == {}


def test_a_team_that_takes_its_work_itself_is_given_none(ada, carl, says, clock):
    says(carl)
    assert house_clock.push_the_waiting() == 0
    assert actions.claim_next(ada)


def test_s0_uses_what_is_kept_free_for_it(ada, carl, says, push, clock):
    Routing.objects.update(reserved_units=4)
    for team in Team.objects.exclude(pk=push.team_id):
        Routing.objects.create(team=team, mode="push", reserved_units=4)
    Agent.objects.filter(user=ada).update(capacity=4)
    says(carl, "question")
    assert house_clock.push_the_waiting() == 0
    says(carl, "money is leaving", topic="account-takeover")
    assert house_clock.push_the_waiting() == 1
    assert hands() == {"money is leaving": "Ada Desk"}


def test_what_somebody_gave_back_is_given_to_others_only(ada, eva, carl, says, push, clock):
    ticket = says(carl, "hot")
    actions.claim(ticket, by=ada)
    actions.release(ticket, by=ada)
    Agent.objects.filter(user=eva).update(availability="away")
    assert house_clock.push_the_waiting() == 0
    Agent.objects.filter(user=eva).update(availability="online")
    assert house_clock.push_the_waiting() == 1
    assert hands() == {"hot": "Eva"}
    actions.release(Ticket.objects.get(), by=eva)
    assert actions.claim_next(eva).subject == "hot"  # who asks for it may have it


def give_out_and_back(*, times):
    """Gives out the only ticket so often, each time given back at once; returns to whom."""
    given = []
    for _ in range(times):
        if house_clock.push_the_waiting():
            ticket = Ticket.objects.get()
            given.append(ticket.assignee)
            actions.release(ticket, by=ticket.assignee)
    return given


def test_what_was_given_back_by_all_is_given_to_none_of_them_for_half_an_hour(
    ada, eva, carl, says, push, clock
):
    says(carl, "hot")
    assert sorted(give_out_and_back(times=4), key=str) == [ada, eva]
    clock(minutes=29)
    assert give_out_and_back(times=1) == []
    clock(minutes=1)
    assert sorted(give_out_and_back(times=4), key=str) == [ada, eva]


def test_for_each_who_gave_it_back_the_half_hour_is_their_own(ada, eva, carl, says, push, clock):
    ticket = says(carl, "hot")
    for user in (ada, eva):
        actions.claim(ticket, by=user)
        actions.release(ticket, by=user)
        clock(minutes=20)
    assert give_out_and_back(times=2) == [ada]


def test_what_a_supervisor_gave_to_another_was_not_given_back(ada, eva, sam, carl, says, push, clock):
    Agent.objects.filter(user=sam).update(availability="away")
    ticket = says(carl, "hot")
    actions.claim(ticket, by=ada)
    actions.assign(ticket, by=sam, to=eva)
    actions.release(ticket, by=eva)
    assert give_out_and_back(times=2) == [ada]


@pytest.mark.django_db(transaction=True)
def test_three_workers_giving_out_at_once_give_everything_once(ada, eva, carl, says, push):
    Agent.objects.update(capacity=3)
    for number in range(9):
        says(carl, f"{number}")
    given = at_once(3, lambda _: house_clock.push_the_waiting())
    assert sum(given) <= 6
    house_clock.push_the_waiting()
    assert sorted(hands().values()) == ["Ada Desk"] * 3 + ["Eva"] * 3
    claimed = [
        ticket.events.filter(kind="claimed").count() for ticket in Ticket.objects.exclude(assignee=None)
    ]
    assert claimed == [1] * 6
