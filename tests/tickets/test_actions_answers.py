"""What agents say: a reply leaves once and hands the word to the customer; a note stays."""

import pytest
from django.db import transaction

from support.people.models import User
from tickets import actions, frames
from tickets.models import Event, Message


def test_a_reply_hands_the_word_to_the_customer_and_takes_the_ticket(ada, carl, says):
    ticket = says(carl)
    message = actions.reply(ticket, by=ada, body="Found it", key="k")
    ticket.refresh_from_db()
    assert (message.kind, message.delivery, message.author) == ("reply", "pending", ada)
    assert (ticket.assignee, ticket.waiting_since, ticket.due_at, ticket.lane) == (ada, None, None, None)
    assert ticket.claimed_at is not None
    assert ticket.status == "with_customer"


def test_a_reply_to_a_colleagues_ticket_leaves_it_in_their_hands(ada, sam, carl, says):
    ticket = actions.claim(says(carl), by=ada)
    actions.reply(ticket, by=sam, body="From above", key="k")
    ticket.refresh_from_db()
    assert ticket.assignee == ada


def test_the_first_reply_freezes_what_was_promised(ada, carl, says):
    ticket = says(carl)
    promised = ticket.target_seconds
    actions.reply(ticket, by=ada, body="First", key="1")
    actions.reprioritise(ticket, severity=0, by=ada, why="worse than we thought")
    ticket.refresh_from_db()
    first = ticket.first_replied_at
    actions.reply(ticket, by=ada, body="Second", key="2")
    ticket.refresh_from_db()
    assert ticket.target_seconds != promised
    assert (ticket.first_target_seconds, ticket.first_replied_at) == (promised, first)


def test_the_same_key_again_is_the_same_reply(ada, carl, says):
    ticket = says(carl)
    first = actions.reply(ticket, by=ada, body="Once", key="k")
    again = actions.reply(ticket, by=ada, body="Once", key="k")
    assert first.pk == again.pk
    assert ticket.messages.filter(kind="reply").count() == 1
    assert ticket.events.filter(kind="replied").count() == 1


def test_another_key_is_another_reply(ada, carl, says):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Once", key="k1")
    actions.reply(ticket, by=ada, body="Once", key="k2")
    assert ticket.messages.filter(kind="reply").count() == 2


def test_a_key_in_use_elsewhere_never_answers_with_another_customers_words(ada, carl, cleo, says):
    actions.reply(says(carl), by=ada, body="Carl's balance", key="k")
    with pytest.raises(Message.DoesNotExist), transaction.atomic():
        actions.reply(says(cleo), by=ada, body="Hello", key="k")


def test_a_note_changes_nothing_for_the_customer(ada, carl, says):
    ticket = says(carl)
    before = (ticket.waiting_since, ticket.lane, ticket.assignee)
    note = actions.note(ticket, by=ada, body="Looks like fraud", key="k")
    ticket.refresh_from_db()
    assert (ticket.waiting_since, ticket.lane, ticket.assignee) == before
    assert (note.delivery, note.is_internal) == ("", True)
    assert "fraud" not in str(frames.for_customer_after(ticket.pk, 0))


def test_a_reply_is_in_what_the_customer_sees(ada, carl, says):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Found it", key="k")
    assert frames.for_customer_after(ticket.pk, 0)[-1]["html"] == '<p dir="auto">Found it</p>'


def test_secrets_an_agent_types_are_masked_before_they_are_kept(ada, carl, says):
    card = "4111 1111 1111 1111"
    for kind in (actions.reply, actions.note):
        message = kind(says(carl), by=ada, body=f"Your card {card}", key=kind.__name__)
        assert card not in message.body
        assert message.masked == ["card"]


def test_an_ordinary_number_is_not_masked(ada, carl, says):
    message = actions.reply(says(carl), by=ada, body="Block 872113, 41 confirmations", key="k")
    assert (message.body, message.masked) == ("Block 872113, 41 confirmations", [])


def test_a_reply_in_public_is_marked_so(ada, xenia, says):
    assert actions.reply(says(xenia, channel="x", public=True), by=ada, body="Hi", key="k").public
    assert not actions.reply(says(xenia, channel="x"), by=ada, body="Hi", key="k2").public


def test_messages_and_events_share_one_count(ada: User, carl, says):
    ticket = says(carl)
    actions.note(ticket, by=ada, body="a", key="1")
    actions.claim(ticket, by=ada)
    actions.reply(ticket, by=ada, body="b", key="2")
    assert list(ticket.events.values_list("seq", "kind")) == [
        (1, "opened"),
        (2, "received"),
        (3, "noted"),
        (4, "claimed"),
        (5, "replied"),
    ]
    assert all(event.seq == event.message.seq for event in Event.objects.exclude(message=None))
