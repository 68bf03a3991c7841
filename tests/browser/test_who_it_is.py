"""The customer's pane: a hidden fact shows for a minute, and what is fetched once somebody looks."""

import os

from playwright.sync_api import expect

from support.audit.models import Entry
from support.people import reveals
from support.people.models import Handle
from tests.browser.axe import violations
from tests.browser.conftest import backstage

TRON = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"


def picture(page, name):
    """For whoever wants to look: PICTURES is a folder."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")


def test_a_hidden_fact_is_shown_for_a_reason_and_leaves(new_page, watch, ada, carl, says):
    watch.forgive("422")
    with backstage():
        Handle.objects.create(customer=carl, network="x", external_id="770011", name="carl_b")
        ticket = says(carl, f"I sent USDT to {TRON}, error MX-406")
        other = says(carl, f"And another time to {TRON}")
    page = new_page(ada, dark=True)
    page.goto(f"/desk/tickets/{ticket.pk}/")
    who = page.locator("#who")
    expect(who.locator("#named")).to_contain_text(TRON)
    expect(who.locator("#theirs")).to_contain_text(other.reference)
    expect(who.locator("[data-account]")).to_be_visible()
    hidden = who.locator("#reveal-email")
    hidden.locator("summary").focus()
    page.keyboard.press("Enter")
    hidden.get_by_label("Why do you need to see it?").select_option("other")
    hidden.get_by_role("button", name="Show for a minute").press("Enter")
    expect(hidden).to_contain_text("Say why, in a few words.")
    hidden.get_by_label("In your own words").fill("They wrote from another address")
    picture(page, "why")
    page.keyboard.press("Enter")
    expect(hidden).to_contain_text(carl.email)
    assert violations(page) == []
    with backstage():
        assert Entry.objects.get(action="customer.revealed").by == ada
        says(carl, "One more word", thread=ticket.thread)
    expect(page.locator("#talk-log")).to_contain_text("One more word")
    expect(hidden).to_contain_text(carl.email)
    picture(page, "shown")
    who.locator("#theirs").scroll_into_view_if_needed()
    picture(page, "named")
    who.locator("#reveal-exchange_id summary").click()
    expect(hidden).not_to_contain_text(carl.email)
    assert carl.email not in page.content()


def test_a_minute_later_it_is_hidden_again(new_page, ada, carl, says):
    with backstage():
        ticket = says(carl)
    page = new_page(ada, phone=True)
    page.clock.install()
    page.goto(f"/desk/tickets/{ticket.pk}/")
    page.get_by_role("button", name="Customer", exact=True).click()
    hidden = page.locator("#reveal-email")
    hidden.locator("summary").click()
    hidden.get_by_label("Why do you need to see it?").select_option("match")
    hidden.get_by_role("button", name="Show for a minute").click()
    expect(hidden).to_contain_text(carl.email)
    picture(page, "phone")
    page.clock.fast_forward(61_000)
    expect(hidden).not_to_contain_text(carl.email)
    assert carl.email not in page.content()


def test_supervisors_read_who_looked(new_page, sam, ada, carl, says):
    with backstage():
        ticket = says(carl)
        carl.canary = True
        known = reveals.fields(carl)
        for name, reason in (("email", "match"), ("exchange_id", "fraud")):
            reveals.reveal(carl, known[name], by=ada, about=ticket.reference, reason=reason, words="see note")
    page = new_page(sam)
    page.goto("/desk/reveals/")
    expect(page.get_by_role("row")).to_have_count(3)
    assert violations(page) == []
    picture(page, "book")
    page.goto("/desk/")
    page.get_by_role("link", name="Hidden facts shown").click()
    expect(page.get_by_role("heading", name="Hidden facts shown")).to_be_visible()
