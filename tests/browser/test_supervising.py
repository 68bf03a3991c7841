"""The wall, a whisper and taking over, with the agent's own desk beside it; every state looked at."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import walking
from tests.browser.conftest import backstage
from tickets import actions

LOOK = os.environ.get("LOOK")
walk = pytest.fixture(walking)


@pytest.fixture
def ticket(ada, carl, cleo, says):
    with backstage():
        says(cleo, "Money is leaving my account", subject="Money is leaving", topic="account-takeover")
        says(cleo, "Fee?", subject="Why this fee", topic="fees")
        return actions.claim(says(carl, "My deposit is missing", subject="Deposit missing"), by=ada)


def look(walk, page, name):
    if LOOK:
        page.screenshot(path=Path(LOOK) / f"{name}.png")
    walk.looks(page, name)


def test_a_whisper_is_heard_by_the_agent_at_once_and_by_nobody_else(new_page, walk, ada, sam, carl, ticket):
    agent, lead, customer = new_page(ada), new_page(sam), new_page(carl.user)
    agent.goto(f"/desk/tickets/{ticket.pk}/")
    customer.goto(f"/tickets/{ticket.reference}/")
    lead.goto(f"/desk/tickets/{ticket.pk}/")
    expect(agent.locator("html")).to_have_attribute("data-connection", "live")
    lead.locator("#whisper-menu > summary").press("Enter")
    look(walk, lead, "whisper form")
    lead.locator("#whisper-body").fill("Ask for the TXID first")
    lead.get_by_role("button", name="Whisper", exact=True).press("Enter")
    expect(agent.locator("#toasts")).to_contain_text("Sam whispers to you", timeout=2_000)
    expect(agent.locator("#whispers")).to_contain_text("Ask for the TXID first")
    expect(lead.locator("#whispers")).to_contain_text("You, to Ada")
    look(walk, agent, "whisper heard")
    look(walk, lead, "whisper said")
    customer.reload()
    assert "TXID" not in customer.content()


def test_a_ticket_is_taken_over_and_what_the_agent_had_begun_goes_on(new_page, walk, ada, sam, ticket):
    agent, lead = new_page(ada), new_page(sam)
    agent.goto(f"/desk/tickets/{ticket.pk}/")
    expect(agent.locator("html")).to_have_attribute("data-connection", "live")
    box = agent.get_by_label("Reply", exact=True).last
    with agent.expect_response(
        lambda answer: "/jotting/reply/" in answer.url and answer.request.method == "POST"
    ):
        box.press_sequentially("Dear Carl, we have found")
    lead.goto(f"/desk/tickets/{ticket.pk}/")
    lead.locator("#take-over-menu > summary").click()
    look(walk, lead, "take over form")
    lead.get_by_label("Why?").last.fill("she is in a call")
    lead.get_by_role("button", name="Take it over").last.click()
    expect(lead.get_by_text("is in your hands now.")).to_be_visible()
    expect(agent.locator("#toasts")).to_contain_text("Sam took", timeout=2_000)
    expect(box).to_have_value("Dear Carl, we have found")
    shown = lead.locator("#outgoing")
    expect(shown).to_contain_text("Ada shows a draft of a reply.")
    shown.get_by_role("button", name="Take it over").click()
    expect(lead.get_by_label("Reply", exact=True).last).to_have_value("Dear Carl, we have found")
    look(walk, lead, "taken over")


def test_the_wall_moves_by_itself(new_page, walk, sam, carl, says, ticket):
    wall = new_page(sam)
    wall.goto("/desk/wall/")
    expect(wall.locator("html")).to_have_attribute("data-connection", "live")
    waiting = wall.locator(".wall-tiles dd").nth(2)
    expect(waiting).to_have_text("2")
    with backstage():
        says(carl, "One more", subject="One more")
    expect(waiting).to_have_text("3", timeout=3_000)
    look(walk, wall, "wall")
    wall.get_by_role("link", name="Whisper, take over").first.click()
    expect(wall.get_by_role("heading", name="In the hands of Ada Desk.")).to_be_visible()
    look(walk, wall, "whispers page")
    if LOOK:
        phone = new_page(sam, phone=True, dark=True)
        phone.goto("/desk/wall/")
        phone.screenshot(path=Path(LOOK) / "wall-phone-dark.png", full_page=True)
        phone.goto(f"/desk/tickets/{ticket.pk}/")
        phone.screenshot(path=Path(LOOK) / "ticket-phone-dark.png")


def test_without_a_script_a_whisper_is_a_plain_form(new_page, ada, sam, ticket):
    lead = new_page(sam, script=False)
    lead.goto(f"/desk/tickets/{ticket.pk}/")
    lead.get_by_role("link", name="Whisper, take over").click()
    lead.locator("#whisper-body").fill("Ask for the TXID first")
    lead.get_by_role("button", name="Whisper", exact=True).click()
    expect(lead.get_by_text("Ask for the TXID first")).to_be_visible()
