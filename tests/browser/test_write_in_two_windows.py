"""One editor, one text, two windows: the later one is told where it says what is kept, and chooses."""

import pytest
from playwright.sync_api import expect

from helpcenter.models import Unsent
from tests.browser import library
from tests.browser.axe import nothing_in_the_way

EDITOR = "/desk/help/memo/en/"
KEPT = "Kept at the house"
TOLD = "This text was also typed in another window at"


@pytest.fixture
def memo(transactional_db, house):
    return library.text("memo", "I forgot the memo", "Nothing is lost.")


def words(page):
    return page.get_by_role("textbox", name="Text", exact=True)


def status(page):
    return page.locator("span[data-kept]")


def types(page, text, told):
    with page.expect_response("**/unsent/"):
        words(page).fill(text)
    expect(status(page)).to_contain_text(told)


def test_the_later_window_is_told_sees_the_other_s_words_and_keeps_its_own(new_page, ada, memo, watch):
    watch.forgive("409")
    one = new_page(ada)
    one.goto(EDITOR)
    two = one.context.new_page()
    two.goto(EDITOR)
    types(one, "Typed in the first.", KEPT)
    types(two, "Typed in the second.", TOLD)
    expect(status(two)).to_contain_text("Nothing of either is lost.")
    two.get_by_text("See the other words").click()
    expect(two.locator("[data-elsewhere] pre").last).to_have_text("Typed in the first.")
    nothing_in_the_way(two)
    two.get_by_role("button", name="Keep what stands here").click()
    expect(status(two)).to_have_text(KEPT)
    expect(words(two)).to_be_focused()
    types(two, "Typed in the second, and on.", KEPT)
    types(one, "Typed in the first, and on.", TOLD)
    assert Unsent.objects.get().typed["body"] == "Typed in the second, and on."
    two.reload()
    expect(two.get_by_text("Typed in another window and not saved")).to_be_visible()
    expect(words(two)).to_have_value("Typed in the second, and on.")


def test_a_window_alone_that_is_loaded_again_is_told_nothing(new_page, ada, memo):
    page = new_page(ada)
    page.goto(EDITOR)
    types(page, "Half a sentence", KEPT)
    page.reload()
    expect(words(page)).to_have_value("Half a sentence")
    types(page, "Half a sentence, and the rest.", KEPT)
    expect(page.locator("[data-elsewhere]")).to_be_empty()
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    assert not Unsent.objects.exists()
