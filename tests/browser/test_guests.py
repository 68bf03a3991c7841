"""Guests in a real browser: the letter's link, and the toll of a burst that nobody has to think about."""

import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import backstage
from tests.browser.test_file_a_ticket import screenshot
from tickets import floods, letters
from tickets.models import Attachment, Ticket

GUS = "gus@guest.example"


def fill(page, words="My code is refused since this morning."):
    page.goto("/tickets/new/?topic=cannot-sign-in")
    page.get_by_label("What happened?").fill(words)
    page.get_by_label("Your e-mail address").fill(GUS)


def a_burst(times=1):
    """So many tickets came in Gus's name that the next one owes a toll."""
    for _ in range(floods.TICKETS_A_GUEST.most * times):
        floods.share(floods.TICKETS_A_GUEST, f"guest:{GUS}", thing=uuid.uuid4())


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_letter_is_opened_on_another_device_and_the_first_asks_for_its_own_link(new_page, ada, phone):
    first = new_page()
    fill(first)
    first.get_by_role("button", name="Send the ticket").click()
    expect(first.get_by_text("Open the link in our mail.")).to_be_visible()
    with backstage():
        link = letters.guest_link(Ticket.objects.get()).partition("8000")[2]
    second = new_page(phone=phone, dark=phone)
    second.goto(link)
    expect(second.get_by_role("heading", name="Open your ticket")).to_be_visible()
    second.get_by_role("button", name="It is mine: open it").click()
    expect(second.get_by_text("My code is refused").first).to_be_visible()
    expect(second.get_by_text("Open the link in our mail.")).to_have_count(0)


def test_the_browser_pays_the_toll_by_itself_and_the_ticket_goes_out_whole(new_page, ada, watch):
    page = new_page()
    fill(page)
    page.locator("input[type=file]").set_input_files(screenshot())
    a_burst()
    watch.forgive("422")
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("We have your ticket.")).to_be_visible()
    assert Ticket.objects.get().messages.get().body == "My code is refused since this morning."
    assert Attachment.objects.get().name == "Bildschirm.png"


def test_while_it_reckons_the_words_stay_and_are_told_what_happens(new_page, ada, watch):
    page = new_page(phone=True, dark=True)
    page.route("**/workers/reckon.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    fill(page)
    a_burst()
    watch.forgive("422")
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("Checking that this is a person’s browser.")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value("My code is refused since this morning.")
    assert not Ticket.objects.exists()


def test_where_no_worker_runs_it_says_when_to_send_again(new_page, ada, watch):
    page = new_page()
    page.route("**/workers/reckon.js", lambda route: route.abort())
    fill(page)
    a_burst()
    watch.forgive("422", "ERR_FAILED")
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("Your words are kept; send them in")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value("My code is refused since this morning.")
