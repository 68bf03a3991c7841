"""Reading in the browser: without JavaScript everything is there, with it only what the reader chose."""

import re

import pytest
from playwright.sync_api import expect

from helpcenter import actions
from tests.browser.axe import violations
from tests.browser.conftest import backstage
from tests.browser.hands import Keys

BODY = """Begin here.

## Add the key {#add}

::: for ios
1. **Open.** Settings on the iPhone.
2. **Tap.** Keys.
:::
::: for android
1. **Open.** Settings on the Android phone.
2. **Tap.** Keys.
:::

## Questions

::: faq May I use two keys?
Yes, two are better than one.
:::
"""


@pytest.fixture
def article(transactional_db, house):
    with backstage():
        top = actions.shelve("security", names={"en": "Security"})
        inner = actions.shelve(
            "keys", names={"en": "Keys"}, parent=actions.shelve("in", names={"en": "Sign-in"}, parent=top)
        )
        for slug, title in (("add-a-key", "Add a key"), ("next-key", "Then the next key")):
            made = actions.open_article(slug, category=inner, kind="how-to")
            actions.publish(
                actions.revise(made, "en", title=title, summary="In a minute.", body=BODY).translation
            )


def test_one_part_is_shown_the_choice_is_kept_and_an_address_leads_to_it(new_page, article):
    page = new_page()
    page.goto("/help/add-a-key/")
    ios, android = page.locator("#for-ios"), page.locator("#for-android")
    expect(page.get_by_role("tab", name="iPhone")).to_have_attribute("aria-selected", "true")
    expect(android).to_be_hidden()
    page.get_by_role("tab", name="iPhone").focus()
    page.keyboard.press("ArrowRight")
    expect(android).to_be_visible()
    expect(ios).to_be_hidden()
    page.goto("/help/next-key/")
    expect(page.locator("#for-android")).to_be_visible()
    page.goto("/help/add-a-key/#for-ios")
    expect(page.locator("#for-ios")).to_be_visible()
    expect(page.locator("#for-android")).to_be_hidden()
    assert not list(violations(page))


def test_a_reader_without_javascript_walks_to_it_and_finds_every_part(new_page, article):
    page = new_page(script=False, phone=True)
    page.goto("/help/")
    page.get_by_role("link", name="Security").click()
    page.get_by_role("link", name="Keys").click()
    page.get_by_role("link", name="Add a key").click()
    for part in ("#for-ios", "#for-android"):
        expect(page.locator(part)).to_be_visible()
    expect(page.get_by_role("heading", name="Android")).to_be_visible()
    page.get_by_text("May I use two keys?").click()
    expect(page.get_by_text("two are better than one")).to_be_visible()
    page.get_by_role("button", name="No, I still need help").click()
    page.get_by_role("radio", name="It is wrong or out of date").check()
    page.get_by_role("button", name="Tell the editors").click()
    expect(page.get_by_text("Whoever keeps this page reads what you told us")).to_be_visible()
    page.get_by_role("link", name="Write to us").first.click()
    expect(page).to_have_url(re.compile("article=add-a-key"))


def test_the_next_one_is_a_link_away_and_printing_shows_everything(new_page, article):
    page = new_page()
    page.goto("/help/add-a-key/")
    page.emulate_media(media="print")
    expect(page.locator("#for-android")).to_be_visible()
    expect(page.locator(".site-header")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Then the next key").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Then the next key")


def test_by_keyboard_alone_a_reader_chooses_opens_follows_the_contents_and_votes(new_page, article):
    page = new_page()
    hand = Keys(page)
    page.goto("/help/add-a-key/")
    hand.presses(page.get_by_role("navigation", name="On this page").get_by_role("link", name="Questions"))
    expect(page).to_have_url(re.compile("#s2$"))
    expect(page.locator(".contents [aria-current]")).to_have_text("Questions")
    question = page.get_by_text("May I use two keys?")
    hand.presses(question)
    expect(page.get_by_text("two are better than one")).to_be_visible()
    hand.presses(question)
    expect(page.get_by_text("two are better than one")).to_be_hidden()
    hand.reaches(page.get_by_role("tab", name="iPhone"))
    page.keyboard.press("End")
    expect(page.get_by_role("tab", name="Android")).to_be_focused()
    expect(page.locator("#for-android")).to_be_visible()
    hand.presses(page.get_by_role("button", name="Yes"))
    expect(page.get_by_text("Thank you for telling us")).to_be_visible()
