"""The one way in: heard once, on the right ticket, in one order."""

import threading
import uuid

import pytest
from django.db import connection, transaction

from support.people.models import Customer
from tests.tickets.office_hours import works
from tests.together import at_once, somebody_waits
from tickets import actions
from tickets.actions.steady import promises_move
from tickets.models import Calendar, Event, Message, Policy, Ticket, Topic


def test_a_first_word_opens_a_ticket_that_waits_in_its_lane(carl, says):
    ticket = says(carl, "Where is my deposit?\nIt is late.", topic="deposit-missing")
    assert ticket.subject == "Where is my deposit?"
    assert ticket.reference.startswith("MER-")
    assert (ticket.severity, ticket.team.slug, ticket.status) == (2, "crypto-operations", "waiting")
    assert ticket.target_seconds == 12 * 3600
    assert ticket.lane.target_seconds == 12 * 3600
    assert [e.kind for e in ticket.events.all()] == ["opened", "received"]


def test_the_same_message_again_answers_with_the_first_result(carl):
    first = actions.receive(channel="web", external_id="key-1", customer=carl, body="Hello")
    again = actions.receive(channel="web", external_id="key-1", customer=carl, body="Hello")
    assert (again.repeated, again.message, again.ticket) == (True, first.message, first.ticket)
    assert Ticket.objects.count() == Message.objects.count() == 1


def test_another_message_on_the_thread_joins_the_ticket_and_keeps_its_place(carl):
    first = actions.receive(channel="x", external_id="1", thread="dm-7", customer=carl, body="Hello")
    second = actions.receive(channel="x", external_id="2", thread="dm-7", customer=carl, body="Anybody?")
    assert second.ticket == first.ticket
    assert second.ticket.waiting_since == first.message.created_at
    assert [m.seq for m in second.ticket.messages.all()] == [2, 3]


def test_the_same_thread_name_on_another_channel_is_another_ticket(carl):
    first = actions.receive(channel="x", external_id="1", thread="7", customer=carl, body="Hello")
    second = actions.receive(channel="facebook", external_id="1", thread="7", customer=carl, body="Hello")
    assert first.ticket != second.ticket


def test_an_answer_to_a_resolved_ticket_opens_it_again_for_anybody(ada, carl, says):
    ticket = says(carl, thread="t")
    actions.claim(ticket, by=ada)
    actions.resolve(ticket, by=ada)
    again = actions.receive(channel="web", external_id="more", thread="t", customer=carl, body="Still broken")
    assert again.ticket == ticket
    assert (again.ticket.resolved_at, again.ticket.assignee, again.ticket.status) == (None, None, "waiting")


def test_after_a_ticket_is_closed_the_thread_begins_a_new_one(ada, carl, says):
    ticket = says(carl, channel="x", thread="t")
    actions.close(actions.resolve(ticket, by=ada))
    again = actions.receive(channel="x", external_id="more", thread="t", customer=carl, body="Something else")
    assert again.ticket != ticket


def test_a_stranger_to_no_topic_gets_the_front_line_and_social_gets_social(carl, says):
    assert says(carl).team.slug == "front-line"
    assert says(carl, channel="x").team.slug == "social"
    assert says(carl, channel="x", topic="account-takeover").team.slug == "security"


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_make_one_ticket_and_one_message(house):
    customer = Customer.objects.create(name="Many")
    key, results, start = uuid.uuid4().hex, [], threading.Barrier(20)

    def submit() -> None:
        start.wait()
        try:
            results.append(
                actions.receive(channel="web", external_id=key, customer=customer, body="Once").message.pk
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 20
    assert len(set(results)) == 1
    assert Ticket.objects.count() == Message.objects.count() == 1
    assert list(Event.objects.values_list("seq", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_two_messages_of_a_new_thread_at_once_share_one_ticket(house):
    customer = Customer.objects.create(name="Fast")
    start = threading.Barrier(8)

    def say(number: int) -> None:
        start.wait()
        try:
            actions.receive(
                channel="x", external_id=str(number), thread="dm", customer=customer, body=f"{number}"
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=say, args=[n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ticket = Ticket.objects.get()
    assert sorted(m.body for m in ticket.messages.all()) == [str(n) for n in range(8)]
    assert list(ticket.events.values_list("seq", flat=True)) == list(range(1, 10))


@pytest.mark.django_db(transaction=True)
def test_who_is_sacrificed_to_end_a_deadlock_is_heard_all_the_same(carl, says):
    """PostgreSQL ends the wait of whoever looks for a deadlock first: here who writes to us."""
    works("front-line")
    Policy.objects.get().current.targets.filter(severity=3).update(around_the_clock=False)
    locked = threading.Event()

    def lock_in_the_wrong_order():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL deadlock_timeout = '1min'")
            Calendar.objects.select_for_update().get()
            locked.set()
            while not somebody_waits("transactionid"):
                pass
            promises_move()

    def write():
        locked.wait(20)
        return says(carl)

    parts = [lock_in_the_wrong_order, write]
    assert at_once(2, lambda number: parts[number]()) == [None, Ticket.objects.get()]
    assert Message.objects.count() == 1


def test_a_topic_chooses_the_severity(carl, says):
    assert says(carl, topic="feedback").severity == 4
    assert (
        Topic.objects.get(slug="account-takeover").severity
        == says(carl, topic="account-takeover").severity
        == 0
    )
