"""A reply for later: at the hour that was chosen, unless the customer writes or the ticket ends before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.tickets.browsing import page
from tests.tickets.leaving import SECRET_WORDS, call_back, replies, send
from tickets import actions
from tickets import clock as house_clock
from tickets.models import Mention, Outgoing


@pytest.fixture
def ticket(carl, says, clock, slow):
    return says(carl)


def test_a_reply_leaves_at_the_hour_that_was_chosen(desk, ticket, clock):
    send(desk, ticket, later="hour")
    clock(minutes=59)
    assert house_clock.send_what_is_due() == 0
    clock(minutes=1)
    assert house_clock.send_what_is_due() == 1
    assert replies(ticket) == [SECRET_WORDS]


def test_tomorrow_is_nine_on_the_customers_clock(desk, carl, ticket):
    carl.time_zone = "Asia/Shanghai"
    carl.save()
    send(desk, ticket, later="tomorrow")
    leaves = Outgoing.objects.get().leaves_at
    assert f"{leaves:%d %H:%M}" == f"{timezone.now() + timedelta(days=1):%d} 01:00"


@pytest.mark.parametrize("at", ["", "2020-01-01T10:00", "2999-01-01T10:00", "soon"])
def test_an_hour_that_is_none_is_refused_and_the_words_are_kept(desk, ticket, at):
    answer = send(desk, ticket, later="at", at=at)
    assert answer.status_code == 422
    assert SECRET_WORDS in answer.content.decode()
    assert not Outgoing.objects.exists()


def test_the_customers_word_stops_it_and_its_author_is_told(ada, desk, carl, says, ticket, clock):
    send(desk, ticket, later="hour")
    clock(minutes=5)
    says(carl, "It has arrived, thank you", ticket=ticket)
    assert Mention.objects.get().cause == "overtaken"
    assert "Your reply is held." in page(desk, "ticket", ticket.pk)
    clock(hours=2)
    assert house_clock.send_what_is_due() == 0
    assert replies(ticket) == []
    assert SECRET_WORDS in call_back(desk).content.decode()


def test_what_the_customer_says_within_the_ten_seconds_holds_it_too(desk, carl, says, ticket, clock):
    send(desk, ticket)
    says(carl, "One more thing", ticket=ticket)
    clock(seconds=10)
    assert house_clock.send_what_is_due() == 0
    assert Outgoing.objects.get().end == "overtaken"
    assert replies(ticket) == []


def test_a_ticket_closed_meanwhile_keeps_the_words_for_their_author(ada, desk, ticket, clock):
    send(desk, ticket, later="hour")
    actions.close(actions.resolve(ticket, by=ada))
    clock(hours=1)
    house_clock.send_what_is_due()
    assert Mention.objects.get().cause == "refused"
    assert replies(ticket) == []


def test_it_goes_on_where_the_ticket_goes_on(ada, desk, carl, says, ticket, clock):
    other = says(carl, "The same again")
    send(desk, ticket, later="hour")
    actions.merge(ticket, into=other, by=ada, why="the same")
    clock(hours=1)
    house_clock.send_what_is_due()
    assert replies(other) == [SECRET_WORDS]


def test_words_that_could_not_be_sent_are_put_back_though_the_ticket_is_closed(ada, desk, ticket, clock):
    send(desk, ticket, later="hour")
    actions.close(actions.resolve(ticket, by=ada))
    clock(hours=1)
    house_clock.send_what_is_due()
    assert f">{SECRET_WORDS}</textarea>" in call_back(desk).content.decode()
