"""Every page of filing and following a ticket, in each of its states, keeps nobody out, wide or narrow."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from support.people import lock_links, locks
from support.people.models import AccountLock, Entrance, Team
from tests.browser.axe import violations, walking
from tests.browser.conftest import backstage
from tests.browser.test_guests import GUS, a_burst
from tests.browser.writing import NEW, send, type_in, words
from tickets import actions, letters, rating_links
from tickets.actions import Thing
from tickets.models import Ticket

HOUSE = "http://127.0.0.1:8000"
TXID = "0x" + "ab" * 32
walk = pytest.fixture(walking)


def path(link):
    """The way a letter's link leads here."""
    return link.removeprefix(HOUSE)


def refused(page):
    """Send what cannot be taken, and wait for the page that says so."""
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    page.locator("#promise button").click()
    expect(page.locator("[data-attention]").first).to_be_visible()


def test_the_form_from_empty_to_sent_already(new_page, carl, says, watch, walk):
    watch.forgive("422", "409")
    page = new_page(carl.user)
    page.goto(NEW)
    walk.looks(page, "empty form")
    page.goto(f"{NEW}?topic=deposit-missing")
    walk.looks(page, "form with questions")
    page.locator("[name=f-txid]").fill("TJRabPrwbZy45sbavfcjinPJC18kjpRTv8")
    page.locator("[name=f-txid]").blur()
    expect(page.locator(".asked-note .field-error").first).to_be_visible()
    walk.looks(page, "form with advice")
    refused(page)
    walk.looks(page, "form refused")
    with backstage():
        says(carl, "My deposit of 1,250 USDT is missing since noon", topic="fees", subject="Deposit missing")
    page.goto(f"{NEW}?topic=fees")
    words(page).fill("My deposit of 1,250 USDT is missing since noon")
    page.get_by_label("In one line").fill("Deposit missing")
    send(page)
    expect(page.get_by_role("button", name="It is about something else")).to_be_visible()
    walk.looks(page, "form with a repeat")
    key = page.locator("[name=key]").input_value()
    page.get_by_role("button", name="It is about something else").click()
    expect(page.get_by_text("We have your ticket.")).to_be_visible()
    walk.looks(page, "ticket just filed")
    page.goto(f"{NEW}?topic=fees")
    words(page).fill("Quite another matter")
    page.locator("[name=key]").evaluate("(box, key) => box.value = key", key)
    send(page)
    expect(page.get_by_text("You already sent a ticket from this page.")).to_be_visible()
    walk.looks(page, "form sent already")


def test_the_form_with_unsent_texts(new_page, carl, walk):
    page = new_page(carl.user)
    second = page.context.new_page()
    page.goto(NEW)
    second.goto(NEW)
    type_in(page, "About my deposit")
    page.reload()
    expect(page.get_by_text("This is what you typed before.")).to_be_visible()
    walk.looks(page, "form with a text again")
    type_in(second, "About my password, which I changed on Monday in the app")
    third = page.context.new_page()
    third.goto(NEW)
    expect(third.get_by_role("listitem").filter(has=third.get_by_role("button")).first).to_be_visible()
    walk.looks(third, "form with unsent texts")


def test_the_form_when_it_is_urgent(new_page, carl, watch, walk):
    watch.forgive("404")
    page = new_page(carl.user)
    page.goto(f"{NEW}?topic=account-takeover")
    walk.looks(page, "urgent form")
    page.get_by_role("button", name="Lock my account now").click()
    expect(page.get_by_text("Locked at")).to_be_visible()
    walk.looks(page, "urgent form after the lock")
    page.get_by_text("Is it safe again?").click()
    page.get_by_role("button", name="Lift the lock in 24 h").click()
    expect(page.get_by_role("button", name="Keep it locked")).to_be_visible()
    page.goto("/tickets/lock/")
    walk.looks(page, "lock page with a lifting")
    with backstage():
        stay = lock_links.to_stay(AccountLock.objects.get())
    page.goto(path(stay))
    walk.looks(page, "letter that stops a lifting")
    page.goto("/tickets/lock/stay/forged/")
    walk.looks(page, "letter used up")


def test_locking_as_a_guest_and_by_the_letter(new_page, carl, watch, walk):
    watch.forgive("422")
    page = new_page()
    page.goto("/tickets/lock/")
    walk.looks(page, "lock page of a guest")
    page.get_by_label("Lock my account now: its e-mail address").fill("carl@")
    page.get_by_role("button", name="Mail me the link").click()
    expect(page.get_by_text("This is no e-mail address.")).to_be_visible()
    walk.looks(page, "lock page refused")
    with backstage():
        link = lock_links.to_lock(carl)
    page.goto(path(link))
    walk.looks(page, "letter that locks")
    page.get_by_role("button", name="Lock it now").click()
    expect(page.get_by_text("Locked at")).to_be_visible()
    walk.looks(page, "lock page locked")


def test_the_form_of_a_guest_and_its_toll(new_page, house, watch, walk):
    watch.forgive("422", "ERR_FAILED")
    page = new_page()
    page.route("**/workers/reckon.js", lambda route: route.abort())
    page.goto(f"{NEW}?topic=fees")
    walk.looks(page, "form of a guest")
    words(page).fill("My code is refused since this morning.")
    page.get_by_label("Your e-mail address").fill(GUS)
    a_burst()
    send(page)
    expect(page.get_by_text("Your words are kept; send them in")).to_be_visible()
    walk.looks(page, "form with a toll")


def test_the_form_of_a_desk_of_one_s_own(new_page, carl, walk):
    with backstage():
        team = Team.objects.get(slug="business")
        Entrance.objects.create(tier=carl.tier, slug="own", names={"en": "Verified desk"}, team=team)
    page = new_page(carl.user)
    page.goto(NEW)
    walk.looks(page, "form that knows a desk")
    page.goto("/tickets/desk/own/")
    walk.looks(page, "form of a desk")


def test_my_tickets(new_page, ada, carl, says, walk):
    page = new_page(carl.user)
    page.goto("/tickets/")
    walk.looks(page, "no tickets")
    with backstage():
        says(carl, "Received", subject="A deposit that has not arrived since Monday", topic="deposit-missing")
        asked = actions.claim(says(carl, "Asked", topic="fees"), by=ada)
        actions.reply(asked, by=ada, body="Which?", key="r", wanted=[Thing("The TXID")])
        actions.resolve(says(carl, "Solved"), by=ada)
        actions.close(actions.resolve(says(carl, "Closed"), by=ada))
    page.goto("/tickets/")
    walk.looks(page, "my tickets")
    page.goto("/tickets/?show=waiting-for-you&topic=fees")
    walk.looks(page, "my tickets filtered")
    page.goto("/tickets/?q=nothing-of-mine")
    walk.looks(page, "my tickets none found")
    stranger = new_page()
    stranger.goto("/tickets/")
    walk.looks(stranger, "my tickets of a stranger")


def test_a_ticket_from_waiting_to_closed(new_page, ada, carl, says, watch, walk):
    watch.forgive("422")
    with backstage():
        seed = "My seed is " + "abandon " * 11 + "about"
        ticket = actions.claim(says(carl, seed, subject="Not arrived", topic="fees"), by=ada)
        things = [Thing("Which network?"), Thing("A picture", "screenshot"), Thing("Was it you?", "yes-no")]
        actions.reply(ticket, by=ada, body="Three things, please.", key="r", wanted=things)
    page = new_page(carl.user)
    page.goto(f"/tickets/{ticket.reference}/")
    walk.looks(page, "ticket waiting for the customer")
    page.get_by_role("button", name="Send", exact=True).first.click()
    expect(page.locator(".ask-problem")).to_be_visible()
    walk.looks(page, "ticket with a thing refused")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("There is nothing to send yet.").first).to_be_visible()
    walk.looks(page, "ticket with an answer refused")
    with backstage():
        ticket = actions.resolve(Ticket.objects.get(), by=ada)
    page.goto(f"/tickets/{ticket.reference}/")
    walk.looks(page, "ticket solved")
    page.get_by_role("radio", name="Very good").check()
    page.get_by_role("button", name="Send the rating").click()
    expect(page.get_by_text("You rated it 5 of 5 (Very good)")).to_be_visible()
    page.get_by_text("Change it").click()
    walk.looks(page, "ticket rated")
    with backstage():
        ticket = actions.close(ticket)
        says(carl, "And again", ticket=ticket)
    page.goto(f"/tickets/{ticket.reference}/")
    walk.looks(page, "ticket closed")


def test_an_urgent_ticket(new_page, carl, says, walk):
    with backstage():
        ticket = says(carl, "Somebody is in my account", topic="account-takeover")
        locks.lock(carl, by=carl.user, asked_from=AccountLock.AskedFrom.PAGE)
    page = new_page(carl.user)
    page.goto(f"/tickets/{ticket.reference}/")
    walk.looks(page, "urgent ticket")


def test_the_pages_of_letters(new_page, gus, ada, says, watch, walk):
    watch.forgive("404", "422")
    with backstage():
        ticket = says(gus, "My code is refused", subject="Code")
        link = path(letters.guest_link(ticket))
        with time_machine.travel(timezone.now() - timedelta(days=30)):
            old = path(letters.guest_link(ticket))
    page = new_page()
    page.goto(f"/tickets/{ticket.reference}/")
    walk.looks(page, "ticket that does not open here")
    page.goto(link)
    walk.looks(page, "link that asks")
    page.goto(old)
    walk.looks(page, "link too old")
    page.get_by_role("button", name="Mail me a fresh link").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    walk.looks(page, "fresh link asked for")
    page.goto("/tickets/open/forged/")
    walk.looks(page, "link forged")
    page.goto(link)
    page.get_by_role("button", name="It is mine: open it").click()
    expect(page.get_by_text("My code is refused").first).to_be_visible()
    walk.looks(page, "ticket of a guest")
    with backstage():
        ticket = actions.resolve(ticket, by=ada)
        rating = path(rating_links.link(actions.last_solve(ticket)))
    page.goto(rating)
    walk.looks(page, "rating by a letter")
    page.get_by_role("button", name="Send the rating").click()
    expect(page.locator("[data-attention]")).to_be_visible()
    walk.looks(page, "rating refused")
    page.goto("/tickets/rate/forged/")
    walk.looks(page, "rating forged")


def test_a_ticket_to_take_along(new_page, ada, carl, says, walk):
    with backstage():
        ticket = says(carl, "Where is it?", subject="Deposit", topic="fees")
        actions.reply(ticket, by=ada, body="On its way.", key="r")
    page = new_page(carl.user)
    address = f"/tickets/{ticket.reference}/export/html/"
    kept = page.request.get(address)  # a file to keep: a browser saves it, and its owner opens it
    page.route("**/kept.html", lambda route: route.fulfill(body=kept.body(), content_type="text/html"))
    page.goto("/kept.html")
    walk.looks(page, "export")


def test_whoever_looks_finds_what_is_in_the_way(new_page, house):
    page = new_page()
    page.goto(NEW)
    page.locator("label[for=id_subject]").evaluate("label => label.remove()")
    page.locator("h1").evaluate("title => title.style.color = '#ddd'")
    assert [one.partition(":")[0] for one in violations(page)] == ["color-contrast", "label"]
