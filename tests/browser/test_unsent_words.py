"""Nothing typed is lost: whatever happens to the page, the browser, the session or the line, the words come back."""

import re
from functools import partial

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import backstage
from tickets.models import Draft, Ticket

NEW = "/tickets/new/"
WITH_US = re.compile(r"^Saved at \d\d:\d\d, on this device and with us$")
HERE = re.compile(r"^Saved on this device at \d\d:\d\d")
NO_STORAGE = """
for (const name of ["localStorage", "BroadcastChannel"])
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
"""


def words(page: Page):
    return page.get_by_label("What happened?")


def kept(page: Page, how: re.Pattern[str] = WITH_US) -> None:
    """Wait until the page says where the words are."""
    expect(page.locator("[data-draft-state]")).to_have_text(how)


def type_in(page: Page, text: str) -> None:
    words(page).fill(text)
    kept(page)


def send(page: Page) -> None:
    page.get_by_role("button", name="Send the ticket").click()


def filed(page: Page) -> None:
    expect(page.get_by_text("We have your ticket.")).to_be_visible()


def sign_in_again(page: Page, user) -> None:
    with backstage():
        client = Client()
        client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    address = page.evaluate("location.origin")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def unless_typed(page: Page, method: str, then) -> None:
    """Requests of a method to the form's address go `then`'s way."""

    def on(route: Route) -> None:
        then(route) if route.request.method == method else route.continue_()

    page.route("**/tickets/new/", on)


# The page goes


def test_a_reload_brings_the_words_back_and_says_so(new_page, carl):
    page = new_page(carl.user)
    page.goto(NEW)
    page.get_by_label("What is it about?").select_option("deposit-missing")
    page.get_by_label("In one line").fill("1,250 USDT")
    type_in(page, "My deposit is missing since noon.")
    page.reload()
    expect(words(page)).to_have_value("My deposit is missing since noon.")
    expect(page.get_by_label("What is it about?")).to_have_value("deposit-missing")
    expect(page.get_by_text("This is what you typed before. It was never sent.")).to_be_visible()
    send(page)
    filed(page)
    page.goto(NEW)
    expect(words(page)).to_have_value("")


def test_words_typed_a_moment_before_the_page_goes_are_there_when_it_comes_back(new_page, carl):
    page = new_page(carl.user)
    page.goto(NEW)
    words(page).fill("Typed in a hurry")
    page.goto("/help/")
    page.go_back()
    expect(words(page)).to_have_value("Typed in a hurry")


def test_back_after_sending_sends_nothing_twice(new_page, carl):
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing")
    send(page)
    filed(page)
    page.go_back()
    expect(page.get_by_role("button", name="Send the ticket")).to_be_visible()
    if words(page).input_value():  # this browser brought the words back by itself
        expect(page.get_by_text("Sent already as")).to_be_visible()
        send(page)
        page.wait_for_url("**/tickets/MER-*")
    assert Ticket.objects.count() == 1


def test_start_afresh_empties_the_form_and_can_be_taken_back(new_page, carl):
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "Something I do not want to say")
    page.reload()
    page.get_by_role("button", name="Start afresh").click()
    expect(words(page)).to_have_value("")
    page.get_by_role("button", name="Undo").click()
    expect(words(page)).to_have_value("Something I do not want to say")
    kept(page)
    page.reload()
    page.get_by_role("button", name="Start afresh").click()
    expect(words(page)).to_have_value("")
    page.reload()
    expect(page.locator("[data-draft-state]")).not_to_be_empty()
    expect(words(page)).to_have_value("")


# Several pages


def test_two_tabs_with_two_texts_keep_both_and_deleting_one_leaves_the_other(new_page, carl):
    first = new_page(carl.user)
    second = first.context.new_page()
    first.goto(NEW)
    second.goto(NEW)
    type_in(first, "About my deposit")
    type_in(second, "About my password")
    third = first.context.new_page()
    third.goto(NEW)
    expect(third.get_by_text("You have 2 unsent texts")).to_be_visible()
    expect(words(third)).to_have_value("")
    of_the_deposit = third.get_by_role("listitem").filter(has_text="About my deposit")
    of_the_deposit.get_by_role("button", name="Delete").click()
    expect(third.get_by_text("You have an unsent text")).to_be_visible()
    third.get_by_role("button", name="Use this").click()
    expect(words(third)).to_have_value("About my password")
    third.reload()
    expect(words(third)).to_have_value("About my password")
    assert first.locator("textarea").first.input_value() == "About my deposit"


def test_using_another_text_keeps_the_one_on_the_screen(new_page, carl):
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "The first text")
    other = page.context.new_page()
    other.goto(NEW)
    words(other).fill("")
    words(other).fill("The second, quite another")
    kept(other)
    page.bring_to_front()
    page.goto(NEW)
    page.goto(NEW)
    count = Draft.objects.filter(sent_as=None).count()
    assert count == 1  # rubbing out what was found and writing something else is one text, not two
    type_in(page, "The second, quite another, and more")


def test_two_tabs_that_write_on_the_same_text_part_and_lose_nothing(new_page, carl):
    first = new_page(carl.user)
    first.goto(NEW)
    type_in(first, "My deposit is missing.")
    second = first.context.new_page()
    second.goto(NEW)
    expect(words(second)).to_have_value("My deposit is missing.")
    type_in(second, "My deposit is missing. It was on Tron.")
    type_in(first, "My deposit is missing. It was on Ethereum.")
    third = first.context.new_page()
    third.goto(NEW)
    expect(third.get_by_text("You have 2 unsent texts")).to_be_visible()
    expect(third.get_by_text("It was on Tron.")).to_be_visible()
    expect(third.get_by_text("It was on Ethereum.")).to_be_visible()


def test_what_was_sent_in_one_tab_is_told_in_the_other_and_heard_once(new_page, carl):
    first = new_page(carl.user)
    first.goto(NEW)
    type_in(first, "My deposit is missing.")
    second = first.context.new_page()
    second.goto(NEW)
    expect(words(second)).to_have_value("My deposit is missing.")
    send(first)
    filed(first)
    reference = Ticket.objects.get().reference
    expect(second.get_by_text(f"Sent already as {reference}.")).to_be_visible()
    send(second)
    second.wait_for_url(f"**/tickets/{reference}/")
    assert Ticket.objects.count() == 1


def test_other_words_in_the_other_tab_stay_a_text_of_their_own(new_page, carl):
    first = new_page(carl.user)
    first.goto(NEW)
    type_in(first, "My deposit is missing.")
    second = first.context.new_page()
    second.goto(NEW)
    type_in(second, "My deposit is missing. And a withdrawal as well.")
    send(first)
    filed(first)
    expect(second.get_by_text("What stands here is different and was not sent.")).to_be_visible()
    expect(words(second)).to_have_value("My deposit is missing. And a withdrawal as well.")
    kept(second)
    second.reload()
    expect(words(second)).to_have_value("My deposit is missing. And a withdrawal as well.")


def test_what_was_typed_on_the_phone_is_there_on_the_desk_s_computer(new_page, carl, cleo):
    phone = new_page(carl.user, phone=True)
    phone.goto(NEW)
    type_in(phone, "Typed on the bus")
    desk = new_page(carl.user)
    desk.goto(NEW)
    expect(words(desk)).to_have_value("Typed on the bus")
    stranger = new_page(cleo.user)
    stranger.goto(NEW)
    expect(stranger.locator("[data-draft-state]")).not_to_be_empty()
    expect(words(stranger)).to_have_value("")
    type_in(desk, "Typed on the bus, and at the desk")
    send(desk)
    filed(desk)
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(phone.get_by_text("Sent already as")).to_be_visible()
    send(phone)
    expect(phone.get_by_text("You already sent a ticket from this page.")).to_be_visible()


def test_two_devices_with_two_versions_offer_both_and_overwrite_nothing(new_page, carl, watch):
    watch.forgive("409")
    phone, desk = new_page(carl.user, phone=True), new_page(carl.user)
    phone.goto(NEW)
    type_in(phone, "My deposit is missing.")
    desk.goto(NEW)
    expect(words(desk)).to_have_value("My deposit is missing.")
    type_in(desk, "My deposit is missing. On Tron.")
    words(phone).fill("My deposit is missing. On Ethereum.")
    expect(phone.get_by_text("You have 2 unsent texts")).to_be_visible()
    expect(words(phone)).to_have_value("My deposit is missing. On Ethereum.")
    kept(phone)
    assert {one.typed["happened"] for one in Draft.objects.all()} == {
        "My deposit is missing. On Tron.",
        "My deposit is missing. On Ethereum.",
    }
    phone.get_by_role("button", name="Use this").click()
    expect(words(phone)).to_have_value("My deposit is missing. On Tron.")
    expect(phone.get_by_role("listitem").filter(has_text="On Ethereum.")).to_be_visible()


# The session goes


def test_a_session_that_ended_loses_no_word(new_page, carl, watch):
    watch.forgive("422", "401")
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    send(page)
    expect(page.get_by_text("You were signed out meanwhile.")).to_be_visible()
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
    page.locator("#answer button.button[data-kind=primary]").click()
    expect(page.get_by_text("Your words are kept.")).to_be_visible()
    sign_in_again(page, carl.user)
    page.get_by_role("link", name="Open the form").click()
    expect(page.locator("#answer textarea")).to_have_value("The transaction is 0xabc.")
    page.locator("#answer button.button[data-kind=primary]").click()
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
    page.locator("#answer button.button[data-kind=primary]").click()
    page.get_by_role("link", name="Open the form").click()
    expect(page.locator("#answer textarea")).to_have_value("The transaction is 0xabc.")


# The line goes


def test_an_answer_that_got_lost_makes_no_second_ticket(new_page, carl, watch):
    watch.forgive("ERR_", "409")
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing.")

    def lose_the_answer(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    unless_typed(page, "POST", lose_the_answer)
    send(page)
    expect(page.get_by_text("Sent already as")).to_be_visible()
    assert Ticket.objects.count() == 1
    page.unroute("**/tickets/new/")
    send(page)
    page.wait_for_url(f"**/tickets/{Ticket.objects.get().reference}/")
    assert Ticket.objects.count() == 1


def test_after_a_lost_answer_a_reload_knows_that_it_arrived(new_page, carl, watch):
    watch.forgive("ERR_", "409")
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing.")
    page.route("**/tickets/drafts/**", lambda route: route.abort())

    def lose_the_answer(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    unless_typed(page, "POST", lose_the_answer)
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
    watch.forgive("ERR_")
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing.")
    unless_typed(page, "POST", lambda route: route.abort("connectionreset"))
    send(page)
    expect(page.get_by_text("Not sent: the connection broke.")).to_be_visible()
    expect(words(page)).to_have_value("My deposit is missing.")
    page.unroute("**/tickets/new/")
    send(page)
    filed(page)
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("status", [413, 500])
def test_a_refusal_that_is_no_form_is_seen_and_going_back_brings_the_words(new_page, carl, watch, status):
    watch.forgive(str(status))
    page = new_page(carl.user)
    page.goto(NEW)
    type_in(page, "My deposit is missing.")
    refuse = partial(Route.fulfill, status=status, content_type="text/html", body="<h1>No</h1>")
    unless_typed(page, "POST", refuse)
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
    assert not Draft.objects.exists()


def test_where_nothing_is_kept_nothing_is_called_saved(new_page, carl, watch):
    watch.forgive("ERR_FAILED")
    page = new_page(carl.user)
    page.context.add_init_script(NO_STORAGE)
    page.route("**/tickets/drafts/**", lambda route: route.abort())
    page.goto(NEW)
    words(page).fill("Typed into the wind")
    kept(page, re.compile("^Not saved:"))


def test_without_scripts_the_form_simply_files(stage, servers, new_page, house):
    new_page()  # opens the stage
    context = stage.browser.new_context(base_url=servers.base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(NEW)
    words(page).fill("No scripts here")
    page.get_by_label("Your e-mail address").fill("gus@guest.example")
    send(page)
    filed(page)
    assert Ticket.objects.count() == 1
    context.close()
