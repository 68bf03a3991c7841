"""Rows move, threads grow; the line is lost, that is said, and nothing is missed or doubled."""

import os
import signal
import threading
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connections
from django.test import Client
from playwright.sync_api import expect

from tests.browser.conftest import backstage
from tickets import actions

MANY = 12
NOISE = """() => { const ask = fetch, hear = () =>
  document.dispatchEvent(new CustomEvent("desk:queue", { detail: {} }));
  window.asked = 0;
  window.noise = setInterval(hear, 50);
  window.fetch = (...all) => { window.asked += String(all[0]).includes("/queue/"); return ask(...all); };
}"""
ASLEEP = """const Real = WebSocket; window.lines = [];
window.WebSocket = class extends Real { constructor(...all) { super(...all); window.lines.push(this); } };
const now = Date.now; window.slept = 0; Date.now = () => now() + window.slept;"""
DEAD = """() => lines.forEach(line => line.addEventListener(
  'message', event => event.stopImmediatePropagation(), true))"""  # it looks open, and says nothing
SAID = "[...document.querySelectorAll('#talk-log .message-body')].map(line => line.innerText.trim())"
LATE = """words => new Promise(shown => { const look = () =>
  document.querySelector('#talk-log').innerText.includes(words)
  ? shown(Date.now()) : requestAnimationFrame(look); look(); })"""


@pytest.fixture
def ticket(ada, carl, says):
    with backstage():
        return actions.claim(says(carl, "line 0"), by=ada)


def is_live(page):
    expect(page.locator("html")).to_have_attribute("data-connection", "live")


def write(says, carl, ticket, first, last):
    """Lines first to last, written by another thread as a door would."""

    def speak():
        for number in range(first, last):
            says(carl, f"line {number}", ticket=ticket)
        connections.close_all()

    thread = threading.Thread(target=speak)
    thread.start()
    return thread


def has_each_once(page, many):
    expect(page.locator("#talk-log .message-body")).to_have_count(many, timeout=40_000)
    assert page.evaluate(SAID) == [f"line {number}" for number in range(many)]


def test_a_line_stands_there_within_a_second_of_its_commit_and_the_row_moves(
    new_page, ada, carl, says, ticket
):
    page = new_page(ada)
    page.goto(f"/desk/tickets/{ticket.pk}/?view=next")
    is_live(page)
    with backstage():
        says(carl, "line 1", ticket=ticket)
    committed = time.time() * 1000
    assert page.evaluate(LATE, "line 1") - committed < 1000
    with backstage():
        new = says(carl, "another", subject="Quite another thing")
    committed = time.time() * 1000
    expect(page.locator(f"#row-{new.pk}")).to_be_visible(timeout=2_000)
    assert time.time() * 1000 - committed < 2_000


def test_a_desk_that_hears_without_a_pause_is_not_starved(new_page, ada, carl, says, ticket):
    page = new_page(ada)
    page.goto(f"/desk/tickets/{ticket.pk}/")
    is_live(page)
    page.evaluate(NOISE)
    page.wait_for_timeout(3_000)
    asked = page.evaluate("clearInterval(window.noise) || window.asked")
    assert 2 <= asked <= 6  # not never, and not for every word


def test_while_the_line_is_down_it_is_said_and_asked_around_and_each_line_comes_once(
    new_page, servers, watch, ada, carl, says, ticket
):
    watch.forgive("WebSocket connection", "ERR_CONNECTION")
    page = new_page(ada)
    page.goto(f"/desk/tickets/{ticket.pk}/")
    is_live(page)
    expect(page.locator("#connection-said")).to_have_text("")
    servers.stop("live")
    try:
        expect(page.locator(".connection[data-when=lost]")).to_be_visible()
        expect(page.locator("#connection-said")).to_contain_text("The connection is lost.")
        write(says, carl, ticket, 1, MANY).join()
        expect(page.locator(".connection[data-when=asking]")).to_be_visible(timeout=30_000)
        has_each_once(page, MANY)  # by asking, with no line at all
    finally:
        servers.start("live")
    writer = write(says, carl, ticket, MANY, 2 * MANY)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    is_live(page)
    writer.join()
    has_each_once(page, 2 * MANY)
    expect(page.locator(".connection[data-when=asking]")).to_be_hidden()
    expect(page.locator("#connection-said")).to_have_text("Connected again.")


def test_a_line_that_breaks_again_and_again_while_they_write_loses_nothing(
    new_page, servers, watch, ada, carl, says, ticket
):
    watch.forgive("WebSocket connection", "ERR_CONNECTION")
    page = new_page(ada)
    page.goto(f"/desk/tickets/{ticket.pk}/")
    is_live(page)
    writer = write(says, carl, ticket, 1, 3 * MANY)
    for _break in range(2):
        servers.stop("live", kill=True)
        servers.start("live")
    writer.join()
    has_each_once(page, 3 * MANY)


def test_after_a_sleep_it_looks_at_what_was_missed(new_page, ada, carl, says, ticket):
    page = new_page(ada)
    page.add_init_script(ASLEEP)
    page.goto(f"/desk/tickets/{ticket.pk}/")
    is_live(page)
    page.evaluate(DEAD)
    many = page.evaluate("lines.length")
    page.evaluate("window.slept = 3_600_000")
    page.wait_for_function(f"() => lines.length > {many}", timeout=15_000)
    with backstage():
        says(carl, "line 1", ticket=ticket)
    has_each_once(page, 2)
    is_live(page)


def test_a_session_that_ended_offers_the_sign_in_and_keeps_what_was_typed(new_page, servers, ada, ticket):
    page = new_page(ada)
    page.goto(f"/desk/tickets/{ticket.pk}/")
    is_live(page)
    page.get_by_label("Reply", exact=True).last.fill("Dear Carl, your deposit")
    with backstage():
        Session.objects.all().delete()
        cache.clear()
    page.evaluate("document.dispatchEvent(new CustomEvent('desk:poll'))")
    notice = page.locator(".connection[data-when=signed-out]")
    expect(notice).to_be_visible()
    expect(page.locator("#connection-said")).to_contain_text("You were signed out.")
    assert page.get_by_label("Reply", exact=True).last.input_value() == "Dear Carl, your deposit"
    notice.get_by_role("link", name="Sign in again").click()
    there = f"/desk/tickets/{ticket.pk}/"
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("next") == [there])
    with backstage():
        client = Client()
        client.force_login(ada)
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": kept, "url": servers.base_url}])
    page.goto(there)
    expect(page.get_by_label("Reply", exact=True).last).to_have_value("Dear Carl, your deposit")


def test_valkey_that_comes_back_empty_loses_no_line(new_page, valkey, ada, carl, says, ticket):
    page = new_page(ada)
    page.goto(f"/desk/tickets/{ticket.pk}/")
    is_live(page)
    write(says, carl, ticket, 1, 4).join()
    valkey.flushdb()
    valkey.client_kill_filter(_type="pubsub", skipme=False)
    write(says, carl, ticket, 4, 9).join()
    has_each_once(page, 9)


def test_a_line_on_which_nobody_answers_is_no_live_one(new_page, servers, watch, ada, ticket):
    watch.forgive("WebSocket connection", "ERR_")
    page = new_page(ada)
    page.clock.install()
    page.goto(f"/desk/tickets/{ticket.pk}/")
    is_live(page)
    page.clock.fast_forward(16_000)
    page.clock.fast_forward(9_000)  # it was asked, and has answered
    is_live(page)
    process = servers.running["live"].pid
    os.killpg(process, signal.SIGSTOP)  # it stands still, with its lines open
    try:
        page.clock.fast_forward(16_000)
        page.clock.fast_forward(9_000)
        expect(page.locator("html")).not_to_have_attribute("data-connection", "live")
    finally:
        os.killpg(process, signal.SIGCONT)


def test_a_device_without_a_network_says_so_at_once(new_page, watch, ada, ticket):
    watch.forgive("ERR_INTERNET_DISCONNECTED", "WebSocket connection")
    page = new_page(ada)
    page.goto(f"/desk/tickets/{ticket.pk}/")
    is_live(page)
    page.context.set_offline(True)
    expect(page.locator("html")).to_have_attribute("data-connection", "lost", timeout=2_000)
    page.context.set_offline(False)
    is_live(page)
