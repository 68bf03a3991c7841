"""The chat window where the network is in the way, when it is their turn, and at its end."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.axe import nothing_in_the_way
from tests.browser.conftest import backstage
from tests.browser.test_chat import kept, said, say
from tests.fakes import no_upgrade
from tickets import actions
from tickets.models import Message, Rating, Ticket

HIDDEN = """window.away = false;
Object.defineProperty(document, "hidden", { get: () => away });"""
CHIMES = """window.notes = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) { notes += 1; return start.call(this, at); };"""


@pytest.mark.parametrize("silent", [False, True])
def test_a_proxy_that_lets_no_websocket_through_costs_seconds_not_words(
    new_page, servers, watch, ada, silent
):
    watch.forgive("WebSocket connection", "net::ERR")
    servers.stop("live", kill=True)
    with no_upgrade.standing(urlsplit(servers.answers_at["live"]).port, silent=silent) as asked:
        page = new_page()
        page.goto("/chat/")
        say(page, "Through the proxy")
        kept(page, "Through the proxy")
        assert any(b"Upgrade: websocket" in one for one in asked)
        with backstage():
            ticket = actions.claim_next(ada)
            actions.reply(ticket, by=ada, body="You are heard", key="r")
        expect(page.get_by_text("You are heard")).to_be_visible(timeout=7_000)
        expect(page).to_have_title(re.compile("^Chat"))
        nothing_in_the_way(page)
        page.get_by_role("button", name="Take back").click()
        expect(page.get_by_text("You took this message back.")).to_be_visible()
    servers.start("live")
    say(page, "And on the line again")
    kept(page, "And on the line again")
    expect(page.locator("html[data-connection=live]")).to_be_attached(timeout=60_000)
    assert [m.body for m in Message.objects.filter(kind="customer").order_by("seq")] == [
        "Through the proxy",
        "And on the line again",
    ]


def test_a_network_cut_and_a_second_tab_lose_and_double_nothing(new_page, watch, ada):
    watch.forgive("WebSocket connection", "net::ERR", "Failed to fetch", "ERR_INTERNET_DISCONNECTED")
    page = new_page()
    page.goto("/chat/")
    say(page, "Before")
    kept(page, "Before")
    other = page.context.new_page()
    other.goto("/chat/")
    page.context.set_offline(True)
    say(page, "Typed without a network")
    with backstage():
        actions.reply(Ticket.objects.get(), by=ada, body="Said meanwhile", key="r")
    page.context.set_offline(False)
    for window in (page, other):
        kept(window, "Typed without a network")
        expect(window.get_by_text("Said meanwhile")).to_be_visible()
    assert (
        sorted(said(page)) == sorted(said(other)) == ["Before", "Said meanwhile", "Typed without a network"]
    )
    assert Message.objects.filter(kind="customer").count() == 2


def test_it_ends_with_a_question_and_by_keyboard_alone(new_page, ada):
    page = new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/chat/")
    page.get_by_label("Your message", exact=True).last.focus()
    page.keyboard.type("See https://a.example/where")
    page.keyboard.press("Enter")
    kept(page, "a.example")
    link = page.get_by_role("link", name="https://a.example/where")
    assert link.get_attribute("rel") == "noopener noreferrer nofollow ugc"
    with backstage():
        actions.resolve(actions.claim_next(ada), by=ada)
    score = page.get_by_role("radio").nth(3)
    expect(score).to_be_attached()
    nothing_in_the_way(page)
    score.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send the rating").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You rated it 4 of 5")).to_be_visible()
    nothing_in_the_way(page)
    with backstage():
        assert Rating.objects.get().score == 4


def test_your_turn_is_heard_and_stands_in_the_title_until_they_look(new_page, ada):
    page = new_page()
    page.add_init_script(HIDDEN + CHIMES)
    page.goto("/chat/")
    say(page, "Hello")
    kept(page, "Hello")
    expect(page.locator(".wait-number").first).to_have_text("1 in line")
    page.evaluate("away = true")
    with backstage():
        actions.claim_next(ada)
    expect(page).to_have_title(re.compile("^It is your turn: Ada is here."))
    assert page.evaluate("notes") == 2
    page.evaluate("away = false; document.dispatchEvent(new Event('visibilitychange'))")
    expect(page).to_have_title(re.compile("^Chat"))
