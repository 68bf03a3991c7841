"""Nothing typed is lost: session, line or storage go, and the words are still there."""

import re
from functools import partial

import pytest
from django.conf import settings
from playwright.sync_api import Route, expect

from tests.browser.writing import HERE, NEW, filed, kept, send, sign_in_again, type_in, when_sent, words
from tickets.models import Draft, Ticket

NO_STORAGE = """
for (const name of ["localStorage", "BroadcastChannel"])
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
"""


# The session goes


def test_a_session_that_ended_loses_no_word(new_page, carl, watch):
    watch.forgive("422", "401")
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    send(page)
    expect(page.get_by_text("You were signed out meanwhile.")).to_be_visible()
    expect(page.get_by_label("Your e-mail address")).to_be_visible()  # the form came back, as a guest's
    expect(words(page)).to_have_value("My deposit is missing.")
    sign_in_again(page, carl.user)
    page.goto(NEW)
    expect(words(page)).to_have_value("My deposit is missing.")
    send(page)
    filed(page)
    assert Ticket.objects.get().customer == carl


def test_the_words_of_a_page_go_to_no_other_account(new_page, carl, cleo, watch):
    watch.forgive("403")
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "Carl's words")
    sign_in_again(page, cleo.user)
    words(page).fill("Carl's words, and more")
    expect(page.get_by_text("Another account is signed in here now.")).to_be_visible()
    kept(page, HERE)
    page.goto(NEW)
    expect(page.locator("[data-draft-state]")).not_to_be_empty()
    expect(words(page)).to_have_value("")


def test_an_answer_to_a_ticket_survives_the_end_of_the_session(new_page, carl, says, watch):
    watch.forgive("404", "401")
    ticket = says(carl)
    page = new_page(carl.user)
    page.goto(f"/tickets/{ticket.reference}/")
    page.locator("#answer textarea").fill("The transaction is 0xabc.")
    kept(page)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Add it to the ticket").click()
    expect(page.get_by_text("Your words are kept.")).to_be_visible()
    sign_in_again(page, carl.user)
    page.get_by_role("link", name="Open the form").click()
    expect(page.locator("#answer textarea")).to_have_value("The transaction is 0xabc.")
    page.get_by_role("button", name="Add it to the ticket").click()
    expect(page.locator("#log")).to_contain_text("The transaction is 0xabc.")
    expect(page.locator("#answer textarea")).to_have_value("")


def test_a_page_that_was_open_for_too_long_is_sent_all_the_same(new_page, carl, watch):
    watch.forgive("403")
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing.")
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    send(page)
    filed(page)


def test_a_stale_answer_says_where_the_words_are(new_page, carl, says, watch):
    watch.forgive("403")
    ticket = says(carl)
    page = new_page(carl.user)
    page.goto(f"/tickets/{ticket.reference}/")
    page.locator("#answer textarea").fill("The transaction is 0xabc.")
    kept(page)
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.get_by_role("button", name="Add it to the ticket").click()
    page.get_by_role("link", name="Open the form").click()
    expect(page.locator("#answer textarea")).to_have_value("The transaction is 0xabc.")


# The line goes


def test_an_answer_that_got_lost_makes_no_second_ticket(new_page, carl, watch):
    watch.forgive("ERR_", "409", "htmx:")
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing.")

    def lose_the_answer(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    when_sent(page, lose_the_answer)
    send(page)
    expect(page.get_by_text("Sent already as")).to_be_visible()
    assert Ticket.objects.count() == 1
    page.unroute("**/tickets/new/")
    send(page)
    page.wait_for_url(f"**/tickets/{Ticket.objects.get().reference}/")
    assert Ticket.objects.count() == 1


def test_after_a_lost_answer_a_reload_knows_that_it_arrived(new_page, carl, watch):
    watch.forgive("ERR_", "409", "htmx:")
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing.")
    page.route("**/tickets/drafts/**", lambda route: route.abort())

    def lose_the_answer(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    when_sent(page, lose_the_answer)
    send(page)
    expect(page.get_by_text("Not sent: the connection broke.")).to_be_visible()
    page.unroute_all()
    page.reload()
    expect(page.get_by_text(f"Sent already as {Ticket.objects.get().reference}.")).to_be_visible()
    page.get_by_role("button", name="Write something new").click()
    expect(words(page)).to_have_value("")
    type_in(page, "Another matter")
    send(page)
    filed(page)
    assert Ticket.objects.count() == 2


def test_a_connection_that_breaks_while_sending_keeps_the_words_and_the_next_try_files(new_page, carl, watch):
    watch.forgive("ERR_", "htmx:")
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing.")
    when_sent(page, lambda route: route.abort("connectionreset"))
    send(page)
    expect(page.get_by_text("Not sent: the connection broke.")).to_be_visible()
    expect(words(page)).to_have_value("My deposit is missing.")
    page.unroute("**/tickets/new/")
    send(page)
    filed(page)
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("status", [413, 500])
def test_a_refusal_that_is_no_form_is_seen_and_going_back_brings_the_words(new_page, carl, watch, status):
    watch.forgive(str(status), "favicon")
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing.")
    refuse = partial(Route.fulfill, status=status, content_type="text/html", body="<h1>No</h1>")
    when_sent(page, refuse)
    send(page)
    expect(page.get_by_role("heading", name="No")).to_be_visible()
    page.unroute("**/tickets/new/")
    page.go_back()
    expect(words(page)).to_have_value("My deposit is missing.")


def test_hours_offline_lose_nothing_and_the_words_are_kept_with_us_afterwards(new_page, carl, watch):
    watch.forgive("ERR_INTERNET_DISCONNECTED", "WebSocket")
    page = new_page(carl.user)
    page.goto(NEW)
    expect(page.locator("[data-draft-state]")).not_to_be_empty()
    page.context.set_offline(True)
    words(page).fill("Typed in the tunnel")
    kept(page, HERE)
    send(page)
    expect(page.get_by_text("You are offline. Your words are kept on this device")).to_be_visible()
    assert not Draft.objects.exists()
    page.context.set_offline(False)
    kept(page)
    assert Draft.objects.get().typed == {"happened": "Typed in the tunnel"}
    send(page)
    filed(page)
    assert Ticket.objects.count() == 1


# The storage goes


def test_a_browser_that_keeps_nothing_finds_the_words_with_us(new_page, carl):
    page = new_page(carl.user)
    page.context.add_init_script(NO_STORAGE)
    page.goto(NEW)
    words(page).fill("Typed in a private window")
    kept(page, re.compile("^Saved with us at"))
    page.reload()
    expect(words(page)).to_have_value("Typed in a private window")
    send(page)
    filed(page)
    page.goto(NEW)
    expect(page.locator("[data-draft-state]")).not_to_be_empty()
    expect(words(page)).to_have_value("")


def test_while_we_cannot_be_reached_the_browser_alone_keeps_the_words(new_page, carl, watch):
    watch.forgive("ERR_FAILED")
    page = new_page(carl.user)
    page.route("**/tickets/drafts/**", lambda route: route.abort())
    page.goto(NEW)
    words(page).fill("Typed while the house was away")
    kept(page, HERE)
    page.reload()
    expect(words(page)).to_have_value("Typed while the house was away")


def test_where_nothing_is_kept_nothing_is_called_saved(new_page, carl, watch):
    watch.forgive("ERR_FAILED")
    page = new_page(carl.user)
    page.context.add_init_script(NO_STORAGE)
    page.route("**/tickets/drafts/**", lambda route: route.abort())
    page.goto(NEW)
    words(page).fill("Typed into the wind")
    kept(page, re.compile("^Not saved:"))


def test_without_scripts_the_form_simply_files(new_page, house):
    page = new_page(script=False)
    page.goto(NEW)
    words(page).fill("No scripts here")
    page.get_by_label("Your e-mail address").fill("gus@guest.example")
    send(page)
    filed(page)
    assert Ticket.objects.count() == 1
