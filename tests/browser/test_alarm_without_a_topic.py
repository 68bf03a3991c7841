"""Who is being robbed fills in one box: a script offers the lock at once, without one the next page does."""

import pytest
from playwright.sync_api import expect

from tests.browser.writing import NEW
from tickets.models import Ticket

HACKED = "Hacker in my account, all coins are being withdrawn"


@pytest.mark.parametrize("phone", [True, False])
def test_what_happened_alone_brings_the_alarm_while_it_is_typed(new_page, carl, phone):
    page = new_page(carl.user, phone=phone)
    page.goto(NEW)
    page.get_by_label("What happened?").press_sequentially("How do I recognise a hack?")
    expect(page.locator("#proposals button").first).to_be_visible()
    expect(page.locator("#urgent-title")).to_have_count(0)
    page.get_by_label("What happened?").fill("")
    page.get_by_label("What happened?").press_sequentially(HACKED)
    expect(page.locator("#urgent-title")).to_be_visible()
    expect(page.locator("#proposals button").first).to_contain_text("Someone is in my account")
    page.get_by_role("link", name="Lock your account first").click()
    expect(page.locator("#urgent-title")).to_be_in_viewport()


def test_without_a_script_it_is_filed_as_an_alarm(new_page, carl):
    page = new_page(carl.user, script=False, phone=True)
    page.goto(NEW)
    page.get_by_label("What happened?").fill(HACKED)
    page.locator("#filing button[type=submit], #filing .button[data-kind=primary]").last.click()
    expect(page.get_by_text("We have your ticket.")).to_be_visible()
    assert Ticket.objects.get().severity == 0
