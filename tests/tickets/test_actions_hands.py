"""Whose hands a ticket is in: taken, given, put back; never by two, never lost."""

import pytest
import time_machine

from support import realtime
from support.people.models import Team
from tests.tickets.office_hours import FRIDAY_NOON
from tickets import actions, outbox
from tickets.models import Ticket


@pytest.fixture
def noon():
    """It is noon and stays so."""
    with time_machine.travel(FRIDAY_NOON, tick=False):
        yield FRIDAY_NOON


def test_taking_by_hand_is_out_of_turn_and_says_so(ada, carl, says, noon):
    ticket = actions.claim(says(carl), by=ada)
    assert (ticket.assignee, ticket.lane) == (ada, None)
    detail = ticket.events.last().detail
    assert (detail["by_hand"], detail["used"], detail["target"]) == (True, 0.0, ticket.target_seconds)


def test_who_picks_leaves_in_writing_which_ticket_was_theirs_in_turn(ada, carl, cleo, says):
    says(cleo)
    first, second = says(cleo, topic="account-takeover"), says(carl)
    picked = actions.claim(second, by=ada).events.last().detail
    assert picked["instead"] == {"reference": first.reference, "used": 0.0}
    assert "instead" not in actions.claim(first, by=ada).events.last().detail


def test_what_a_colleague_has_cannot_be_taken(ada, sam, carl, says):
    ticket = actions.claim(says(carl), by=ada)
    with pytest.raises(actions.TakenByAnother) as taken:
        actions.claim(ticket, by=sam)
    assert taken.value.ticket.assignee == ada
    ticket.refresh_from_db()
    assert ticket.assignee == ada


def test_taking_twice_is_taking_once(ada, carl, says):
    ticket = actions.claim(says(carl), by=ada)
    actions.claim(ticket, by=ada)
    assert ticket.events.filter(kind="claimed").count() == 1


def test_a_taken_ticket_still_runs_against_its_promise(ada, carl, says):
    ticket = says(carl)
    due = ticket.due_at
    assert actions.claim(ticket, by=ada).due_at == due


def test_the_next_one_carries_its_promise_too(ada, carl, says):
    due = says(carl).due_at
    ticket = actions.claim_next(ada)
    assert (ticket.assignee, ticket.due_at) == (ada, due)
    assert ticket.events.last().kind == "claimed"
    assert "used" in ticket.events.last().detail


def test_giving_it_to_a_colleague_is_written_down(ada, sam, carl, says):
    ticket = actions.assign(actions.claim(says(carl), by=ada), to=sam, by=ada)
    event = ticket.events.last()
    assert (ticket.assignee, event.kind, event.by) == (sam, "assigned", ada)
    assert (event.detail["to"], event.detail["from_agent"]) == (sam.pk, ada.pk)


def test_giving_it_where_it_is_changes_nothing(ada, carl, says):
    ticket = actions.claim(says(carl), by=ada)
    actions.assign(ticket, to=ada, by=ada)
    assert ticket.events.last().kind == "claimed"


def test_another_teams_queue_gets_it_with_its_age(ada, carl, says):
    ticket = says(carl)
    since, payments = ticket.waiting_since, Team.objects.get(slug="payments")
    ticket = actions.assign(actions.claim(ticket, by=ada), team=payments, by=ada)
    assert (ticket.assignee, ticket.team, ticket.waiting_since) == (None, payments, since)
    assert ticket.lane.team == payments
    assert ticket not in Ticket.objects.visible_to(ada)


def test_a_ticket_the_customer_must_answer_waits_in_no_queue_when_given_away(ada, carl, says):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Which network?", key="k")
    ticket = actions.assign(ticket, team=Team.objects.get(slug="payments"), by=ada)
    assert ticket.lane is None


def test_both_teams_and_both_agents_hear_of_a_move(ada, ben, carl, says):
    ticket = actions.claim(says(carl), by=ada)
    front, payments = ticket.team, Team.objects.get(slug="payments")
    actions.assign(ticket, to=ben, team=payments, by=ada)
    desks = outbox._desks(ticket.events.select_related("ticket").last())
    teams = {realtime.desk_group(team) for team in (front.pk, payments.pk, "all")}
    assert desks == teams | {realtime.agent_group(ada.pk), realtime.agent_group(ben.pk)}


def test_teams_that_have_nothing_to_do_with_it_hear_nothing(ada, carl, says):
    ticket = actions.claim(says(carl), by=ada)
    assert realtime.desk_group(Team.objects.get(slug="payments").pk) not in outbox._desks(
        ticket.events.last()
    )
