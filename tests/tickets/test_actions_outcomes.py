"""How a ticket ends and comes back: solved is a belief, closed is for good."""

import pytest

from tickets import actions
from tickets.models import Ticket


@pytest.fixture
def solved(ada, carl, says) -> Ticket:
    return actions.resolve(actions.claim(says(carl), by=ada), by=ada)


def test_a_solved_ticket_waits_for_nobody(solved):
    assert (solved.status, solved.waiting_since, solved.due_at, solved.lane) == ("resolved", None, None, None)


def test_solving_twice_is_solving_once(ada, solved):
    actions.resolve(solved, by=ada)
    assert solved.events.filter(kind="resolved").count() == 1


def test_an_agent_takes_it_up_again_and_the_wait_starts_now(ada, solved):
    before = solved.resolved_at
    ticket = actions.reopen(solved, by=ada)
    assert ticket.resolved_at is None
    assert ticket.waiting_since > before
    assert ticket.assignee == ada


def test_what_is_open_cannot_be_opened_again(ada, carl, says):
    ticket = says(carl)
    since = ticket.waiting_since
    assert actions.reopen(ticket, by=ada).waiting_since == since
    assert not ticket.events.filter(kind="reopened").exists()


def test_the_customers_word_opens_it_again_for_everybody(carl, says, solved):
    says(carl, "Not solved at all", ticket=solved)
    solved.refresh_from_db()
    assert (solved.status, solved.assignee) == ("waiting", None)
    assert solved.lane is not None
    assert list(solved.events.values_list("kind", flat=True))[-2:] == ["reopened", "received"]


def test_closed_is_for_good_and_the_next_word_opens_a_new_one_about_the_same(ada, carl, says, solved):
    closed = actions.close(solved)
    after = says(carl, "One more thing", ticket=closed)
    closed.refresh_from_db()
    assert after.pk != closed.pk
    assert (after.subject, after.status) == (closed.subject, "waiting")
    assert (closed.resolved_at is not None, closed.closed_at is not None) == (True, True)


def test_a_closed_ticket_is_not_taken_up_again(ada, solved):
    closed = actions.close(solved)
    assert actions.reopen(closed, by=ada).resolved_at is not None


def test_what_is_not_solved_is_not_closed(carl, says):
    assert actions.close(says(carl)).closed_at is None
