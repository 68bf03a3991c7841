"""The same alarm sent again is filed again, and says so: its sender and who helps them see both."""

import uuid

import pytest

from tests.tickets.browsing import text
from tickets import mail
from tickets.models import Link, Ticket

NEW = "/tickets/new/"
WORDS = "Somebody takes my coins right now"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "valkey")]


def alarm(**more):
    form = {"topic": "account-takeover", "asked": "account-takeover", "happened": WORDS}
    return form | {"key": uuid.uuid4().hex} | more


def test_the_second_says_what_they_have_and_is_linked_with_it(as_carl, mailoutbox):
    as_carl.post(NEW, alarm())
    shown = text(as_carl.post(NEW, alarm(), follow=True))
    first, second = Ticket.objects.order_by("pk")
    assert f"You already have this with us: {first.reference}" in shown
    assert (second.severity, second.closed_at) == (0, None)
    made = Link.objects.get()
    assert (made.ticket, made.other, made.kind, made.by) == (second, first, "duplicate", None)
    mail.acknowledge(second)
    mail.acknowledge(first)
    again, before = [letter.body for letter in mailoutbox]
    assert f"You already have this with us: {first.reference}" in again
    assert "You already have" not in before


def test_the_same_transfer_is_the_same_thing_whatever_the_words(as_carl):
    txid = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
    as_carl.post(NEW, alarm(happened=f"They took it: {txid}"))
    as_carl.post(NEW, alarm(happened=f"Please, nobody answers! {txid}"))
    assert Link.objects.count() == 1


def test_another_alarm_and_another_person_are_not_put_beside_it(as_carl, browser, cleo):
    as_carl.post(NEW, alarm())
    other = alarm(topic="sim-swap", asked="sim-swap", happened="My phone has no signal since noon")
    assert "You already have this" not in text(as_carl.post(NEW, other, follow=True))
    assert "You already have this" not in text(browser(cleo).post(NEW, alarm(), follow=True))
    assert Link.objects.count() == 0


def test_a_guest_reads_of_their_own_browser_s_only(client, browser):
    guest = {"email": "gus@guest.example"}
    client.post(NEW, alarm(**guest))
    assert "You already have this" in text(client.post(NEW, alarm(**guest), follow=True))
    assert "You already have this" not in text(browser(None).post(NEW, alarm(**guest), follow=True))
