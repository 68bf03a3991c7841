"""The customer's side of a ticket as it is lived: one tap, ticks on both sides, a list that moves."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import backstage
from tickets import actions
from tickets.actions import Thing
from tickets.models import Rating, Ticket

# A network that lets no WebSocket through, and a browser that does not wait long between its tries.
NO_LINE = """Math.random = () => 0;
window.WebSocket = class extends EventTarget {
  constructor() { super(); setTimeout(() => this.dispatchEvent(new CloseEvent("close", {code: 1006})), 5); }
  close() {}
};"""
LIVE = 2000  # ms in which an open page must have heard


def screenshot():
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
    return {"name": "Bildschirm.png", "mimeType": "image/png", "buffer": picture.getvalue()}


@pytest.fixture
def asked(ada, carl, says):
    """Carl's ticket, on which Ada asks for three things."""
    ticket = says(carl, "1,250 USDT have not arrived", subject="1,250 USDT have not arrived")
    actions.claim(ticket, by=ada)
    wanted = [
        Thing("Which network did you choose when you sent it?"),
        Thing("A screenshot of the finished transfer", "screenshot"),
        Thing("Did you make this transfer yourself?", "yes-no"),
    ]
    actions.reply(ticket, by=ada, body="I need three things from you.", key="r-1", wanted=wanted)
    return ticket


@pytest.mark.parametrize("phone", [False, True])
def test_what_we_need_is_given_in_taps_and_ticks_at_the_desk(new_page, ada, carl, asked, phone):
    desk = new_page(ada)
    desk.goto(f"/desk/tickets/{asked.pk}/")
    expect(desk.locator("#owed-head")).to_contain_text("0 of 3")
    page = new_page(carl.user, phone=phone)
    page.goto(f"/tickets/{asked.reference}/")
    expect(page.get_by_role("heading", name="We need 3 things from you")).to_be_visible()
    page.get_by_role("textbox", name="Which network").fill("Ethereum")
    page.get_by_role("textbox", name="Which network").press("Enter")
    expect(page.get_by_role("heading", name="We need 2 things from you")).to_be_visible()
    expect(desk.locator("#owed-head")).to_contain_text("1 of 3", timeout=LIVE + 1000)
    page.locator("#wanted input[type=file]").set_input_files(screenshot())  # the tap: no other button
    expect(page.get_by_role("heading", name="We need one more thing from you")).to_be_visible()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("heading", name="We have everything we asked for")).to_be_visible()
    expect(page.locator("#path [aria-current]")).to_contain_text("With our Front line team")
    expect(desk.locator("#owed-head")).to_contain_text("3 of 3")
    assert Ticket.objects.get(pk=asked.pk).waiting_since
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0


def test_a_list_appears_and_ticks_on_an_open_page_and_what_is_typed_stays(new_page, ada, carl, says):
    ticket = says(carl, "Where is it?")
    page = new_page(carl.user)
    page.goto(f"/tickets/{ticket.reference}/")
    with backstage():
        wanted = [Thing("The TXID"), Thing("Your bank"), Thing("The day")]
        actions.reply(ticket, by=ada, body="Please", key="r-1", wanted=wanted)
    expect(page.get_by_role("heading", name="We need 3 things from you")).to_be_visible(timeout=LIVE)
    page.get_by_role("textbox", name="Your bank").fill("Half typed")
    with backstage():
        actions.spare(ticket.wanted.get(place=1), by=ada)
    expect(page.get_by_role("heading", name="We need 2 things from you")).to_be_visible(timeout=LIVE)
    expect(page.get_by_role("textbox", name="Your bank")).to_have_value("Half typed")
    expect(page.get_by_role("textbox", name="Your bank")).to_be_focused()
    expect(page.locator("#wanted").get_by_text("on this device and with us")).to_be_visible()


def test_an_agent_asks_from_the_composer_and_the_usual_brings_its_kind(new_page, ada, carl, says):
    ticket = says(carl, "Where is it?")
    desk = new_page(ada)
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    desk.get_by_role("textbox", name="Reply").fill("Please send these.")
    desk.get_by_text("Ask for something").click()
    boxes = desk.get_by_role("combobox", name="What you need")
    boxes.nth(0).fill("A photo of your identity document, both sides")
    expect(desk.get_by_role("combobox", name="How it is answered").nth(0)).to_have_value("identity")
    for at in (1, 2):
        boxes.nth(at).fill(f"Thing {at}")
    expect(boxes).to_have_count(4)
    desk.get_by_role("button", name="Send reply").click()
    expect(desk.locator("#owed-head")).to_contain_text("0 of 3")
    assert [thing.kind for thing in ticket.wanted.all()] == ["identity", "words", "words"]


def test_without_a_script_the_list_is_answered_too(new_page, carl, asked):
    plain = new_page(carl.user, script=False)
    plain.goto(f"/tickets/{asked.reference}/")
    plain.locator("#wanted input[type=file]").set_input_files(screenshot())
    plain.locator(".give:has(input[type=file])").get_by_role("button", name="Send").click()
    expect(plain.get_by_role("heading", name="We need 2 things from you")).to_be_visible()
    plain.goto("/tickets/")
    plain.get_by_role("link", name="Waiting for you").click()
    expect(plain.locator(".mine-row")).to_have_count(1)
    plain.get_by_role("link", name="Solved").click()
    expect(plain.get_by_text("None at the moment")).to_be_visible()


def test_my_tickets_move_while_i_look(new_page, ada, carl, says):
    ticket = says(carl, "Where is it?")
    page = new_page(carl.user, phone=True)
    page.goto("/tickets/")
    row = page.locator(f"#{ticket.reference}")
    expect(row).to_contain_text("Received")
    expect(page.locator("html")).to_have_attribute("data-connection", "live")
    with backstage():
        actions.reply(ticket, by=ada, body="Which?", key="r-1")
    expect(row).to_contain_text("Waiting for you", timeout=LIVE)
    with backstage():
        actions.resolve(ticket, by=ada)
    expect(page.get_by_role("heading", name="Solved and closed")).to_be_visible(timeout=LIVE)
    expect(page.locator("#shown").get_by_role("link", name="Open")).to_contain_text("0")


def test_where_no_line_opens_the_list_asks_by_itself(new_page, ada, carl, says):
    ticket = says(carl, "Where is it?")
    page = new_page(carl.user)
    page.add_init_script(NO_LINE)
    page.goto("/tickets/")
    with backstage():
        actions.reply(ticket, by=ada, body="Which?", key="r-1")
    expect(page.locator(f"#{ticket.reference}")).to_contain_text("Waiting for you", timeout=20_000)


def test_solved_is_rated_once_and_kindly(new_page, ada, carl, says):
    ticket = says(carl, "Where is it?")
    page = new_page(carl.user, phone=True)
    page.goto(f"/tickets/{ticket.reference}/")
    with backstage():
        actions.resolve(ticket, by=ada)
    expect(page.get_by_text("How did we do?")).to_be_visible(timeout=LIVE)
    page.get_by_role("radio", name="Very good").check()
    page.get_by_label("What went well").fill("Fast and kind.")
    page.get_by_role("button", name="Send the rating").click()
    expect(page.get_by_text("You rated it 5 of 5 (Very good).")).to_be_visible()
    assert Rating.objects.get().comment == "Fast and kind."
