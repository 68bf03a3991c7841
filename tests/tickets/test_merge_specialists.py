"""A case that is with specialists stays with them when it is merged, and goes alone when it is undone."""

from datetime import timedelta

import pytest

from support import realtime
from support.people.models import Agent, Team
from tests.tickets.office_hours import FRIDAY_NOON
from tickets import actions, outbox, queue
from tickets.actions import joining
from tickets.models import Specialists, Ticket

HOUR = timedelta(hours=1)


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


@pytest.fixture
def case(sam, carl, says, clock):
    """`case("payments")`: a ticket of Carl's that specialists have; without a team, a plain one."""

    def make(slug=""):
        ticket = says(carl)
        clock(hours=1)
        if not slug:
            return ticket
        team = Team.objects.get(slug=slug)
        Specialists.objects.get(team=team).requirements.all().delete()
        said = {"reason": "Look", "complexity": "investigation"}
        return actions.escalate(ticket, to=team, by=sam, **said)

    return make


def place(ticket):
    one = fresh(ticket)
    to = one.escalated_to.slug if one.escalated_to else ""
    return one.team.slug, to, one.complexity


def test_merged_into_a_plain_one_the_specialists_keep_the_case(ada, ben, sam, case):
    escalated, plain = case("payments"), case()
    actions.claim(plain, by=ada)
    before = [joining.as_it_is(fresh(one)) for one in (escalated, plain)]
    into = actions.merge(escalated, into=plain, by=sam)
    assert place(into) == ("payments", "payments", "investigation")
    assert realtime.agent_group(ada.pk) in outbox._desks(into.events.last())
    assert (fresh(into).assignee, fresh(into).waiting_since) == (None, FRIDAY_NOON)
    assert queue.next_for(ben, now=FRIDAY_NOON + 2 * HOUR) == [into]
    actions.unmerge(escalated, by=sam)
    assert [joining.as_it_is(fresh(one)) for one in (escalated, plain)] == before
    assert fresh(plain).assignee == ada


def test_in_the_hands_of_a_specialist_it_stays_there(ben, sam, case):
    escalated, plain = case("payments"), case()
    actions.claim(escalated, by=ben)
    into = fresh(actions.merge(escalated, into=plain, by=sam))
    assert (into.assignee, into.lane) == (ben, None)
    actions.unmerge(escalated, by=sam)
    assert (fresh(plain).assignee, place(plain)[0]) == (None, "front-line")


def test_a_plain_one_merged_into_a_case_changes_nothing_of_its_place(ada, sam, case):
    plain, escalated = case(), case("payments")
    actions.claim(plain, by=ada)
    into = actions.merge(plain, into=escalated, by=sam)
    assert place(into) == ("payments", "payments", "investigation")
    assert fresh(into).assignee is None
    actions.unmerge(plain, by=sam)
    assert place(escalated) == ("payments", "payments", "investigation")
    assert place(plain)[:2] == ("front-line", "")


def test_of_two_cases_the_specialists_of_the_survivor_keep_it(sam, case):
    one, other = case("security"), case("payments")
    assert place(actions.merge(one, into=other, by=sam))[:2] == ("payments", "payments")
    actions.unmerge(one, by=sam)
    assert (place(one)[0], place(other)[0]) == ("security", "payments")


def test_when_the_first_case_goes_the_specialists_of_the_second_have_it(sam, case):
    one, other, plain = case("security"), case("payments"), case()
    for ticket in (one, other):
        actions.merge(ticket, into=plain, by=sam)
    assert place(plain)[0] == "security"
    actions.unmerge(one, by=sam)
    assert place(plain)[:2] == ("payments", "payments")
    actions.unmerge(other, by=sam)
    assert place(plain) == ("front-line", "", "simple")


def test_a_case_that_left_its_specialists_gives_none(sam, case):
    was, plain = case("payments"), case()
    actions.assign(was, by=sam, team=Team.objects.get(slug="front-line"))
    assert place(actions.merge(was, into=plain, by=sam))[:2] == ("front-line", "")


def test_who_serves_both_teams_keeps_it_in_hand(ada, sam, case):
    escalated, plain = case("security"), case()
    actions.claim(plain, by=ada)
    assert Agent.objects.filter(user=ada, teams__slug="security").exists()
    assert fresh(actions.merge(escalated, into=plain, by=sam)).assignee == ada
