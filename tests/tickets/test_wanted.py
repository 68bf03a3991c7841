"""A list of what we need: asked in a reply, answered thing by thing; only the last one ends our waiting."""

import pytest

from tests.together import at_once
from tickets import actions, checklist, states
from tickets import clock as house_clock
from tickets.actions import Thing
from tickets.models import Message, Pause, Ticket, Wanted

THREE = [Thing("The TXID"), Thing("A screenshot", "screenshot"), Thing("Was it you?", "yes-no")]


def again(ticket):
    return Ticket.objects.get(pk=ticket.pk)


@pytest.fixture
def asked(ada, carl, says):
    """Carl's ticket, and the three things Ada asked him for."""
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Please send these", key="r1", wanted=THREE)
    return again(ticket), list(Wanted.objects.order_by("place"))


def answers(says, carl, thing, body="Here", **more):
    return says(carl, body, wanted=thing, ticket=thing.ticket, **more)


def test_the_ticket_waits_for_its_customer_until_all_is_here(asked, carl, says):
    ticket, things = asked
    for number, thing in enumerate(things[:2], start=1):
        answers(says, carl, thing)
        ticket = again(ticket)
        assert states.of(ticket) is states.WITH_YOU
        assert (ticket.lane, ticket.waiting_since) == (None, None)
        assert checklist.of(ticket).words == f"{number} of 3"
    answers(says, carl, things[2], "Was it you?\nYes")
    ticket = again(ticket)
    assert states.of(ticket) is states.WITH_TEAM
    last = ticket.messages.last()
    assert (ticket.waiting_since, ticket.asked_at) == (last.created_at, None)
    assert last.kind == Message.Kind.CUSTOMER


def test_each_answer_is_a_message_that_came_by_the_one_way_in(asked, carl, says):
    ticket, things = asked
    answers(says, carl, things[0], "The TXID\nabc")
    thing = Wanted.objects.get(pk=things[0].pk)
    assert thing.answer == ticket.messages.last()
    assert thing.answered_at == thing.answer.created_at
    assert ticket.events.last().kind == "received"


def test_the_same_answer_twice_is_heard_once(asked, carl, says):
    ticket, things = asked
    for _ in range(2):
        answers(says, carl, things[0], external_id="once")
    assert ticket.messages.filter(kind="customer").count() == 2  # the question that opened it, and this
    assert checklist.of(ticket).words == "1 of 3"


def test_words_of_their_own_bring_it_back_at_once_and_the_list_stays(asked, carl, says):
    ticket, _things = asked
    says(carl, "I do not have these", ticket=ticket)
    ticket = again(ticket)
    assert states.of(ticket) is states.WITH_TEAM
    assert checklist.of(ticket).words == "0 of 3"


def test_who_adds_to_a_ticked_thing_keeps_the_first_tick(asked, carl, says):
    ticket, things = asked
    answers(says, carl, things[0], "first")
    answers(says, carl, things[0], "second")
    assert Wanted.objects.get(pk=things[0].pk).answer.body == "first"
    assert states.of(again(ticket)) is states.WITH_YOU


def test_a_secret_in_what_we_ask_or_hear_is_masked(ada, carl, says):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="x", key="k", wanted=[Thing("Is password: hunter2horse yours?")])
    assert "hunter2horse" not in Wanted.objects.get().words


def test_what_we_spare_is_gone_and_what_was_answered_stays(asked, ada, carl, says):
    ticket, things = asked
    answers(says, carl, things[0])
    actions.spare(things[0], by=ada)
    actions.spare(things[1], by=ada)
    assert checklist.of(ticket).words == "1 of 2"
    assert [event.detail["name"] for event in ticket.events.filter(kind="spared")] == ["A screenshot"]
    actions.spare(things[1], by=ada)
    assert ticket.events.filter(kind="spared").count() == 1


def test_an_answer_to_what_was_spared_meanwhile_is_still_heard(asked, ada, carl, says):
    ticket, things = asked
    for thing in things:
        actions.spare(thing, by=ada)
    answers(says, carl, things[0], "Too late, but here")
    assert again(ticket).messages.last().body == "Too late, but here"
    assert states.of(again(ticket)) is states.WITH_TEAM


def test_solving_ends_the_asking_and_opening_again_does_not_bring_it_back(asked, ada, carl, says):
    ticket, _things = asked
    actions.resolve(ticket, by=ada)
    says(carl, "Not solved", ticket=again(ticket))
    assert checklist.of(again(ticket)).things == []
    assert again(ticket).asked_at is None


def test_a_merged_ticket_takes_its_list_along_and_back(asked, ada, carl, says):
    ticket, things = asked
    other = says(carl, "The same again")
    actions.reply(other, by=ada, body="ok", key="o1")
    actions.merge(ticket, into=other, by=ada)
    assert states.of(again(other)) is states.WITH_YOU
    assert len(checklist.of(again(other)).missing) == 3
    answers(says, carl, things[0])
    assert states.of(again(other)) is states.WITH_YOU
    actions.unmerge(again(ticket), by=ada)
    assert len(checklist.of(again(ticket)).missing) == 2
    assert checklist.of(again(other)).things == []
    assert again(other).asked_at is None


def test_our_clock_stands_still_for_the_whole_of_the_list_and_the_first_reply_never_paused(asked, carl, says):
    ticket, things = asked
    pause = Pause.objects.get(ticket=ticket)
    answers(says, carl, things[0])
    assert Pause.objects.get(ticket=ticket).ended_at is None
    for thing in things[1:]:
        answers(says, carl, thing)
    pause.refresh_from_db()
    assert pause.ended_at is not None


def test_a_list_with_nothing_open_is_history_once_we_have_written(asked, ada, carl, says):
    ticket, things = asked
    for thing in things:
        answers(says, carl, thing)
    assert checklist.of(again(ticket)).words == "3 of 3"
    actions.reply(ticket, by=ada, body="Thank you", key="r2")
    assert checklist.of(again(ticket)).things == []
    assert len(checklist.everything(again(ticket))) == 3


def test_a_newer_list_keeps_what_the_older_one_misses(asked, ada, carl, says):
    ticket, things = asked
    answers(says, carl, things[0])
    actions.reply(ticket, by=ada, body="And this", key="r2", wanted=[Thing("Your bank's name")])
    asked_now = [thing.words for thing in checklist.of(again(ticket)).things]
    assert asked_now == ["A screenshot", "Was it you?", "Your bank's name"]


@pytest.mark.django_db(transaction=True)
def test_all_at_once_from_three_windows_brings_it_back_exactly_once(asked, carl):
    ticket, things = asked

    def tap(number):
        actions.receive(
            channel="web", external_id=f"tap-{number}", customer=carl, body="x", ticket=ticket,
            wanted=things[number],
        )  # fmt: skip

    at_once(3, tap)
    ticket = again(ticket)
    assert states.of(ticket) is states.WITH_TEAM
    assert checklist.of(ticket).words == "3 of 3"
    assert ticket.clocks.filter(kind="next").count() == 1
    assert house_clock.remind_the_waiting() == 0
