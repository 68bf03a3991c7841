"""The chat on a page of somebody else: another site for the browser, and a policy that lets nothing in.

The launcher stands in a closed shadow root, where no page looks in, and no test; here it is opened.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from livechat.models import Device, Visit
from tests.browser import hosts
from tests.browser.axe import nothing_in_the_way
from tests.browser.conftest import backstage
from tests.browser.sending import picture
from tickets import actions
from tickets.models import Attachment, Rating, Ticket

LOOK_IN = """const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (asked) {
  window.askedFor = asked.mode;
  return attach.call(this, { ...asked, mode: "open" });
};"""


@pytest.fixture
def site(house, transactional_db):
    """The site, with a key."""
    return hosts.put_up()


@pytest.fixture
def visits(new_page, servers, watch, site):
    """`visits(allowed=, who=, path=, …)`: a browser on the host's page; the hosts are closed at the end."""
    opened = []

    def at(path="/", *, allowed=True, who="", lang="en", **options):
        host = hosts.standing(servers.base_url, site, allowed=allowed, who=who, lang=lang)
        origin = host.__enter__()
        opened.append(host)
        watch.ours.add(urlsplit(origin).netloc)
        page = new_page(**options)
        page.add_init_script(LOOK_IN)
        page.goto(origin + path)
        return page

    yield at
    for host in opened:
        host.__exit__(None, None, None)


def launcher(page: Page, name="Chat with us"):
    return page.get_by_role("button", name=name, exact=True)


def window(page: Page):
    """What stands in the frame."""
    return page.frame_locator("iframe").locator("body")


def open_chat(page: Page):
    launcher(page).click()
    expect(window(page).get_by_label("Your message", exact=True).last).to_be_visible()


def say(page: Page, words: str):
    window(page).get_by_label("Your message", exact=True).last.fill(words)
    window(page).get_by_role("button", name="Send message").click()
    line = window(page).locator("article", has_text=words)
    expect(line.locator(".message-foot")).to_have_text("Sent")


def test_on_a_strict_foreign_page_somebody_talks_to_an_agent_and_a_reload_keeps_it(visits, ada):
    page = visits()
    expect(launcher(page)).to_be_visible()
    assert page.evaluate("askedFor") == "closed"
    assert page.locator("iframe").count() == 0  # nothing opens, and nothing is loaded, by itself
    box = launcher(page).bounding_box()
    assert min(box["width"], box["height"]) >= 44
    open_chat(page)
    expect(window(page).get_by_text("You are not verified here")).to_be_visible()
    say(page, "My withdrawal hangs")
    with backstage():
        ticket = actions.claim_next(ada)
        actions.reply(ticket, by=ada, body="I look at it now", key="r")
    expect(window(page).get_by_text("I look at it now")).to_be_visible()
    expect(window(page).get_by_text("Code of this chat")).to_be_visible()
    expect(window(page).get_by_text("Live updates are blocked")).to_be_hidden()

    page.reload()
    expect(window(page).get_by_text("I look at it now")).to_be_visible()
    say(page, "Thank you")
    assert Ticket.objects.count() == Visit.objects.count() == Device.objects.count() == 1
    assert not page.context.cookies(page.url)
    assert "bearer" not in page.content().lower()


def test_what_is_said_while_the_window_is_shut_is_counted_and_the_keyboard_goes_back(visits, ada):
    page = visits()
    open_chat(page)
    say(page, "Hello")
    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(launcher(page)).to_be_focused()
    with backstage():
        ticket = actions.claim_next(ada)
        actions.reply(ticket, by=ada, body="Good morning", key="r")
    page.reload()
    expect(launcher(page, "Chat, 1 unread")).to_be_visible()
    assert Visit.objects.get().seen_seq < Ticket.objects.get().seq  # counted, not seen
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(window(page).get_by_text("Good morning")).to_be_visible()


def test_a_page_of_another_origin_is_told_that_chat_does_not_open_there(visits, watch):
    watch.forgive("frame-ancestors", "Failed to execute 'postMessage'", "chrome-error")
    page = visits(allowed=False)
    warned = []
    page.on("console", lambda said: warned.append(said.text))
    launcher(page).click()
    expect(page.get_by_text("Chat cannot open on this page.")).to_be_visible()
    expect(page.get_by_role("link", name="Write a ticket instead")).to_be_visible()
    assert any("one of the site's origins" in words for words in warned)
    assert not Device.objects.exists()


def test_who_is_signed_in_there_is_verified_and_at_the_desk_it_says_so(visits, carl, ada, new_page):
    page = visits("/signed-in", who=carl.exchange_id)
    open_chat(page)
    expect(window(page).get_by_text("Verified until")).to_be_visible()
    say(page, "It is me")
    assert Ticket.objects.get().customer == carl
    expect(window(page).locator("[data-fill=code]")).not_to_be_empty()
    code = window(page).locator("[data-fill=code]").inner_text()
    desk = new_page(ada)
    with backstage():
        ticket = actions.claim_next(ada)
    desk.goto(f"/desk/tickets/{ticket.pk}/")
    expect(desk.locator("[data-visitor]").first).to_contain_text("verified")
    expect(desk.locator("[data-visitor] [data-code]").first).to_have_text(code)
    theirs = new_page(carl.user)
    theirs.goto(f"/tickets/{ticket.reference}/")
    expect(theirs.locator("[data-code]")).to_have_text(code)


def test_on_a_phone_it_is_the_whole_screen_and_nothing_is_in_the_way(visits, ada):
    page = visits(phone=True, dark=True, lang="de")
    launcher(page, "Chat mit uns").click()
    frame = page.locator("iframe")
    expect(window(page).get_by_label("Ihre Nachricht", exact=True).last).to_be_visible()
    assert frame.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    nothing_in_the_way(page.frames[-1])
    window(page).get_by_role("link", name="Chat verkleinern").click()
    expect(frame).to_be_hidden()


def test_words_become_a_ticket_in_the_frame(visits, ada):
    page = visits()
    open_chat(page)
    window(page).get_by_label("Your message", exact=True).last.fill("I would rather write")
    window(page).get_by_role("link", name="Write a ticket instead").first.click()
    expect(window(page).locator("#as-words")).to_have_value("I would rather write")
    window(page).get_by_label("Where shall we answer?").fill("gus@guest.example")
    window(page).get_by_role("button", name="Send as a ticket").click()
    expect(window(page).get_by_text("We have your ticket.")).to_be_visible()
    made = Ticket.objects.get()
    assert (made.channel, made.customer.email) == ("web", "gus@guest.example")


def test_a_picture_goes_along_in_the_frame_and_is_seen_there_and_a_line_is_taken_back(visits, ada):
    page = visits()
    open_chat(page)
    window(page).locator("[data-composer] input[type=file]").set_input_files([picture()])
    window(page).get_by_role("dialog").get_by_role("button", name="Send as it is").click()
    expect(window(page).locator(".upload")).to_have_attribute("data-state", "done")
    say(page, "This is what I see")
    shown = window(page).locator(".message-picture > img")
    expect(shown).to_have_attribute("src", re.compile("^blob:"))
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert Attachment.objects.count() == 1
    window(page).get_by_role("button", name="Change").click()
    page.keyboard.press("Escape")  # leaves the line, not the window
    expect(window(page).locator(".message-mend")).to_have_count(0)
    expect(page.locator("iframe")).to_be_visible()
    window(page).get_by_role("button", name="Take back").click()
    expect(window(page).get_by_text("You took this message back.")).to_be_visible()
    expect(shown).to_have_count(0)


def test_how_it_was_is_said_in_the_frame(visits, ada):
    page = visits()
    open_chat(page)
    say(page, "Hello")
    with backstage():
        actions.resolve(actions.claim_next(ada), by=ada)
    window(page).get_by_role("radio", name="Very good").check()
    window(page).get_by_role("button", name="Send the rating").click()
    expect(window(page).get_by_text("5 of 5")).to_be_visible()
    assert Rating.objects.get().score == 5


def test_the_whole_conversation_is_kept_from_the_frame_with_what_was_said_since(visits, ada):
    page = visits()
    open_chat(page)
    say(page, "My withdrawal hangs")
    with backstage():
        actions.reply(actions.claim_next(ada), by=ada, body="I look at it now", key="r")
    expect(window(page).get_by_text("I look at it now")).to_be_visible()
    link = window(page).get_by_role("link", name="The whole conversation")
    with page.expect_download() as first:
        link.click()
    kept = Path(first.value.path()).read_text(encoding="utf-8")
    assert first.value.suggested_filename == f"{Ticket.objects.get().reference}.txt"
    assert "My withdrawal hangs" in kept
    assert "I look at it now" in kept
    say(page, "Thank you")
    link.focus()
    with page.expect_download() as second:
        page.keyboard.press("Enter")
    assert "Thank you" in Path(second.value.path()).read_text(encoding="utf-8")
