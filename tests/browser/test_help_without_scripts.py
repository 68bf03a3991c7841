"""Reading without a script, from the front of the help center to a person; and for whoever is locked out."""

import re

import pytest
from playwright.sync_api import expect

from support.people import locks
from support.people.models import AccountLock
from tests.browser import library
from tests.browser.conftest import backstage


@pytest.fixture
def keys(transactional_db, house):
    """Two articles on one shelf; the first is there in German too."""
    with backstage():
        library.quoted()
        library.picture()
    library.text("add-a-key", "Add a key", library.EVERY_BLOCK)
    library.text("lost-key", "I lost my key", "Write to us.", kind="troubleshooting", order=1)
    return library.text("add-a-key", "Schlüssel hinzufügen", "Tippen Sie auf **Schlüssel**.", language="de")


def test_from_link_to_link_to_the_next_article_and_to_the_form_that_knows_which(new_page, keys):
    page = new_page(phone=True, script=False)
    page.goto("/help/")
    page.get_by_role("link", name="Keys").click()
    page.get_by_role("link", name="Add a key").click()
    for part in ("#for-ios", "#for-android"):
        expect(page.locator(part)).to_be_visible()
    expect(page.get_by_role("img", name="The button stands below the list")).to_be_visible()
    page.get_by_text("May I use two keys?").click()
    expect(page.get_by_text("two are better than one")).to_be_visible()
    page.get_by_role("link", name="I lost my key").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("I lost my key")
    page.get_by_role("button", name="No, I still need help").click()
    page.locator("#vote").get_by_role("link", name="Write to us").click()
    expect(page).to_have_url(re.compile("article=lost-key"))
    expect(page.locator("[name=article]")).to_have_value("lost-key")


def test_another_language_and_the_short_link_lead_to_the_same_article_and_paper_takes_all_of_it(
    new_page, keys
):
    page = new_page(script=False)
    page.goto("/help/add-a-key/")
    page.get_by_role("region", name="Read it in").get_by_role("link", name="Deutsch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Schlüssel hinzufügen")
    page.goto("/help/add-a-key/")
    short = page.get_by_role("link", name="/h/").inner_text()
    page.goto(short)
    expect(page).to_have_url(re.compile("/help/add-a-key/$"))
    page.emulate_media(media="print")
    for part in ("#for-ios", "#for-android"):
        expect(page.locator(part)).to_be_visible()
    expect(page.get_by_text("two are better than one")).to_be_visible()  # an answer that nobody opened
    for part in (".site-header", "#vote", ".reading-contents"):
        expect(page.locator(part)).to_be_hidden()


def test_who_is_locked_out_reads_and_searches_without_signing_in(new_page, carl, keys):
    with backstage():
        locks.lock(carl, by=carl.user, asked_from=AccountLock.AskedFrom.PAGE)
        carl.user.is_active = False
        carl.user.save()
    page = new_page(carl.user, script=False)
    page.goto("/help/lost-key/")
    expect(page.get_by_role("heading", level=1)).to_have_text("I lost my key")
    page.goto("/help/")
    page.get_by_role("searchbox").fill("lost")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("link", name="I lost my key").click()
    expect(page.get_by_text("Write to us.").first).to_be_visible()
