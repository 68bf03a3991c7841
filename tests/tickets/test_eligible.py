"""Who may be given what: skills that expire and widen, seniors' tiers, the agent who knows the story."""

from datetime import date, timedelta

import pytest
import time_machine

from support.people.models import Agent, AgentSkill, Skill, Team, Tier
from tests.conftest import _agent
from tests.tickets.office_hours import FRIDAY_NOON
from tickets import actions, queue
from tickets import clock as house_clock
from tickets.actions import mending, pace
from tickets.models import Routing, Ticket, Topic
from tickets.viewing.counting import column, counted


@pytest.fixture
def clock():
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield lambda **passed: travelling.shift(timedelta(**passed))


@pytest.fixture
def futures(house):
    """Fee questions need somebody who knows futures."""
    skill = Skill.objects.create(name="Futures", slug="futures")
    Topic.objects.filter(slug="fees").update(skill=skill)
    return skill


def knows(user, skill, until=None):
    AgentSkill.objects.create(agent=user.agent, skill=skill, expires_on=until)


def given(user, **later):
    now = FRIDAY_NOON + timedelta(**later)
    found = [ticket.subject for ticket in queue.next_for(user, now=now)]
    assert counted({"next": column([queue.waiting_for(user, now=now)])})["next"] == len(found)
    return found


def test_a_topic_that_needs_a_skill_goes_to_who_has_it(ada, carl, says, clock, futures):
    pia = _agent("pia@meridian.example", "Pia", "front-line", languages=["en"])
    knows(pia, futures)
    says(carl, "funding", topic="fees")
    assert given(ada) == []
    assert given(pia) == ["funding"]
    assert actions.claim_next(ada) is None
    assert actions.claim_next(pia).subject == "funding"


def test_a_skill_is_good_to_its_last_day(ada, carl, says, clock, futures):
    Routing.objects.create(team=Team.objects.get(slug="front-line"), widen_minutes=0)
    knows(ada, futures, until=date(2026, 11, 21))
    says(carl, "funding", topic="fees")
    assert given(ada) == ["funding"]
    assert given(ada, days=1) == ["funding"]
    assert given(ada, days=2) == []


def test_after_a_while_the_rest_of_the_team_is_asked_too(ada, ben, carl, says, clock, futures):
    Routing.objects.create(team=Team.objects.get(slug="front-line"), widen_minutes=20)
    knows(_agent("pia@meridian.example", "Pia", "front-line", languages=["en"]), futures)
    says(carl, "funding", topic="fees")
    assert given(ada, minutes=19) == []
    assert given(ada, minutes=20) == ["funding"]
    assert given(ben, minutes=20) == []
    clock(minutes=20)
    says(carl, "fresh", topic="fees")
    assert given(ada, minutes=20) == ["funding"]
    assert actions.claim_next(ada).subject == "funding"
    assert actions.claim_next(ada) is None


def test_where_widening_is_off_it_waits_for_the_skill_even_when_nobody_there_has_it(
    ada, carl, sam, says, clock, futures
):
    pia = _agent("pia@meridian.example", "Pia", "front-line", languages=["en"])
    knows(pia, futures)
    says(carl, "funding", topic="fees")
    assert given(ada, minutes=29) == []
    assert given(ada, minutes=30) == ["funding"]  # where nobody set anything
    Agent.objects.filter(user=pia).update(availability="offline")
    assert given(ada) == ["funding"]
    Routing.objects.create(team=Team.objects.get(slug="front-line"), widen_minutes=0)
    assert given(ada, days=9) == []
    assert given(sam, days=9) == ["funding"]  # a supervisor sees it wait


def test_nobody_waits_for_a_senior_who_has_left(ada, carl, says, clock):
    Tier.objects.filter(slug="verified").update(senior_only=True)
    carl.refresh_from_db()
    pia = _agent("pia@meridian.example", "Pia", "front-line", languages=["en"])
    Agent.objects.filter(user=pia).update(senior=True)
    ticket = says(carl, "for seniors")
    with pytest.raises(actions.SeniorsOnly):
        actions.claim(ticket, by=ada)
    type(pia).objects.filter(pk=pia.pk).update(is_active=False)
    assert given(ada) == ["for seniors"]
    assert actions.claim(ticket, by=ada).assignee == ada


def test_a_seniors_tier_reaches_seniors_and_everybody_where_there_is_none(ada, carl, says, clock):
    Tier.objects.filter(slug="verified").update(senior_only=True)
    carl.refresh_from_db()
    says(carl, "for seniors")
    assert given(ada) == ["for seniors"]  # nobody on the team is senior
    pia = _agent("pia@meridian.example", "Pia", "front-line", languages=["en"])
    Agent.objects.filter(user=pia).update(senior=True)
    assert given(ada) == []
    assert given(ada, days=30) == []
    assert given(pia) == ["for seniors"]


def test_who_answered_within_the_day_takes_it_up_again(ada, carl, says, clock):
    ticket = says(carl)
    actions.claim_next(ada)
    actions.reply(ticket, by=ada, body="Done", key="r1")
    actions.resolve(ticket, by=ada)
    clock(hours=23)
    says(carl, "Not there", ticket=ticket)
    ticket = Ticket.objects.get(pk=ticket.pk)
    assert (ticket.assignee, ticket.lane) == (ada, None)


@pytest.mark.parametrize(
    ("hours", "changed"),
    [(25, {}), (1, {"availability": "away"}), (1, {"vanished_at": FRIDAY_NOON})],
)
def test_later_or_when_they_are_not_there_it_waits_for_anybody(ada, carl, says, clock, hours, changed):
    ticket = says(carl)
    actions.claim_next(ada)
    actions.reply(ticket, by=ada, body="Done", key="r1")
    actions.resolve(ticket, by=ada)
    Agent.objects.filter(user=ada).update(**changed)
    clock(hours=hours)
    says(carl, "Not there", ticket=ticket)
    ticket = Ticket.objects.get(pk=ticket.pk)
    assert ticket.assignee is None
    assert ticket.lane


def test_what_waits_follows_a_topic_or_tier_that_asks_for_others_now(ada, carl, says, clock, futures):
    ticket, other = says(carl, "funding", topic="fees"), says(carl, "deposit", topic="deposit-missing")
    Topic.objects.update(skill=None)
    assert house_clock.mend_the_lanes() == 1
    assert given(ada) == ["funding"]
    Tier.objects.filter(slug="verified").update(senior_only=True)
    assert house_clock.mend_the_lanes() == 2
    assert house_clock.mend_the_lanes() == 0
    assert all(Ticket.objects.get(pk=one.pk).lane.senior for one in (ticket, other))


def test_more_than_one_look_takes_in_move_in_one_go(carl, says, futures, monkeypatch):
    tickets = [says(carl, topic="fees") for _ in range(5)]
    Topic.objects.update(skill=None)
    monkeypatch.setattr(mending, "AT_ONCE", 2)
    assert house_clock.mend_the_lanes() == len(tickets)
    assert {Ticket.objects.get(pk=one.pk).lane.skill for one in tickets} == {None}


def test_what_one_go_has_no_time_for_the_next_one_moves(carl, says, futures, monkeypatch, carry_out):
    tickets = [says(carl, topic="fees") for _ in range(5)]
    Topic.objects.update(skill=None)
    monkeypatch.setattr(pace, "BLINK", 0)
    assert actions.mend_lanes(within=0) == 1
    assert carry_out() == ["default:mend_the_lanes"]
    assert {Ticket.objects.get(pk=one.pk).lane.skill for one in tickets} == {None}
