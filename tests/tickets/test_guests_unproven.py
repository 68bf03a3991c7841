"""Until our letter was opened, an address is only typed: its typist reads their own ticket, and no more."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from support.people.models import Customer
from tickets import actions, letters, mail
from tickets.models import Event, Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey", "house")]
NEW = "/tickets/new/"
GUS = "gus@post.example"


def file(browser, email=GUS, **more):
    """The ticket a browser files."""
    answer = browser.post(
        NEW, {"happened": "Where is it?", "email": email, "key": uuid.uuid4().hex, "name": "Gus"} | more
    )
    return Ticket.objects.get(reference=answer.url.split("/")[2])


def prove(ticket, browser=None):
    """The browser in which our letter was opened."""
    ticket.refresh_from_db()
    browser = browser or Client()
    link = letters.guest_link(Ticket.objects.get(pk=ticket.pk))
    assert browser.post(link.removeprefix("http://127.0.0.1:8000")).status_code == 302
    ticket.refresh_from_db()
    return browser


def page(ticket, rest=""):
    return f"/tickets/{ticket.reference}/{rest}"


def read(answer):
    return answer.content.decode()


# The browser that filed it.


def test_the_browser_that_filed_it_reads_and_writes_and_is_told_to_open_the_letter():
    here = Client()
    ticket = file(here)
    shown = read(here.get(page(ticket)))
    assert "Open the link in our mail." in shown
    assert here.post(page(ticket, "reply/"), {"body": "More", "key": "k" * 8}).status_code == 302
    assert "More" in read(here.get(page(ticket)))


def test_a_proven_address_is_not_asked_for_again():
    here = Client()
    ticket = file(here)
    prove(ticket, here)
    assert "Open the link in our mail." not in read(here.get(page(ticket)))


def test_once_it_is_proven_elsewhere_the_browser_that_only_filed_it_needs_a_link(carry_out, mailoutbox):
    desktop = Client()
    ticket = file(desktop)
    phone = prove(ticket)
    carry_out()
    mailoutbox.clear()
    assert phone.get(page(ticket)).status_code == 200
    shut = desktop.get(page(ticket))
    assert shut.status_code == 404
    assert "proven in another browser" in read(shut)
    for rest in ("reply/", "solved/"):
        assert desktop.post(page(ticket, rest), {"body": "x", "key": "k" * 8}).status_code == 404
    assert "Look into your mailbox" in read(desktop.post(page(ticket, "link/")))
    carry_out()
    [letter] = mailoutbox
    fresh = re.search(r"http://[^/]+(/tickets/open/\S+)", letter.body)[1]
    desktop.post(fresh)
    assert desktop.get(page(ticket)).status_code == 200


def test_a_stranger_is_not_offered_a_link_to_a_ticket_that_was_not_filed_here():
    ticket, stranger = file(Client()), Client()
    file(stranger)
    assert stranger.get(page(ticket)).status_code == 404
    assert "another browser" not in read(stranger.get(page(ticket)))
    assert stranger.post(page(ticket, "link/")).status_code == 404


def test_an_agent_asks_for_no_links_in_a_guest_s_name(ada, sign_in):
    assert sign_in(ada).post(page(file(Client()), "link/")).status_code == 404


# Whose history, whose tier.


def test_two_browsers_that_type_one_address_are_two_until_both_prove_it(ada):
    one, other = Client(), Client()
    first, second = file(one), file(other, name="Not Gus")
    assert first.customer != second.customer
    assert one.get(page(second)).status_code == 404
    with pytest.raises(actions.MayNotMerge):
        actions.merge(first, into=second, by=ada)
    prove(first)
    assert first.customer != second.customer
    prove(second)
    assert first.customer == second.customer
    assert (first.customer.name, first.customer.is_without_proof) == ("Gus", False)


def test_a_proven_address_the_exchange_knows_brings_its_tier_and_says_why(cleo):
    Customer.objects.filter(pk=cleo.pk).update(user=None, name="Cleopatra")
    here = Client()
    ticket = file(here, email=cleo.email)
    assert ticket.customer != cleo
    assert "Cleopatra" not in read(here.get(page(ticket)))
    prove(ticket, here)
    assert ticket.customer == cleo
    told = ticket.events.get(kind=Event.Kind.IDENTIFIED)
    assert told.is_internal
    assert told.detail["by_letter"]
    assert "Where is it?" in read(here.get(page(ticket)))


def test_a_letter_opens_no_account_that_has_a_sign_in(carl, says):
    theirs = says(carl, "Of the account")
    here = Client()
    ticket = file(here, email=carl.email)
    prove(ticket, here)
    assert (ticket.customer != carl, ticket.customer.tier.slug) == (True, "entry")
    assert here.get(page(ticket)).status_code == 200  # who is locked out still reads what they asked
    assert here.get(page(theirs)).status_code == 404


def test_who_opens_the_letter_signed_in_with_that_address_has_it_among_theirs(carl, sign_in):
    ticket = file(Client(), email=carl.email)
    at_home = prove(ticket, sign_in(carl.user))
    assert ticket.customer == carl
    assert "Where is it?" in read(at_home.get(page(ticket)))
    assert Client().post(letters.guest_link(ticket)).status_code == 404


def test_who_opens_the_letter_signed_in_as_somebody_else_gets_it_into_no_account(cleo, carl, sign_in):
    ticket = file(Client(), email=carl.email)
    prove(ticket, sign_in(cleo.user))
    assert ticket.customer not in {carl, cleo}


def test_what_was_merged_is_proven_together(ada):
    here = Client()
    first, second = file(here), file(here, happened="My card was declined")
    actions.merge(first, into=second, by=ada)
    phone = prove(first)
    second.refresh_from_db()
    assert first.customer == second.customer
    assert not second.customer.is_without_proof
    assert phone.get(page(first), follow=True).status_code == 200


def test_an_answer_to_a_closed_ticket_is_open_for_as_long_as_the_first(ada):
    here = Client()
    ticket = file(here)
    actions.resolve(ticket, by=ada)
    actions.close(ticket)
    answer = here.post(page(ticket, "reply/"), {"body": "Again", "key": "k" * 8})
    assert here.get(answer.url).status_code == 200
    prove(Ticket.objects.get(reference=answer.url.split("/")[2]))
    assert here.get(answer.url).status_code == 404


# What agents see, and what our letters say.


def test_the_agent_sees_that_the_address_is_not_proven(ada, sign_in):
    ticket, desk = file(Client(), topic="cannot-sign-in"), sign_in(ada)
    there = reverse("desk:ticket", args=[ticket.pk])
    assert "Address not proven" in read(desk.get(there))
    prove(ticket)
    shown = read(desk.get(there))
    assert "Address not proven" not in shown
    assert "The customer proved the address" in shown


def test_nothing_is_said_of_proof_where_somebody_signs_in(ada, carl, says, sign_in):
    ticket = says(carl, topic="cannot-sign-in")
    assert "not proven" not in read(sign_in(ada).get(reverse("desk:ticket", args=[ticket.pk])))


def test_the_agent_reads_that_a_proven_address_has_an_account_and_not_before(ada, carl, sign_in):
    ticket, desk = file(Client(), email=carl.email, topic="cannot-sign-in"), sign_in(ada)
    there = reverse("desk:ticket", args=[ticket.pk])
    assert "Signs in here too" not in read(desk.get(there))
    prove(ticket)
    assert "Signs in here too, as Carl: Verified" in read(desk.get(there))


def test_a_letter_greets_by_name_only_once_the_address_is_proven(mailoutbox):
    ticket = file(Client())
    mail.acknowledge(ticket)
    prove(ticket)
    mail.acknowledge(Ticket.objects.get())
    unproven, proven = mailoutbox
    assert "Hello Gus" not in unproven.body
    assert "Hello Gus" in proven.body
