"""The bell as agents meet it: live, by keys alone, without scripts; the title of a hidden tab; the sound."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import backstage
from tickets import actions
from tickets.models import Notice, Wishes

LOOK = os.environ.get("LOOK")
HEARD = """
window.heard = 0;
window.AudioContext = class extends AudioContext {
  createOscillator() { window.heard += 1; return super.createOscillator(); }
};
"""
HIDE = """on => { Object.defineProperty(document, "hidden", { value: on, configurable: true });
document.dispatchEvent(new Event("visibilitychange")); }"""


@pytest.fixture
def ticket(ada, carl, says):
    with backstage():
        return actions.claim(says(carl, "Where is my deposit?", subject="A deposit is missing"), by=ada)


def look(page: Page, name: str) -> None:
    """The page has nothing that keeps people out; LOOK=folder keeps a picture."""
    if LOOK:
        page.screenshot(path=Path(LOOK) / f"{name}.png")
    assert not violations(page)


def test_a_notice_comes_by_itself_and_is_read_where_it_leads(new_page, worker, ada, carl, says, ticket):
    page = new_page(ada)
    page.goto("/desk/")
    bell = page.locator("#bell > summary")
    expect(bell).to_have_attribute("aria-label", "Notices")
    expect(page.locator("html")).to_have_attribute("data-connection", "live")
    page.evaluate(HIDE, True)
    with backstage():
        says(carl, "Still nothing", ticket=ticket)
    expect(page.locator(".bell-count")).to_have_text("1")
    assert page.title().startswith("(1) ")
    page.evaluate(HIDE, False)
    assert not page.title().startswith("(")
    expect(bell).to_have_attribute("aria-label", "Notices, 1 not read")
    bell.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#bell-body .notice")).to_contain_text("The customer wrote")
    look(page, "bell")
    page.locator("#bell-body a[data-notice]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/tickets/{ticket.pk}/")
    expect(page.locator(".bell-count")).to_be_hidden()
    with backstage():
        says(carl, "And still", ticket=ticket)
    expect(page.locator("#talk")).to_contain_text("And still")
    expect(page.locator(".bell-count")).to_be_hidden()  # it stands before her eyes


def test_the_sound_is_off_until_asked_for_and_needs_a_press(new_page, worker, ada, carl, says, ticket):
    page = new_page(ada)
    page.add_init_script(HEARD)
    page.goto("/desk/")
    page.locator("body").click(position={"x": 400, "y": 500})
    with backstage():
        says(carl, "One", ticket=ticket)
    expect(page.locator(".bell-count")).to_have_text("1")
    assert page.evaluate("heard") == 0
    with backstage():
        Wishes.objects.create(user=ada, chosen={"mine.wrote": ["listed", "sound"]})
    page.reload()
    page.keyboard.press("Shift")
    page.locator(".pane-head").first.click()
    with backstage():
        says(carl, "Two", ticket=ticket)
    expect(page.locator(".bell-count")).to_have_text("2")
    page.wait_for_function("heard > 0")


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_its_pages_are_open_to_everybody(new_page, ada, carl, says, ticket, phone, dark):
    name = f"{'phone' if phone else 'desk'}-{'dark' if dark else 'light'}"
    page = new_page(ada, phone=phone, dark=dark)
    page.goto("/desk/notices/")
    look(page, f"none-{name}")
    with backstage():
        for event in ticket.events.all():
            Notice.objects.create(to=ada, event=event, kind="wrote" if event.kind == "received" else "given")
        Notice.objects.filter(kind="wrote").update(read_at=ticket.opened_at)
    page.goto("/desk/notices/")
    look(page, f"notices-{name}")
    page.goto(f"/desk/notices/?ticket={ticket.pk}")
    page.get_by_role("button", name="Mute this ticket").click()
    expect(page.get_by_role("button", name="Tell me of this ticket again")).to_be_visible()
    look(page, f"muted-{name}")
    page.goto("/desk/notices/wishes/")
    look(page, f"wishes-{name}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_it_is_a_page_and_forms(new_page, watch, ada, ticket):
    watch.forgive("status of 422")
    with backstage():
        Notice.objects.create(to=ada, event=ticket.events.first(), kind="given")
    page = new_page(ada, script=False)
    page.goto("/desk/")
    page.locator("#bell > summary").click()
    page.get_by_role("link", name="All notices").click()
    page.get_by_role("button", name=re.compile("^Read.*MER-")).click()
    expect(page.locator(".notice[data-unread]")).to_have_count(0)
    page.get_by_role("link", name="What I am told of").last.click()
    page.get_by_label("From").fill("22:00")
    page.get_by_role("button", name="Keep these choices").click()
    expect(page.locator("#wishes")).to_contain_text("a beginning and an end")
    page.get_by_label("Until").fill("07:00")
    page.get_by_role("button", name="Keep these choices").click()
    assert Wishes.objects.get(user=ada).quiet_from.hour == 22


def test_a_notice_of_another_ticket_is_asked_for_once_and_then_left_alone(
    new_page, worker, ada, carl, says, ticket
):
    with backstage():
        other = actions.claim(says(carl, "Another matter", topic="fees"), by=ada)
    page, asked = new_page(ada), []
    page.goto(f"/desk/tickets/{ticket.pk}/")
    expect(page.locator("html")).to_have_attribute("data-connection", "live")
    with backstage():
        says(carl, "Still nothing", ticket=other)
    expect(page.locator(".bell-count")).to_have_text("1")
    page.on("request", lambda request: "/notices/" in request.url and asked.append(request.url))
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-connection", "live")
    page.wait_for_timeout(1_000)
    assert len(asked) <= 4
