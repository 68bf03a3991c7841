"""How somebody types into the ticket form, and what they are told about their words."""

import re
from collections.abc import Callable

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, Route, expect

from support.people.models import User
from tests.browser.conftest import backstage

NEW = "/tickets/new/"
WITH_US = re.compile(r"^Saved at \d\d:\d\d, on this device and with us$")
HERE = re.compile(r"^Saved on this device at \d\d:\d\d")


def words(page: Page) -> Locator:
    """The box for what happened."""
    return page.get_by_label("What happened?")


def kept(page: Page, how: re.Pattern[str] = WITH_US) -> None:
    """Wait until the page says where the words are."""
    expect(page.locator("[data-draft-state]")).to_have_text(how)


def type_in(page: Page, text: str) -> None:
    """Type, and wait until it is kept here and there."""
    words(page).fill(text)
    kept(page)


def in_two_tabs(first: Page, text: str) -> tuple[Page, Page]:
    """A text typed in one tab, and brought back by another of the same browser."""
    first.goto(NEW)
    type_in(first, text)
    second = first.context.new_page()
    second.goto(NEW)
    expect(words(second)).to_have_value(text)
    return first, second


def send(page: Page) -> None:
    """Press the button."""
    page.get_by_role("button", name="Send the ticket").click()


def filed(page: Page) -> None:
    """Wait for the ticket's page."""
    expect(page.get_by_text("We have your ticket.")).to_be_visible()


def sign_in_again(page: Page, user: User) -> None:
    """A session of this user's in this browser."""
    with backstage():
        client = Client()
        client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    address = page.evaluate("location.origin")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def when_sent(page: Page, then: Callable[[Route], None]) -> None:
    """A form that is sent goes `then`'s way."""

    def on(route: Route) -> None:
        then(route) if route.request.method == "POST" else route.continue_()

    page.route("**/tickets/new/", on)
