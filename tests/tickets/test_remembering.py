"""A transaction named in somebody's own words counts as one named in a form: the same again is with us."""

import pytest

from tests.tickets.said import HASH, filled
from tickets import actions
from tickets.models import Identifier, Ticket

NEW = "/tickets/new/"
OTHER = HASH.replace("5c50", "6d61")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]


@pytest.fixture
def as_carl(browser, carl, clock):
    return browser(carl)


def named(ticket):
    return set(ticket.identifiers.values_list("kind", "value"))


def test_what_a_reply_names_is_with_us_already(as_carl, carl, says):
    ticket = says(carl, "Some money of mine is missing.")
    as_carl.post(f"/tickets/{ticket.reference}/reply/", {"body": f"It is {HASH}.", "key": "reply-1"})
    assert named(ticket) == {("txid", HASH)}
    answer = as_carl.post(NEW, filled())
    assert answer.status_code == 409
    assert ticket.reference in answer.content.decode()
    assert as_carl.post(NEW, filled(txid=f"0x{OTHER}", happened="Another one", key="k2")).status_code == 302


@pytest.mark.parametrize("channel", ["email", "chat", "x"])
def test_what_a_message_of_any_door_names_is_with_us_already(as_carl, carl, says, channel):
    ticket = says(carl, f"My deposit {HASH} is missing", channel=channel)
    assert named(ticket) == {("txid", HASH)}
    assert as_carl.post(NEW, filled()).status_code == 409


def test_what_a_subject_names_counts_as_well(carl, says):
    assert named(says(carl, "Where is it?", subject=f"Deposit {HASH}")) == {("txid", HASH)}


def test_what_is_added_to_a_ticket_is_remembered_there(as_carl, carl, says):
    ticket = says(carl, f"My deposit {HASH} is missing", channel="email")
    more = filled(happened=f"There is one more: {OTHER}", key="k2")
    as_carl.post(NEW, more | {"repeats": ticket.reference})
    assert Ticket.objects.count() == 1
    assert named(ticket) == {("txid", HASH), ("txid", OTHER)}
    assert as_carl.post(NEW, filled(txid=f"0x{OTHER}", happened="Again", key="k3")).status_code == 409


def test_an_old_ticket_counts_from_when_it_was_named_there(as_carl, carl, says, clock):
    ticket = says(carl, "Some money of mine is missing.")
    clock(hours=100)
    says(carl, f"It is {HASH}", ticket=ticket)
    assert as_carl.post(NEW, filled()).status_code == 409
    clock(hours=180)
    assert as_carl.post(NEW, filled(key="k2")).status_code == 302


def test_it_is_known_once_however_often_and_with_0x_it_is_said(carl, says):
    ticket = says(carl, f"My deposit {HASH}")
    says(carl, f"0x{HASH} and {HASH.upper()}", ticket=ticket)
    assert ticket.identifiers.count() == 1


def test_agents_words_name_nothing(carl, ada, says):
    ticket = says(carl, "Hello")
    actions.claim(ticket, by=ada)
    actions.note(ticket, by=ada, body=f"Compare {HASH}", key="n1")
    actions.reply(ticket, by=ada, body=f"Is it {HASH}?", key="r1")
    assert not ticket.identifiers.exists()


def test_a_stranger_s_transaction_leads_nobody_to_their_ticket(browser, carl, cleo, says, clock):
    says(carl, f"My deposit {HASH} is missing")
    assert browser(cleo).post(NEW, filled()).status_code == 302


def test_no_secret_becomes_a_name(carl, says):
    words = f"my private key is {HASH} and my password: {OTHER}"
    says(carl, words)
    assert not Identifier.objects.filter(value__in=[HASH, OTHER]).exists()


def test_no_ticket_gathers_names_without_end(carl, says):
    ticket = says(carl, "Hello")
    for turn in range(7):
        says(
            carl,
            " ".join(f"{turn * 20 + one:064x}".replace("0", "a", 60) for one in range(20)),
            ticket=ticket,
        )
    assert 0 < ticket.identifiers.count() <= 100
