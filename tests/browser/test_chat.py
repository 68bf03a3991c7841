"""A visitor's chat and the agent's desk, both as people see them."""

import asyncio

import pytest
import redis
import websockets
from django.conf import settings
from playwright.sync_api import Page, expect

from support.people.models import Agent
from tests.browser.axe import nothing_in_the_way
from tests.browser.conftest import backstage
from tickets import actions
from tickets.models import Message, Ticket

NO_SOCKETS = """window.WebSocket = class extends EventTarget {
  static OPEN = 1;
  readyState = 3;
  constructor() { super(); setTimeout(() => this.dispatchEvent(new CloseEvent("close", { code: 1006 }))); }
  send() {}
  close() {}
};"""


def say(page: Page, words: str) -> None:
    """Type into the window and send it."""
    page.get_by_label("Your message", exact=True).last.fill(words)
    page.get_by_role("button", name="Send message").click()


def said(page: Page) -> list[str]:
    """What stands in the window, line by line."""
    return [text.strip() for text in page.locator("[data-log] .message-body").all_inner_texts()]


def kept(page: Page, words: str) -> None:
    """Wait until the server has a line."""
    line = page.locator("article", has_text=words)
    expect(line.locator(".message-foot")).to_have_text("Sent")


def test_a_visitor_waits_is_taken_talks_and_comes_back(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    expect(page.get_by_role("heading", name="Meridian Support")).to_be_visible()
    page.get_by_role("button", name="My account is locked").click()
    say(page, "I cannot get in any more")
    kept(page, "I cannot get in")
    expect(page.locator(".wait-number").first).to_have_text("1 in line")
    expect(page.get_by_text("we cannot say now").first).to_be_visible()

    with backstage():
        ticket = actions.claim_next(ada)
    assert ticket.topic.slug == "account-locked"
    expect(page.get_by_text("Ada joined")).to_be_visible()
    expect(page.get_by_role("heading", name="Ada, ")).to_be_visible()
    with backstage():
        actions.note(ticket, by=ada, body="new device since Monday", key="n")
        actions.reply(ticket, by=ada, body="I see the hold\n\nIt ends tomorrow", key="r")
    expect(page.get_by_text("It ends tomorrow")).to_be_visible()
    with backstage():
        actions.resolve(ticket, by=ada)
    expect(page.get_by_text("Resolved. Write again, and it opens.")).to_be_visible()

    page.goto("/status/")
    page.goto("/chat/")
    expect(page.get_by_text("It ends tomorrow")).to_be_visible()
    assert said(page) == ["I cannot get in any more", "I see the hold\n\nIt ends tomorrow"]
    assert "new device" not in page.content()
    say(page, "Thank you")
    expect(page.get_by_text("Open again")).to_be_visible()
    expect(page.get_by_role("heading", name="Ada, ")).to_be_visible()  # who answered within the day


def test_lines_typed_while_the_line_is_down_arrive_once_and_in_order(new_page, servers, watch, ada):
    watch.forgive("WebSocket connection", "net::ERR")
    page = new_page()
    page.goto("/chat/")
    say(page, "Before")
    kept(page, "Before")
    servers.stop("live", kill=True)
    say(page, "While it was down")
    say(page, "And one more")
    expect(page.get_by_text("We try again by ourselves").first).to_be_visible()
    with backstage():
        actions.reply(Ticket.objects.get(), by=ada, body="Said meanwhile", key="r")
    page.reload()  # even the page goes, the lines stay
    assert said(page)[:2] == ["While it was down", "And one more"]
    servers.start("live")
    for words in ("While it was down", "And one more"):
        kept(page, words)
    expect(page.get_by_text("Said meanwhile")).to_be_visible()
    expected = ["Before", "Said meanwhile", "While it was down", "And one more"]
    assert said(page) == expected
    assert [m.body for m in Message.objects.order_by("seq")] == expected


def test_without_any_websocket_the_conversation_goes_on_by_asking(new_page, watch, ada):
    watch.forgive("WebSocket connection", "net::ERR")
    page = new_page()
    page.add_init_script(NO_SOCKETS)
    page.goto("/chat/")
    for number in range(1, 4):
        say(page, f"No socket passes here, line {number}")
    expect(page.locator(".connection[data-when=asking]")).to_be_visible(timeout=20_000)
    kept(page, "line 3")
    assert [m.body[-1] for m in Message.objects.order_by("seq")] == ["1", "2", "3"]
    with backstage():
        actions.reply(Ticket.objects.get(), by=ada, body="You are heard", key="r")
    expect(page.get_by_text("You are heard")).to_be_visible(timeout=20_000)
    assert said(page)[-1] == "You are heard"


def test_an_emptied_valkey_in_the_middle_of_it_loses_nothing(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    say(page, "Before")
    kept(page, "Before")
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    say(page, "After")
    kept(page, "After")
    with backstage():
        ticket = actions.claim_next(ada)
        actions.reply(ticket, by=ada, body="Both are here", key="r")
    expect(page.get_by_text("Both are here")).to_be_visible()
    assert said(page) == ["Before", "After", "Both are here"]


def test_a_secret_never_leaves_the_browser_and_its_owner_is_told(new_page, ada):
    page = new_page()
    sent = []
    page.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(str(frame))))
    page.goto("/chat/")
    say(page, "my password is hunter2hunter2 please help")
    expect(page.locator(".message .masked")).to_be_visible()
    expect(page.locator("[data-log] .banner")).to_contain_text("Password: change it")
    assert "hunter2" not in "".join(sent) + page.content() + Message.objects.get().body
    assert "hunter2" not in page.evaluate("JSON.stringify(localStorage)")


def test_two_windows_of_one_visitor_show_the_same(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    other = page.context.new_page()
    other.goto("/chat/")
    say(page, "From the first")
    kept(other, "From the first")
    say(other, "From the second")
    kept(page, "From the second")
    assert said(page) == said(other) == ["From the first", "From the second"]


def test_a_closed_chat_becomes_a_ticket_with_every_word(new_page, ada):
    page = new_page(phone=True)
    page.goto("/chat/")
    page.get_by_label("Your message", exact=True).last.fill("It says on hold, and nobody told me why")
    page.wait_for_timeout(900)
    Agent.objects.update(availability="offline")
    page.reload()
    expect(page.get_by_role("heading", name="Leave it with us")).to_be_visible()
    words = page.locator("#as-words")
    expect(words).to_have_value("It says on hold, and nobody told me why")
    page.get_by_label("Where shall we answer?").fill("gus@guest.example")
    page.get_by_role("button", name="Send as a ticket").click()
    expect(page.get_by_text("We have your ticket.")).to_be_visible()
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.customer.email) == ("web", "gus@guest.example")
    assert ticket.messages.get().body == "It says on hold, and nobody told me why"
    page.goto("/chat/")
    expect(page.locator("#as-words")).to_have_value("")


def test_the_words_go_along_to_the_full_ticket_form(new_page, ada):
    page = new_page()
    page.goto("/chat/")
    page.get_by_label("Your message", exact=True).last.fill("A long story about a deposit")
    page.get_by_role("link", name="Write a ticket instead").click()
    expect(page.get_by_label("What happened?")).to_have_value("A long story about a deposit")


def test_who_signs_out_elsewhere_is_asked_to_come_in_anew(new_page, watch, carl, ada):
    watch.forgive("404")
    page = new_page(carl.user)
    page.goto("/chat/")
    say(page, "I am Carl")
    kept(page, "I am Carl")
    page.get_by_label("Your message", exact=True).last.fill("Half a sentence")
    elsewhere = page.context.new_page()
    elsewhere.goto("/account/logout/")
    elsewhere.locator("main button[type=submit], main form button").last.click()
    page.evaluate("document.querySelector('support-chat').tick()")
    expect(page.get_by_text("This window belongs to an earlier sign-in")).to_be_visible()
    page.get_by_role("link", name="Go on").click()
    expect(page.get_by_label("Your message", exact=True).last).to_have_value("Half a sentence")
    assert "I am Carl" not in page.content()


def test_everybody_can_use_the_window_in_each_of_its_states(new_page, ada):
    page = new_page(phone=True)
    page.goto("/chat/")
    nothing_in_the_way(page)
    say(page, "my password is hunter2hunter2 please help")
    kept(page, "please help")
    nothing_in_the_way(page)
    with backstage():
        ticket = actions.claim_next(ada)
        actions.reply(ticket, by=ada, body="Hello", key="r")
    expect(page.get_by_role("heading", name="Ada, ")).to_be_visible()
    nothing_in_the_way(page)
    Agent.objects.update(availability="offline")
    closed = new_page(dark=True)
    closed.goto("/chat/")
    expect(closed.get_by_role("heading", name="Leave it with us")).to_be_visible()
    nothing_in_the_way(closed)


def test_long_languages_stay_inside_the_window(new_page, ada):
    page = new_page(phone=True, language="de")
    page.goto("/chat/")
    chip = page.locator("[data-topic]").first
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    page.wait_for_selector("html[data-connection=live]")
    rights = (
        "[...document.querySelectorAll('.widget-body *')].map(part => part.getBoundingClientRect().right)"
    )
    assert page.evaluate(f"Math.max(...{rights}) <= innerWidth")


@pytest.mark.parametrize("payload", ["x" * 1_000_000, b"\xff\xfe\x00", "{", "[" * 60_000])
def test_the_real_line_answers_whatever_comes(new_page, servers, payload):
    page = new_page()
    page.goto("/chat/")
    [cookie] = [one for one in page.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME]

    async def story() -> str:
        address = servers.environment["LIVE_URL"] + "/ws/chat/"
        headers = {"Cookie": f"{cookie['name']}={cookie['value']}"}
        async with websockets.connect(address, origin=servers.base_url, additional_headers=headers) as line:
            await line.send(payload)
            answer = await asyncio.wait_for(line.recv(), 10)
            await line.send('{"state": true}')
            assert '"mode"' in await asyncio.wait_for(line.recv(), 10)
            return answer

    with backstage():
        assert '"error"' in asyncio.run(story())
