"""Words of machines on a ticket: the customer's and an agent's, each once and where it belongs."""

import pytest

from tests.support.api import is_problem, machine
from tickets import actions
from tickets.models import Event, Ticket


@pytest.fixture
def caller(ada):
    """A machine that may do everything and answers as Ada."""
    return machine(acts_as=ada)


def test_the_customer_s_words_are_added_once(caller, carl, says, ada):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Which one?", key="r1")
    path = f"tickets/{ticket.reference}/messages/"
    first, again = (caller.post(path, {"body": "Bitcoin"}, once="words-0001") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    ticket.refresh_from_db()
    assert ticket.waiting_since
    assert ticket.messages.filter(kind="customer").count() == 2
    is_problem(caller.post(path, {"body": "Ether"}, once="words-0001"), 409)


def test_one_key_on_two_tickets_is_two_messages_each_where_it_belongs(caller, carl, cleo, says):
    mine, other = says(carl), says(cleo)
    for ticket in (mine, other):
        answer = caller.post(f"tickets/{ticket.reference}/messages/", {"body": "Bitcoin"}, once="words-0001")
        assert answer.status_code == 201
        assert ticket.messages.filter(body="Bitcoin").count() == 1


def test_words_for_a_closed_ticket_open_a_new_one(caller, carl, says, ada):
    ticket = says(carl)
    actions.resolve(ticket, by=ada)
    actions.close(ticket)
    path = f"tickets/{ticket.reference}/messages/"
    first, again = (caller.post(path, {"body": "Again!"}, once="words-0001") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert Ticket.objects.count() == 2
    assert not ticket.messages.filter(body="Again!").exists()


def test_an_answer_leaves_as_the_agent_s_once(caller, carl, says, ada):
    ticket = says(carl)
    path = f"tickets/{ticket.reference}/replies/"
    first, again = (caller.post(path, {"body": "We are looking"}, once="reply-0001") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    said = ticket.messages.get(kind="reply")
    assert (said.author, said.delivery) == (ada, "pending")
    assert ticket.events.filter(kind=Event.Kind.REPLIED, by=ada).count() == 1
    is_problem(caller.post(path, {"body": "Something else"}, once="reply-0001"), 409)


def test_one_reply_key_on_two_tickets_is_two_replies(caller, carl, cleo, says):
    for ticket in (says(carl), says(cleo)):
        answer = caller.post(f"tickets/{ticket.reference}/replies/", {"body": "Soon"}, once="reply-0001")
        assert answer.status_code == 201
        assert ticket.messages.get(kind="reply").body == "Soon"


def test_an_answer_to_words_that_were_not_read_is_not_sent(caller, carl, says, ada, sam):
    ticket = says(carl)
    actions.note(ticket, by=sam, body="among us", key="n")
    says(carl, "It has arrived", ticket=ticket)
    path = f"tickets/{ticket.reference}/replies/"
    answer = caller.post(path, {"body": "Which one?", "after": 2}, once="reply-0001")
    is_problem(answer, 409)
    assert [(one["seq"], one["body"]) for one in answer.json()["newer"]] == [(4, "It has arrived")]
    assert "among us" not in answer.content.decode()
    assert not ticket.messages.filter(kind="reply").exists()
    for _ in range(2):  # read, and sent twice: heard once
        answer = caller.post(path, {"body": "Good", "after": 4}, once="reply-0001")
        assert answer.status_code in {200, 201}
        says(carl, "Thank you", ticket=ticket)
    assert ticket.messages.filter(kind="reply").count() == 1
    is_problem(caller.post(path, {"body": "Good", "after": "x"}, once="reply-0002"), 400)


def test_nobody_answers_on_a_closed_ticket(caller, carl, says, ada):
    ticket = says(carl)
    actions.resolve(ticket, by=ada)
    actions.close(ticket)
    is_problem(caller.post(f"tickets/{ticket.reference}/replies/", {"body": "Hello?"}), 409)
    assert not ticket.messages.filter(kind="reply").exists()


def test_a_key_answers_only_where_its_agent_may(carl, says, ben):
    ticket = says(carl)
    is_problem(machine(acts_as=ben).post(f"tickets/{ticket.reference}/replies/", {"body": "Mine"}), 404)


def test_a_key_of_nobody_or_of_a_customer_cannot_answer(carl, says, cleo):
    ticket = says(carl)
    for nobody in (None, carl.user, cleo.user):
        is_problem(
            machine(acts_as=nobody).post(f"tickets/{ticket.reference}/replies/", {"body": "Mine"}), 403
        )
    assert not ticket.messages.filter(kind="reply").exists()


def test_a_key_whose_agent_has_left_cannot_answer(caller, carl, says, ada):
    ticket = says(carl)
    ada.is_active = False
    ada.save()
    is_problem(caller.post(f"tickets/{ticket.reference}/replies/", {"body": "Mine"}), 403)
