"""Guests: a signed link opens one ticket for a while, and nothing else does without a sign-in."""

import uuid

import pytest
from django.test import Client

from tickets import letters
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_was_here(valkey):
    """Counters of earlier stories are gone."""


@pytest.fixture
def browser():
    def of(person=None):
        made = Client()
        if person is not None:
            made.force_login(getattr(person, "user", None) or person)
        return made

    return of


def page(ticket, rest=""):
    return f"/tickets/{ticket.reference}/{rest}"


def words(**more):
    return {"body": "Here it is", "key": uuid.uuid4().hex} | more


def read(answer):
    return answer.content.decode()


def test_a_guest_reads_and_answers_by_the_link_of_the_mail(browser, gus, ada, says):
    gus.exchange_id = None
    gus.save()
    ticket = says(gus, "Guest words")
    guest = browser()
    opened = guest.get(letters.guest_link(ticket).removeprefix("http://127.0.0.1:8000"))
    assert opened.url == page(ticket)
    assert opened["Referrer-Policy"] == "no-referrer"
    assert "no-store" in opened["Cache-Control"]
    assert "Guest words" in read(guest.get(page(ticket)))
    assert guest.post(page(ticket, "reply/"), words()).status_code == 302
    assert ticket.messages.count() == 2


def test_a_guest_link_opens_one_ticket_only(browser, gus, says):
    one, other = says(gus), says(gus)
    guest = browser()
    guest.get(letters.guest_link(one).removeprefix("http://127.0.0.1:8000"))
    assert guest.get(page(other)).status_code == 404


def test_a_forged_link_opens_nothing(browser, gus, says):
    ticket = says(gus)
    link = letters.guest_link(ticket).removeprefix("http://127.0.0.1:8000")
    for forged in (
        link[:-2] + "x/",
        link.replace(ticket.reference, "MER-0000000"),
        "/tickets/open/x/",
        "/tickets/open/a:b:c:d/",
    ):
        guest = browser()
        answer = guest.get(forged)
        assert answer.status_code == 404
        assert "opens nothing any more" in read(answer)
        assert guest.get(page(ticket)).status_code == 404
        assert guest.post(forged).status_code == 200


def test_an_old_link_opens_nothing_but_brings_a_fresh_one_to_the_mailbox(
    browser, gus, says, time_machine, carry_out, mailoutbox
):
    time_machine.move_to("2026-11-01 10:00Z", tick=False)
    ticket = says(gus)
    link = letters.guest_link(ticket).removeprefix("http://127.0.0.1:8000")
    time_machine.move_to("2026-11-05 10:00Z", tick=False)
    guest = browser()
    answer = guest.get(link)
    assert answer.status_code == 404
    assert "Mail me a fresh link" in read(answer)
    assert "Look into your mailbox" in read(guest.post(link))
    carry_out()
    [mail] = mailoutbox
    assert mail.to == [gus.email]
    assert letters.guest_link(ticket) in mail.body
    assert browser().get(letters.guest_link(ticket).removeprefix("http://127.0.0.1:8000")).url == page(ticket)
    for _ in range(5):
        guest.post(link)
    assert len(carry_out()) == 1  # two an hour, whoever asks


def test_once_the_guest_has_a_sign_in_only_that_opens_the_ticket(browser, gus, carl, says):
    ticket = says(gus)
    link = letters.guest_link(ticket).removeprefix("http://127.0.0.1:8000")
    guest = browser()
    guest.get(link)
    assert guest.get(page(ticket)).status_code == 200
    carl.user, user = None, carl.user
    carl.save()
    gus.user = user
    gus.save()
    assert guest.get(page(ticket)).status_code == 404
    assert guest.get(link).status_code == 404
    assert browser(user).get(page(ticket)).status_code == 200
    assert letters.link(ticket).endswith(page(Ticket.objects.get()))


def test_a_session_from_outside_lets_nobody_in(browser, carl, says):
    ticket = says(carl)
    guest = browser()
    session = guest.session
    session["guest_tickets"] = [ticket.pk]
    session.save()
    assert guest.get(page(ticket)).status_code == 404
