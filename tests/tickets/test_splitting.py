"""What a customer said about another matter gets a ticket of its own, promised since it was written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from support.files import check
from support.people.models import Customer, Team
from tests.tickets.browsing import page, text
from tickets import actions, queue, story
from tickets.models import Clock, Copied, Event, Ticket


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


@pytest.fixture
def long(ada, carl, says, clock):
    """Carl asked, Ada answered, and then he asked two other things."""
    ticket = says(carl, "Where is my deposit?")
    clock(minutes=20)
    actions.reply(ticket, by=ada, body="It arrived.", key="k1")
    clock(minutes=10)
    file = check(SimpleUploadedFile("fees.txt", b"my fees", "text/plain"))
    said = {"channel": "web", "customer": carl, "ticket": ticket}
    actions.receive(external_id="m2", body="Why are fees so high?", files=[file], **said)
    clock(minutes=5)
    actions.receive(external_id="m3", body="And thank you for the deposit", **said)
    clock(minutes=30)
    return fresh(ticket)


def words(ticket, number):
    return ticket.messages.filter(kind="customer").order_by("seq")[number]


def test_its_clocks_start_when_it_was_written(ada, long):
    asked = words(long, 1)
    made = actions.split(long, messages=[asked.pk], by=ada, subject="High fees")
    said = made.messages.get()
    assert (said.body, said.created_at) == (asked.body, asked.created_at)
    assert made.opened_at == made.waiting_since == asked.created_at
    clock = made.clocks.get(kind=Clock.Kind.FIRST)
    assert clock.started_at == asked.created_at
    assert (made.subject, made.customer, made.team) == ("High fees", long.customer, long.team)


def test_the_old_one_waits_for_what_is_left(ada, long):
    before = long.clocks.count()
    actions.split(long, messages=[words(long, 1).pk], by=ada)
    left = fresh(long)
    assert left.waiting_since == words(long, 2).created_at
    running = left.clocks.get(kind=Clock.Kind.NEXT, stopped_at=None)
    assert running.started_at == left.waiting_since
    assert left.clocks.count() == before
    actions.split(long, messages=[words(long, 2).pk], by=ada)
    assert fresh(long).waiting_since is None
    assert not long.clocks.filter(kind=Clock.Kind.NEXT).exists()  # it was not answered: it went away


def test_words_stay_where_they_were_said(ada, long):
    asked = words(long, 1)
    made = actions.split(long, messages=[asked.pk], by=ada)
    assert asked in long.messages.all()
    assert Copied.objects.get().origin == asked
    (file,) = made.messages.get().attachments.all()
    assert file.file.read() == b"my fees"
    assert file.file.name != asked.attachments.get().file.name


def test_both_histories_say_it_to_agents_and_to_the_customer(ada, long, desk, browser):
    made = actions.split(long, messages=[words(long, 1).pk], by=ada)
    assert f"Ada: split 1 message out to {made.reference}" in page(desk, "ticket", long.pk)
    assert f"Ada: split 1 message out of {long.reference}" in page(desk, "ticket", made.pk)
    told = [line.words for one in (long, made) for line in story.lines(one) if line.event.kind == "split"]
    assert told == [
        f"What you wrote about another matter goes on in {made.reference}",
        f"Taken from your ticket {long.reference}, because it is about another matter",
    ]
    assert browser(long.customer).get(reverse("tickets:show", args=[made.reference])).status_code == 200


def test_a_message_goes_once(ada, long):
    asked = words(long, 1)
    actions.split(long, messages=[asked.pk], by=ada)
    with pytest.raises(actions.MayNotSplit):
        actions.split(long, messages=[asked.pk], by=ada)
    assert Copied.objects.count() == 1


def test_what_cannot_leave_stays(ada, cleo, says, long):
    every = [message.pk for message in long.messages.filter(kind="customer")]
    ours = long.messages.get(kind="reply").pk
    foreign = says(cleo, "Cleo's words").messages.get().pk
    for chosen in ([], every, [ours], [foreign], [every[1], foreign]):
        with pytest.raises(actions.MayNotSplit):
            actions.split(long, messages=chosen, by=ada)
    assert not Copied.objects.exists()
    assert Ticket.objects.count() == 2


def test_about_another_topic_it_goes_to_that_team_and_weighs_as_that_does(ada, long, desk):
    there = reverse("desk:split", args=[long.pk])
    chosen = {"messages": words(long, 1).pk, "topic": "bank-deposit-missing"}
    shown = desk.get(there, chosen).content.decode()
    assert "Split 1 message out" in shown
    assert "Payments and cards" in shown
    assert Ticket.objects.count() == 1
    answer = desk.post(there, chosen, follow=True)
    made = Ticket.objects.exclude(pk=long.pk).get()
    assert made.team == Team.objects.get(slug="payments")
    assert f"{made.reference} is a ticket of its own now, with Payments and cards." in text(answer)
    assert answer.redirect_chain[0][0] == reverse("desk:ticket", args=[long.pk])  # Ada may not see that one


def test_nothing_chosen_says_so(long, desk):
    answer = desk.post(reverse("desk:split", args=[long.pk]), {"subject": "Kept"})
    assert answer.status_code == 422
    assert "Choose what the customer said" in text(answer)
    assert 'value="Kept"' in answer.content.decode()


def test_a_chat_goes_on_by_the_web_and_who_has_no_page_stays(ada, carl, xenia, says):
    chat = says(carl, channel="chat", thread="visit-1")
    actions.receive(channel="chat", external_id="c2", customer=carl, body="Another thing", ticket=chat)
    made = actions.split(chat, messages=[words(chat, 1).pk], by=ada)
    assert (made.channel, made.messages.get().channel) == ("web", "web")
    public = says(xenia, channel="x", thread="dm:1:7001")
    actions.receive(channel="x", external_id="x2", customer=xenia, body="Another thing", ticket=public)
    with pytest.raises(actions.MayNotSplit, match="in this conversation only"):
        actions.split(public, messages=[words(public, 1).pk], by=ada)


def test_it_stands_in_the_queue_by_its_own_wait(ada, cleo, says, long, clock):
    younger = says(cleo, "Just now")
    made = actions.split(long, messages=[words(long, 1).pk], by=ada)
    actions.release(long, by=ada)
    assert queue.next_for(ada, now=timezone.now()).index(made) < queue.next_for(
        ada, now=timezone.now()
    ).index(younger)
    assert Event.objects.filter(ticket=made, kind=Event.Kind.SPLIT).count() == 1
    assert Customer.objects.get(pk=made.customer_id) == long.customer
