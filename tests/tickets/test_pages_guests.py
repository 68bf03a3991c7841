"""Guests: the link of a letter opens one ticket, once, when its button is pressed; nothing else does."""

import re
import uuid

import pytest
from django.test import Client

from support.people.models import Customer
from tests.together import at_once
from tickets import actions, defaults, letters
from tickets.models import Proof, Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey")]  # no counters of earlier stories
HOUSE = "http://127.0.0.1:8000"


def page(ticket, rest=""):
    return f"/tickets/{ticket.reference}/{rest}"


def link_to(ticket):
    return letters.guest_link(ticket).removeprefix(HOUSE)


def words(**more):
    return {"body": "Here it is", "key": uuid.uuid4().hex} | more


def read(answer):
    return answer.content.decode()


def test_a_guest_reads_and_answers_by_the_link_of_the_mail(browser, gus, says):
    ticket = says(gus, "Guest words", subject="My question")
    guest, link = browser(), link_to(ticket)
    asked = guest.get(link)
    assert asked.status_code == 200
    assert "My question" in read(asked)
    assert "Guest words" not in read(asked)  # the subject, and nothing beyond
    assert gus.email not in read(asked)
    opened = guest.post(link)
    assert opened.url == page(ticket)
    for answer in (asked, opened):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
    assert "Guest words" in read(guest.get(page(ticket)))
    assert guest.post(page(ticket, "reply/"), words()).status_code == 302
    assert ticket.messages.count() == 2


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_looks_at_a_link_uses_nothing_up(browser, gus, says, method):
    ticket = says(gus)
    link, scanner = link_to(ticket), browser()
    for _ in range(3):
        assert getattr(scanner, method)(link).status_code == 200
    assert not Proof.objects.exists()
    assert scanner.get(page(ticket)).status_code == 404
    assert browser().post(link).url == page(ticket)


def test_a_page_of_another_site_cannot_press_the_button(gus, says):
    ticket = says(gus)
    outside = Client(enforce_csrf_checks=True)
    for origin in ({}, {"Origin": "null"}, {"Origin": "https://evil.example"}):
        assert outside.post(link_to(ticket), headers=origin).status_code == 403
    assert not Proof.objects.exists()


@pytest.mark.parametrize(("origin", "status"), [("null", 302), ("https://evil.example", 403)])
def test_the_page_itself_can_though_it_sends_no_referrer(gus, says, origin, status):
    link, guest = link_to(says(gus)), Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', read(guest.get(link)))[1]
    answer = guest.post(link, {"csrfmiddlewaretoken": token}, headers={"Origin": origin})
    assert answer.status_code == status


def test_a_used_link_leads_on_where_it_was_used_and_opens_nothing_elsewhere(browser, gus, says):
    ticket = says(gus)
    phone, desktop, link = browser(), browser(), link_to(ticket)
    phone.post(link)
    assert phone.get(link).url == phone.post(link).url == page(ticket)
    for answer in (desktop.get(link), desktop.post(link)):
        assert answer.status_code == 404
        assert "It was used before" in read(answer)
        assert "Mail me a fresh link" in read(answer)
        assert answer["Referrer-Policy"] == "no-referrer"
    assert desktop.get(page(ticket)).status_code == 404
    assert Proof.objects.count() == 1


def test_every_letter_has_a_link_of_its_own(browser, gus, says):
    ticket = says(gus)
    first, second = link_to(ticket), link_to(ticket)
    assert first != second
    for link in (first, second):
        assert browser().post(link).url == page(ticket)


@pytest.mark.django_db(transaction=True)
def test_one_link_pressed_in_six_browsers_at_once_opens_in_one():
    defaults.prepare()
    gus = Customer.objects.create(name="Gus", email="gus@guest.example")
    ticket = actions.receive(channel="web", external_id="1", customer=gus, body="Words").ticket
    link = link_to(ticket)
    found = [answer.status_code for answer in at_once(6, lambda _: Client().post(link))]
    assert sorted(found) == [302] + [404] * 5


def test_whoever_knew_the_session_before_does_not_come_in_with_it(browser, gus, says):
    ticket, victim, attacker = says(gus), browser(), browser()
    victim.post("/tickets/new/", {"happened": "x", "email": "a@guest.example", "key": "k" * 8})
    attacker.cookies["sessionid"] = victim.cookies["sessionid"].value
    victim.post(link_to(ticket))
    assert victim.get(page(ticket)).status_code == 200
    assert attacker.get(page(ticket)).status_code == 404


def test_a_guest_link_opens_one_ticket_only(browser, gus, says):
    one, other = says(gus), says(gus)
    guest = browser()
    guest.post(link_to(one))
    assert guest.get(page(one)).status_code == 200
    assert guest.get(page(other)).status_code == 404


def test_a_forged_link_opens_nothing_and_mails_nothing(browser, gus, says, carry_out):
    ticket, other = says(gus), says(gus)
    link = link_to(ticket)
    carry_out()
    for forged in (
        link[:-2] + "x/",
        link.replace(ticket.reference, other.reference),
        "/tickets/open/x/",
        "/tickets/open/a:b:c:d:e/",
    ):
        guest = browser()
        for answer in (guest.get(forged), guest.post(forged)):
            assert answer.status_code == 404
            assert "opens nothing any more" in read(answer)
        assert "Look into your mailbox" in read(guest.post(forged, {"fresh": "yes"}))
        assert guest.get(page(ticket)).status_code == 404
    assert carry_out() == []


def test_an_old_link_opens_nothing_but_brings_a_fresh_one_to_the_mailbox(
    browser, gus, says, time_machine, carry_out, mailoutbox
):
    time_machine.move_to("2026-11-01 10:00Z", tick=False)
    ticket = says(gus)
    link = link_to(ticket)
    time_machine.move_to("2026-11-04 09:59Z", tick=False)
    assert browser().get(link).status_code == 200
    time_machine.move_to("2026-11-04 10:01Z", tick=False)
    guest = browser()
    for answer in (guest.get(link), guest.post(link)):
        assert answer.status_code == 404
        assert "Mail me a fresh link" in read(answer)
    assert "Look into your mailbox" in read(guest.post(link, {"fresh": "yes"}))
    carry_out()
    [mail] = mailoutbox
    assert mail.to == [gus.email]
    fresh = re.search(r"http://[^/]+(/tickets/open/\S+)", mail.body)[1]
    assert browser().post(fresh).url == page(ticket)
    for _ in range(5):
        guest.post(link, {"fresh": "yes"})
    assert len(carry_out()) == 1  # two an hour, whoever asks


def test_one_mailbox_gets_six_fresh_links_an_hour_whatever_they_are_for(
    browser, gus, says, carry_out, time_machine
):
    time_machine.move_to("2026-11-01 10:05Z", tick=False)
    for _ in range(8):
        browser().post(link_to(says(gus)), {"fresh": "yes"})
    assert sum(name.endswith("send_fresh_link") for name in carry_out()) == 6


def test_a_link_dies_when_the_address_changes_and_is_not_renewed_for_who_holds_it(
    browser, gus, says, carry_out, mailoutbox
):
    ticket = says(gus)
    link = link_to(ticket)
    Customer.objects.filter(pk=gus.pk).update(email="moved@guest.example")
    guest = browser()
    assert guest.get(link).status_code == guest.post(link).status_code == 404
    guest.post(link, {"fresh": "yes"})
    carry_out()
    assert mailoutbox == []
    assert browser().post(link_to(Ticket.objects.get())).url == page(ticket)


def test_once_the_guest_has_a_sign_in_only_that_opens_the_ticket(browser, gus, carl, says):
    ticket = says(gus)
    link, unused = link_to(ticket), link_to(ticket)
    guest = browser()
    guest.post(link)
    assert guest.get(page(ticket)).status_code == 200
    carl.user, user = None, carl.user
    carl.save()
    gus.user = user
    gus.save()
    assert guest.get(page(ticket)).status_code == 404
    for dead in (link, unused):
        assert guest.get(dead).status_code == guest.post(dead).status_code == 404
    assert browser(user).get(page(ticket)).status_code == 200
    assert letters.link(ticket).endswith(page(Ticket.objects.get()))


def test_a_session_from_outside_lets_nobody_in(browser, carl, says):
    ticket = says(carl)
    guest = browser()
    session = guest.session
    session["guest_tickets"] = session["filed_tickets"] = [ticket.pk]
    session.save()
    assert guest.get(page(ticket)).status_code == 404
    assert guest.post(page(ticket, "link/")).status_code == 404
