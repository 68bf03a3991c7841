"""The desk by its keys, in any layout, changed and switched off; everything by its name; panes that stay."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import backstage
from tickets import actions

DESK = "/desk/"


@pytest.fixture
def at_work(new_page, ada, carl, says):
    """Ada's desk with a ticket of hers open, and another that waits."""
    with backstage():
        ticket = actions.claim(says(carl, "Where is my deposit?"), by=ada)
        says(carl, "And my card?")
    page = new_page(ada)
    page.goto(f"{DESK}tickets/{ticket.pk}/")
    return page


PRESS = "key => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true }))"


def pressed(page: Page, key: str, code: str, *, composing: bool = False) -> None:
    """A key on a keyboard of other letters."""
    page.evaluate(PRESS, {"key": key, "code": code, "isComposing": composing})


def test_letters_act_and_rest_while_somebody_types(at_work):
    at_work.keyboard.press("r")
    box = at_work.locator("#say-reply .composer-text")
    expect(box).to_be_focused()
    at_work.keyboard.type("enr")
    expect(box).to_have_value("enr")
    at_work.keyboard.press("Escape")
    at_work.keyboard.press("n")
    expect(at_work.locator("#say-note .composer-text")).to_be_focused()
    at_work.keyboard.press("Escape")
    at_work.keyboard.press("/")
    expect(at_work.locator("#find-q")).to_be_focused()
    at_work.keyboard.press("Escape")
    at_work.keyboard.press("g")
    at_work.keyboard.press("m")
    expect(at_work.locator("#view-mine")).to_have_attribute("aria-current", "page")


def test_they_work_on_a_russian_keyboard_and_not_while_characters_are_composed(at_work):
    pressed(at_work, "т", "KeyN")
    expect(at_work.locator("#say-note .composer-text")).to_be_focused()
    at_work.keyboard.press("Escape")
    pressed(at_work, "r", "KeyR", composing=True)
    expect(at_work.locator("#say-reply .composer-text")).not_to_be_focused()


def test_a_key_is_changed_kept_and_given_back(at_work):
    at_work.keyboard.press("?")
    solve = at_work.locator('[data-command="solve"] .keys-change')
    solve.click()
    at_work.keyboard.press("r")
    expect(at_work.locator("#keys-said")).to_contain_text("taken")
    at_work.keyboard.press("z")
    expect(solve).to_have_text("z")
    at_work.reload()
    at_work.keyboard.press("e")
    expect(at_work.get_by_role("button", name="Solve", exact=True)).to_be_visible()
    at_work.keyboard.press("z")
    expect(at_work.get_by_role("button", name="Take up again")).to_be_visible()
    at_work.keyboard.press("?")
    at_work.get_by_role("button", name="As they were").click()
    expect(solve).to_have_text("e")


def test_letters_can_be_switched_off(at_work):
    at_work.keyboard.press("?")
    at_work.get_by_label("Single letters work as shortcuts").uncheck()
    at_work.get_by_role("button", name="Close").click()
    at_work.keyboard.press("n")
    expect(at_work.locator("#say-note .composer-text")).not_to_be_focused()
    at_work.keyboard.press("Control+k")
    expect(at_work.locator("#palette")).to_be_visible()


def test_everything_is_found_by_its_name(at_work):
    at_work.keyboard.press("Control+k")
    box = at_work.get_by_role("combobox", name="What do you want to do?")
    expect(box).to_be_focused()
    assert violations(at_work) == []
    box.fill("internal note")
    at_work.keyboard.press("Enter")
    expect(at_work.locator("#say-note .composer-text")).to_be_focused()
    at_work.keyboard.press("Control+k")
    box.fill("with cust")
    at_work.keyboard.press("Enter")
    expect(at_work.locator("#view-customer")).to_have_attribute("aria-current", "page")
    at_work.keyboard.press("Control+k")
    box.fill("card")
    at_work.keyboard.press("ArrowUp")
    at_work.keyboard.press("ArrowUp")
    at_work.keyboard.press("Enter")
    expect(at_work.locator("#queue-found")).to_contain_text("And my card?")


@pytest.mark.parametrize(
    ("typed", "asked", "found"),
    [("Carl", 'from:"Carl"', "And my card?"), ('no "body', 'from:"no body"', "Nothing found.")],
)
def test_a_customer_is_found_by_name(at_work, typed, asked, found):
    at_work.keyboard.press("Control+k")
    at_work.get_by_role("combobox", name="What do you want to do?").fill(typed)
    at_work.keyboard.press("ArrowUp")
    at_work.keyboard.press("Enter")
    expect(at_work.locator("#queue-body")).to_contain_text(found)
    expect(at_work.locator("#find-q")).to_have_value(asked)


def test_panes_are_moved_hidden_and_remembered(at_work):
    handle = at_work.get_by_role("separator", name="Width of the queue")
    before = at_work.locator("#queue").bounding_box()["width"]
    handle.focus()
    for _ in range(4):
        at_work.keyboard.press("ArrowLeft")
    after = at_work.locator("#queue").bounding_box()["width"]
    assert before - 70 < after < before - 58
    at_work.keyboard.press("]")
    expect(at_work.locator("#who")).to_be_hidden()
    assert violations(at_work) == []
    at_work.reload()
    expect(at_work.locator("#who")).to_be_hidden()
    assert at_work.locator("#queue").bounding_box()["width"] == after
    at_work.get_by_role("button", name="Customer").click()
    expect(at_work.locator("#who")).to_be_visible()
    at_work.get_by_role("separator", name="Width of the queue").press("Home")
    assert at_work.locator("#queue").bounding_box()["width"] == before


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1100, 1440, 1920])
def test_nothing_lies_beside_the_screen(at_work, width):
    at_work.set_viewport_size({"width": width, "height": 800})
    assert at_work.evaluate("document.documentElement.scrollWidth") <= width
