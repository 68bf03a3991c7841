"""An agent says what a ticket is about: its place follows upwards only, what was waited stays waited."""

import pytest

from support.people.models import Skill
from tests.together import at_once
from tickets import actions
from tickets.models import Clock, Event, Ticket, Topic


def about(slug: str) -> Topic:
    return Topic.objects.get(slug=slug)


def last(ticket: Ticket, kind: str) -> Event:
    return ticket.events.filter(kind=kind).latest("seq")


def test_the_topic_changes_and_the_history_says_from_what_to_what(ada, carl, says):
    ticket = actions.refile(says(carl, topic="fees"), topic=about("limits"), by=ada)
    assert ticket.topic == about("limits")
    event = last(ticket, "refiled")
    assert (event.by, event.detail["before"], event.detail["after"]) == (ada, "fees", "limits")
    assert event.is_internal


def test_a_graver_topic_makes_the_ticket_graver_and_aims_its_clocks_anew(ada, carl, says, clock):
    ticket = says(carl, topic="fees")
    since, due = ticket.waiting_since, ticket.due_at
    clock(minutes=20)
    ticket = actions.refile(ticket, topic=about("account-takeover"), by=ada)
    assert (ticket.severity, ticket.waiting_since) == (0, since)
    assert ticket.due_at < due
    assert ticket.lane
    assert ticket.lane.urgent
    running = ticket.clocks.get(kind=Clock.Kind.FIRST)
    assert (running.severity, running.due_at, running.started_at) == (0, ticket.due_at, since)
    assert last(ticket, "reprioritised").detail["after"]["severity"] == 0


def test_a_less_grave_topic_never_makes_it_less_grave(ada, carl, says):
    ticket = says(carl, topic="account-takeover")
    due = ticket.due_at
    ticket = actions.refile(ticket, topic=about("feedback"), by=ada)
    assert (ticket.severity, ticket.due_at) == (0, due)
    assert not ticket.events.filter(kind="reprioritised").exists()


def test_less_grave_it_gets_by_a_step_of_its_own_with_a_reason(ada, carl, says):
    ticket = actions.refile(says(carl, topic="account-takeover"), topic=about("feedback"), by=ada)
    ticket = actions.reprioritise(ticket, severity=4, by=ada, why="praise, no theft")
    assert ticket.severity == 4


def test_handed_over_it_keeps_its_place_and_what_it_waited(ada, carl, says, clock):
    ticket = actions.claim(says(carl, topic="fees"), by=ada)
    since = ticket.waiting_since
    clock(hours=1)
    ticket = actions.refile(ticket, topic=about("deposit-missing"), by=ada, hand_over=True)
    assert (ticket.team.slug, ticket.assignee, ticket.waiting_since) == ("crypto-operations", None, since)
    assert ticket.lane
    assert ticket.lane.team == ticket.team
    assert last(ticket, "released").detail["name"] == ticket.team.name


def test_not_handed_over_it_stays_where_and_with_whom_it_is(ada, carl, says):
    ticket = actions.claim(says(carl, topic="fees"), by=ada)
    ticket = actions.refile(ticket, topic=about("deposit-missing"), by=ada)
    assert (ticket.team.slug, ticket.assignee) == (about("fees").team.slug, ada)


def test_what_waits_moves_to_the_lane_of_the_new_topics_skill(ada, carl, says):
    skill = Skill.objects.create(slug="chains", name="Chains")
    Topic.objects.filter(slug="limits").update(skill=skill)
    ticket = actions.refile(says(carl, topic="fees"), topic=about("limits"), by=ada)
    assert ticket.lane
    assert ticket.lane.skill == skill


def test_the_same_topic_again_is_no_event(ada, carl, says):
    ticket = actions.refile(says(carl, topic="fees"), topic=about("fees"), by=ada)
    assert not ticket.events.filter(kind="refiled").exists()


def test_a_closed_ticket_stays_as_it_is(ada, carl, says):
    ticket = actions.close(actions.resolve(says(carl, topic="fees"), by=ada))
    with pytest.raises(actions.ClosedForGood):
        actions.refile(ticket, topic=about("limits"), by=ada)
    ticket.refresh_from_db()
    assert ticket.topic == about("fees")


def test_an_old_page_does_not_overwrite_what_a_colleague_said_since(ada, sam, carl, says):
    ticket = says(carl, topic="fees")
    actions.refile(ticket, topic=about("limits"), by=sam)
    with pytest.raises(actions.RefiledByAnother) as refused:
        actions.refile(ticket, topic=about("staking"), by=ada, seen=about("fees").pk)
    assert refused.value.ticket.topic == about("limits")
    actions.refile(ticket, topic=about("limits"), by=ada, seen=about("fees").pk)  # they agree


def test_what_a_colleague_has_taken_since_is_not_handed_over_and_keeps_its_topic(ada, sam, carl, says):
    ticket = actions.claim(says(carl, topic="fees"), by=sam)
    with pytest.raises(actions.TakenByAnother):
        actions.refile(ticket, topic=about("deposit-missing"), by=ada, hand_over=True, seen_with=None)
    ticket.refresh_from_db()
    assert (ticket.topic, ticket.assignee) == (about("fees"), sam)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_correct_it_at_once_one_is_told(ada, sam, carl, says):
    ticket, was = says(carl, topic="fees"), about("fees").pk
    wanted = [(ada, about("limits")), (sam, about("staking"))]
    found = at_once(2, lambda n: actions.refile(ticket, by=wanted[n][0], topic=wanted[n][1], seen=was))
    assert sorted(type(one).__name__ for one in found) == ["RefiledByAnother", "Ticket"]
    assert ticket.events.filter(kind="refiled").count() == 1


def test_the_resolution_keeps_what_has_run(ada, carl, says, clock):
    ticket = says(carl, topic="fees")
    began = ticket.opened_at
    clock(hours=3)
    actions.refile(ticket, topic=about("account-locked"), by=ada)
    for row in ticket.clocks.filter(stopped_at=None):
        assert row.started_at == began
