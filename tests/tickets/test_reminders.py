"""Who we wait for is reminded after a day and after three: once each, whatever beat or the clock do."""

import pytest
from django.core import mail

from tests.together import at_once
from tickets import actions
from tickets import clock as house_clock
from tickets.actions import Thing
from tickets.models import Ticket


@pytest.fixture
def waiting(ada, carl, says, clock):
    ticket = says(carl)
    clock(hours=1)
    actions.reply(ticket, by=ada, body="Please", key="r1", wanted=[Thing("The TXID"), Thing("The bank")])
    return Ticket.objects.get(pk=ticket.pk)


def told(ticket):
    return [event.detail["hours"] for event in ticket.events.filter(kind="reminded").order_by("seq")]


def test_after_a_day_and_after_three_and_never_again(waiting, clock):
    clock(hours=23, minutes=59)
    assert house_clock.remind_the_waiting() == 0
    clock(minutes=1)
    assert [house_clock.remind_the_waiting() for _ in range(2)] == [1, 0]
    clock(hours=47, minutes=59)
    assert house_clock.remind_the_waiting() == 0
    clock(minutes=1)
    assert [house_clock.remind_the_waiting() for _ in range(2)] == [1, 0]
    clock(days=90)
    assert house_clock.remind_the_waiting() == 0
    assert told(waiting) == [24, 72]


def test_any_answer_ends_it(waiting, carl, says, clock):
    clock(hours=20)
    says(carl, "I look for it", ticket=waiting)
    clock(days=9)
    assert house_clock.remind_the_waiting() == 0
    assert told(waiting) == []


def test_an_answer_between_the_two_saves_the_second(waiting, carl, says, clock):
    clock(hours=25)
    house_clock.remind_the_waiting()
    says(carl, "Here", ticket=waiting)
    clock(days=9)
    assert house_clock.remind_the_waiting() == 0
    assert told(waiting) == [24]


def test_one_thing_of_the_list_begins_the_day_anew_for_what_is_still_missing(waiting, carl, says, clock):
    clock(hours=20)
    says(carl, "abc", ticket=waiting, wanted=waiting.wanted.first())
    clock(hours=23)
    assert house_clock.remind_the_waiting() == 0
    clock(hours=1)
    assert house_clock.remind_the_waiting() == 1


def test_a_word_of_ours_begins_it_anew(waiting, ada, clock):
    clock(hours=25)
    house_clock.remind_the_waiting()
    actions.reply(waiting, by=ada, body="By the way", key="r2")
    clock(hours=24)
    assert house_clock.remind_the_waiting() == 1
    assert told(waiting) == [24, 24]


def test_nobody_is_reminded_of_what_is_solved_or_with_us(waiting, ada, carl, says, clock):
    other = says(carl, "Another one")
    actions.resolve(waiting, by=ada)
    clock(days=9)
    assert house_clock.remind_the_waiting() == 0
    assert told(waiting) == told(other) == []


def test_after_four_days_without_the_clock_one_letter_is_enough(waiting, clock):
    clock(days=4)
    assert house_clock.remind_the_waiting() == 1
    assert told(waiting) == [72]
    clock(days=4)
    assert house_clock.remind_the_waiting() == 0


def test_a_clock_set_back_reminds_nobody_twice(waiting, clock):
    clock(hours=24, minutes=1)
    house_clock.remind_the_waiting()
    clock(minutes=-10)
    assert house_clock.remind_the_waiting() == 0
    clock(minutes=20)
    assert house_clock.remind_the_waiting() == 0
    assert told(waiting) == [24]


def test_who_has_no_mailbox_with_us_is_not_reminded(ada, xenia, says, clock):
    ticket = says(xenia, channel="x")
    actions.reply(ticket, by=ada, body="Which?", key="r1")
    clock(days=9)
    assert house_clock.remind_the_waiting() == 0


def test_the_letter_names_what_is_missing_and_not_what_is_here(
    waiting, carl, says, clock, committed, carry_out
):
    says(carl, "abc", ticket=waiting, wanted=waiting.wanted.first())
    clock(hours=24)
    with committed():
        house_clock.remind_the_waiting()
    mail.outbox.clear()
    assert "remind" in "".join(carry_out())
    letter = mail.outbox[-1]
    assert letter.subject == f"We are waiting for you: ticket {waiting.reference}"
    assert "The bank" in letter.body
    assert "The TXID" not in letter.body
    assert "Nothing is closed while we wait" in letter.body


def test_who_answers_before_the_letter_leaves_gets_none(waiting, carl, says, clock, committed, carry_out):
    clock(hours=24)
    with committed():
        house_clock.remind_the_waiting()
    says(carl, "Here I am", ticket=waiting)
    mail.outbox.clear()
    carry_out()
    assert not [letter for letter in mail.outbox if "waiting for you" in letter.subject]


def test_the_page_says_when_and_that_we_did(waiting, carl, sign_in, clock):
    page = f"/tickets/{waiting.reference}/"
    assert "we remind you by mail: tomorrow 13:00" in sign_in(carl.user).get(page).content.decode()
    clock(hours=24)
    house_clock.remind_the_waiting()
    html = sign_in(carl.user).get(page).content.decode()
    assert "We reminded you after 24 hours" in html
    assert "We reminded you by mail that we wait for you" in html


@pytest.mark.django_db(transaction=True)
def test_five_clocks_at_once_remind_once(waiting, clock):
    clock(hours=25)
    at_once(5, lambda _number: house_clock.remind_the_waiting())
    assert told(waiting) == [24]
