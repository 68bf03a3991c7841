"""Lock my account now, in Chromium: before anything else on the form, with and without JavaScript, live."""

import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from support.people import lock_answers, lock_links, locks
from support.people.lock_calls import Verdict
from support.people.models import AccountLock
from tests.browser.conftest import backstage
from tickets.models import Ticket

FORM = "/tickets/new/?topic=account-takeover"
BUTTON = "Lock my account now"


def picture(page, name):
    """Where LOOK names a folder, what the page looks like is kept there."""
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("phone", "dark"), [(True, False), (False, False), (True, True), (False, True)])
def test_one_press_locks_and_what_was_typed_stays(new_page, carl, phone, dark):
    page = new_page(carl.user, phone=phone, dark=dark)
    page.goto(FORM)
    page.get_by_label("What happened?").fill("Somebody moved my coins.")
    button = page.get_by_role("button", name=BUTTON)
    name = f"{'phone' if phone else 'desktop'}-{'dark' if dark else 'light'}"
    picture(page, f"form-{name}")
    assert button.bounding_box()["y"] < 844  # seen at once, also on a phone
    button.click()
    expect(page.get_by_text("Locked at")).to_be_visible()
    picture(page, f"locked-{name}")
    expect(page.get_by_label("What happened?")).to_have_value("Somebody moved my coins.")
    expect(button).to_have_count(0)
    assert AccountLock.objects.get().state == "locked"
    page.get_by_role("button", name="Alert the security team").click()
    expect(page.get_by_text("We have your ticket")).to_be_visible()
    expect(page.get_by_text("Locked at")).to_be_visible()
    picture(page, f"ticket-{name}")


def test_by_the_keyboard_alone(new_page, carl):
    page = new_page(carl.user)
    page.goto("/tickets/lock/")
    page.get_by_role("button", name=BUTTON).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Locked at")).to_be_visible()


@pytest.mark.parametrize("phone", [True, False])
def test_without_javascript_the_press_leads_to_a_page_that_says_it(new_page, carl, phone):
    page = new_page(carl.user, phone=phone, script=False)
    page.goto(FORM)
    page.get_by_role("button", name=BUTTON).click()
    expect(page.get_by_text("Locked at")).to_be_visible()
    assert page.url.endswith("/tickets/lock/")
    picture(page, f"page-without-script-{phone}")
    page.get_by_text("Is it safe again?").click()
    page.get_by_role("button", name="Lift the lock in 24 h").click()
    expect(page.get_by_text("The lock is lifted 24 h after our letter")).to_be_visible()
    picture(page, f"lifting-without-script-{phone}")
    page.get_by_role("button", name="Keep it locked").click()
    expect(page.get_by_text("The lock is lifted")).to_have_count(0)


def silent(carl):
    """A lock the exchange has not answered."""
    with backstage():
        return AccountLock.objects.create(
            customer=carl, exchange_id=carl.exchange_id, email=carl.email, state="unknown"
        )


def answer(lock):
    with backstage():
        lock_answers.hear(lock, Verdict(refused=False, at=timezone.now(), reference="LCK-1"), lift=False)


@pytest.mark.parametrize("phone", [True, False])
def test_the_answer_appears_by_itself_on_the_form(new_page, carl, phone):
    page = new_page(carl.user, phone=phone)
    lock = silent(carl)
    page.goto(FORM)
    expect(page.get_by_text("The exchange has not answered yet.")).to_be_visible()
    picture(page, f"silent-{'phone' if phone else 'desktop'}")
    answer(lock)
    expect(page.get_by_text("Locked at")).to_be_visible()


def test_the_answer_appears_by_itself_on_the_ticket_and_at_the_desk(new_page, carl, ada, says):
    with backstage():
        ticket = says(carl, topic="account-takeover")
    page, desk = new_page(carl.user), new_page(ada)
    lock = silent(carl)
    page.goto(f"/tickets/{ticket.reference}/")
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    expect(page.get_by_text("The exchange has not answered yet.")).to_be_visible()
    expect(desk.get_by_text("Not known to be locked")).to_be_visible()
    answer(lock)
    expect(page.get_by_text("Locked at")).to_be_visible()
    expect(page.get_by_text("The account is locked")).to_be_visible()
    expect(desk.get_by_text("Reference of the exchange: LCK-1.")).to_be_visible()
    picture(desk, "desk")
    assert Ticket.objects.get().events.filter(kind="locked").count() == 1


@pytest.mark.parametrize("phone", [True, False])
def test_a_guest_types_the_address_and_the_form_stays(new_page, house, watch, phone):
    page = new_page(phone=phone, dark=not phone)
    page.goto(FORM)
    page.get_by_label("What happened?").fill("I cannot get in.")
    address = page.get_by_label("Lock my account now: its e-mail address")
    watch.forgive("422")
    address.fill("carl@")
    page.get_by_role("button", name="Mail me the link").click()
    expect(page.get_by_text("This is no e-mail address.")).to_be_visible()
    picture(page, f"guest-refused-{phone}")
    address.fill("carl@customer.example")
    page.get_by_role("button", name="Mail me the link").click()
    expect(page.get_by_text("Look into your mailbox.")).to_be_visible()
    picture(page, f"guest-{phone}")
    expect(page.get_by_label("What happened?")).to_have_value("I cannot get in.")


def test_refused_it_says_so_and_offers_the_button_again(new_page, carl):
    page = new_page(carl.user, phone=True)
    lock = silent(carl)
    with backstage():
        lock_answers.hear(lock, Verdict(refused=True, reason="this account is closed"), lift=False)
    page.goto("/tickets/lock/")
    expect(page.get_by_text("Refused: this account is closed")).to_be_visible()
    expect(page.get_by_role("button", name=BUTTON)).to_be_visible()
    picture(page, "refused")


def test_the_pages_behind_the_letters(new_page, carl):
    with backstage():
        link = lock_links.to_lock(carl)
    page = new_page(phone=True)
    page.goto("/tickets/lock/now/" + link.rstrip("/").rpartition("/")[2] + "/")
    picture(page, "letter")
    page.get_by_role("button", name="Lock it now").click()
    expect(page.get_by_text("Locked at")).to_be_visible()
    picture(page, "letter-locked")
    lock = AccountLock.objects.get()
    with backstage():
        locks.ask_undo(lock, by=carl.user)
        lock.refresh_from_db()
        stay = lock_links.to_stay(lock)
    page.goto("/tickets/lock/stay/" + stay.rstrip("/").rpartition("/")[2] + "/")
    picture(page, "stay")
    page.get_by_role("button", name="Keep it locked").click()
    expect(page.get_by_text("Locked at")).to_be_visible()


def test_the_box_goes_when_its_cause_is_taken_back_and_stays_once_it_was_used(new_page, carl):
    page = new_page(carl.user)
    page.goto("/tickets/new/?topic=phishing-report")
    answer, button = page.locator("[name=f-entered]"), page.get_by_role("button", name=BUTTON)
    answer.select_option("yes")
    expect(button).to_be_visible()
    answer.select_option("no")
    expect(button).to_have_count(0)
    answer.select_option("yes")
    button.click()
    expect(page.get_by_text("Locked at")).to_be_visible()
    answer.select_option("no")
    expect(page.get_by_role("button", name="Send the ticket")).to_be_visible()
    expect(page.get_by_text("Locked at")).to_be_visible()
