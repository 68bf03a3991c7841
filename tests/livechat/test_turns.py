"""Waiting elsewhere: where one would stand, a mail when it is one's turn, the same words as a ticket."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from livechat import access, actions, causes, turns, waiting
from livechat.models import Visit
from tests.windows import Browser
from tickets import actions as desk
from tickets import tasks
from tickets.models import Event, Message, Ticket

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def in_line(house, valkey, settings):
    """A stranger in line, with an address."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(NOON, tick=False):
        visit = actions.begin(None, language="en")
        actions.say(visit, body="Where is it?", key="line-0001")
    return access.known(str(visit.pk))


def taken_up(by, at=NOON + timedelta(minutes=20)):
    """Somebody takes the ticket, and the worker tells whom it concerns, twice."""
    with time_machine.travel(at, tick=False):
        desk.claim(Ticket.objects.get(), by=by)
        event = Event.objects.get(kind="claimed")
        tasks.notify(event.pk)
        tasks.notify(event.pk)


def test_who_asked_for_it_and_left_is_mailed_once_when_it_is_their_turn(in_line, ada):
    assert turns.ask(in_line, email="gus@guest.example")
    taken_up(ada)
    (letter,) = mail.outbox
    assert letter.to == ["gus@guest.example"]
    assert "It is your turn" in letter.subject
    assert "/chat/" in letter.body
    assert "Where is it?" not in letter.body
    assert letter.reply_to[0].startswith("reply+")


def test_who_sits_at_the_window_needs_no_mail(in_line, ada):
    turns.ask(in_line, email="gus@guest.example")
    with time_machine.travel(NOON + timedelta(minutes=20), tick=False):
        actions.be_here(in_line)
    taken_up(ada)
    assert mail.outbox == []


def test_who_did_not_ask_gets_none_and_without_an_address_nobody_can(in_line, ada):
    assert not turns.ask(in_line)
    actions.leave_address(in_line, email="gus@guest.example")
    taken_up(ada)
    assert mail.outbox == []


def test_the_button_in_the_window_asks_for_it(house, valkey):
    browser = Browser()
    browser.open_page()
    browser.client.post("/chat/say/", {"say": "Hello", "id": "line-0001"}, "application/json")
    assert browser.client.post("/chat/turn/").status_code == 302
    assert not Visit.objects.get().tells_turn  # no address yet
    browser.client.post("/chat/address/", {"email": "gus@guest.example", "turn": "1"})
    assert Visit.objects.get().tells_turn
    assert browser.open_page().context["state"]["turn"] is True


def test_go_on_as_a_ticket_takes_along_what_stands_in_the_composer(house, valkey):
    browser = Browser()
    browser.open_page()
    browser.client.post("/chat/say/", {"say": "Hello", "id": "line-0001"}, "application/json")
    before = Ticket.objects.get()
    answer = browser.client.post("/chat/as-ticket/", {"words": "and 7001", "id": "line-0002"})
    ticket = Ticket.objects.get()
    assert answer.url == f"/tickets/{ticket.reference}/"
    assert browser.client.get(answer.url).status_code == 200
    assert [message.body for message in Message.objects.order_by("seq")] == ["Hello", "and 7001"]
    assert (ticket.waiting_since, ticket.lane_id) == (before.waiting_since, before.lane_id)  # its place stays
    browser.client.post("/chat/as-ticket/", {"words": "and 7001", "id": "line-0002"})
    assert Message.objects.count() == 2  # pressed twice, kept once


def test_before_a_word_was_said_the_ticket_form_opens(house, valkey):
    browser = Browser()
    browser.open_page()
    assert browser.client.post("/chat/as-ticket/", {"words": "", "id": ""}).url == "/tickets/new/"
    assert Browser().client.post("/chat/as-ticket/").status_code == 404  # a stranger's browser


def test_each_chip_says_where_one_would_stand(in_line, ada):
    other = actions.begin(None, language="en")
    stands = waiting.state_of(access.known(str(other.pk)), now=NOON + timedelta(minutes=1))["stands"]
    assert stands[""]["place"] == 2  # behind who is in line
    assert stands["account-takeover"]["place"] == 1
    assert stands[""]["about"] == ""  # nobody was answered lately: nothing is invented


def told(before, minutes, **facts):
    return causes.tell(before, now=NOON + timedelta(minutes=minutes), **facts)


@pytest.mark.parametrize(
    ("facts", "cause"),
    [
        ({"high": 900, "ahead": 4, "people": 3}, "before"),
        ({"high": 900, "ahead": 9, "people": 3}, "many"),
        ({"high": 900, "ahead": 3, "people": 2}, "people"),
        ({"high": 900, "ahead": 3, "people": 3}, "slower"),
        ({"high": 620, "ahead": 4, "people": 3}, ""),  # a few seconds are no news
        ({"high": 300, "ahead": 2, "people": 3}, ""),
    ],
)
def test_why_it_grew(facts, cause):
    first = told(None, 0, high=600, ahead=3, people=3)
    assert first.cause == ""
    assert told(first, 1, **facts).cause == cause
    assert causes.told(told(first, 1, **facts).kept) == told(first, 1, **facts)


def test_a_cause_stands_until_it_gets_better_and_nothing_changes_within_half_a_minute():
    first = told(None, 0, high=600, ahead=3, people=3)
    assert told(first, 0.4, high=900, ahead=9, people=3) is first
    grown = told(first, 1, high=900, ahead=9, people=3)
    assert told(grown, 2, high=900, ahead=9, people=3) is grown
    assert told(grown, 3, high=700, ahead=5, people=3).cause == ""


def test_the_window_hears_the_cause(in_line, ada, monkeypatch):
    Visit.objects.update(told=told(None, -5, high=60, ahead=0, people=2).kept)
    for number in range(6):
        at = NOON - timedelta(minutes=6 - number)
        done = in_line.ticket.customer.tickets.create(
            subject="x",
            channel="chat",
            thread=str(number),
            team=in_line.ticket.team,
            opened_at=at,
            assignee=ada,
        )
        Ticket.objects.filter(pk=done.pk).update(first_replied_at=at + timedelta(minutes=1))
    state = waiting.state_of(access.known(str(in_line.pk)), now=NOON + timedelta(minutes=4))
    assert (state["mode"], state["cause"]) == ("waiting", "people")
