"""Who does not know the minute says so: by mouse, by keyboard, on a phone, and where no script runs."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.axe import nothing_in_the_way
from tests.tickets.said import ETH, HASH
from tickets.models import Ticket

UNSURE, EXACT = "I am not sure of the time", "Choose day and time"


def fill(page, *, picker=True):
    """Everything but the time."""
    page.goto("/tickets/new/?topic=deposit-missing")
    page.get_by_label("Coin", exact=True).fill("Tether")
    page.get_by_label("Network it was sent on").select_option("ethereum")
    page.get_by_label("Transaction ID", exact=True).fill(f"0x{HASH}")
    page.get_by_label("Amount", exact=True).fill("250")
    page.get_by_label("Address you sent it to").fill(ETH)
    page.get_by_label("What happened?").fill("250 USDT are not in my balance")
    box = page.get_by_label("When did you send it?")
    expect(box).to_have_attribute("type", "datetime-local" if picker else "text")
    return box


def sent(page):
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("We have your ticket.")).to_be_visible()
    return Ticket.objects.get().values.get(key="sent_at")


@pytest.mark.parametrize("phone", [False, True])
def test_a_press_turns_the_picker_into_a_line_for_words(new_page, carl, house, phone):
    page = new_page(carl.user, phone=phone)
    box = fill(page)
    page.get_by_role("button", name=UNSURE).click()
    expect(box).to_be_focused()
    box.fill("yesterday")
    box.blur()
    expect(page.get_by_text("the time of day is not known").first).to_be_visible()
    nothing_in_the_way(page)
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=f"{folder}/unsure-when-{phone}.png", full_page=True)
    assert sent(page).facts["exact"] == "day"
    expect(page.get_by_text("the time of day is not known").first).to_be_visible()


def test_a_picked_time_stays_through_both_kinds_of_box(new_page, carl, house):
    page = new_page(carl.user)
    box = fill(page)
    box.fill("2026-01-02T14:05")
    page.get_by_role("button", name=UNSURE).press("Enter")
    expect(box).to_have_value("2026-01-02 14:05")
    page.get_by_role("button", name=EXACT).press("Enter")
    expect(box).to_have_value("2026-01-02T14:05")
    assert "exact" not in sent(page).facts


def test_words_that_are_refused_or_brought_back_stay_words(new_page, carl, house, watch):
    page = new_page(carl.user)
    box = fill(page)
    page.get_by_role("button", name=UNSURE).click()
    box.fill("once upon a time")
    watch.forgive("422")
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("is not understood").first).to_be_visible()
    expect(box).to_have_value("once upon a time")
    expect(page.get_by_role("button", name=EXACT)).to_be_visible()
    box.fill("about 3 days ago")
    expect(page.locator("[data-draft-state]")).to_contain_text("with us")
    page.reload()
    expect(box).to_have_value("about 3 days ago")
    expect(page.get_by_role("button", name=EXACT)).to_be_visible()
    assert sent(page).facts["exact"] == "days"


def test_without_a_script_the_line_takes_words_and_times(new_page, carl, house):
    page = new_page(carl.user, script=False)
    box = fill(page, picker=False)
    expect(page.get_by_role("button", name=UNSURE)).to_have_count(0)
    box.fill("around noon yesterday")
    assert sent(page).facts["exact"] == "about"
