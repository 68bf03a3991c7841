"""The search field offers what may answer while it is typed in: by keyboard, aloud, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser import library
from tests.browser.axe import nothing_in_the_way


@pytest.fixture
def articles(transactional_db, house, tmp_path):
    """A few of the demo's own articles, in the index."""
    library.ours(tmp_path, "deposit-not-arrived", "wrong-network", "lost-2fa")


def test_options_are_walked_through_by_keyboard_and_counted_aloud(new_page, articles):
    page = new_page()
    page.goto("/help/")
    box = page.get_by_role("combobox").first
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("depsoit not arr", delay=20)
    expect(page.get_by_role("option").first).to_contain_text("My crypto deposit has not arrived")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("find-answers [role=status]").first).to_contain_text("suggestion")
    nothing_in_the_way(page)
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowDown")
    first = box.get_attribute("aria-activedescendant")
    expect(page.locator(f"[id='{first}']")).to_have_attribute("aria-selected", "true")
    box.press("End")
    assert box.get_attribute("aria-activedescendant") != first
    box.press("Home")
    assert box.get_attribute("aria-activedescendant") == first
    box.press("ArrowUp")  # back to what was typed
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("depsoit not arr")
    box.press("ArrowDown")  # opens again, at the first
    box.press("Enter")
    page.wait_for_url("**/help/deposit-not-arrived/**")


def test_while_an_input_method_composes_nothing_is_asked_or_chosen(new_page, articles):
    page = new_page(language="zh-CN")
    page.goto("/help/")
    box = page.get_by_role("combobox").first
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/options/" in request.url else None)
    box.evaluate(
        """box => { box.focus(); box.value = "chong";
        box.dispatchEvent(new CompositionEvent("compositionstart"));
        box.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
        box.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", isComposing: true })); }"""
    )
    expect(box).to_have_value("chong")
    done = 'box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }))'
    box.evaluate('box => { box.value = "充值"; ' + done + "; }")
    expect(page.get_by_role("option").first).to_be_visible()
    assert len(asked) == 1  # what was composed, and nothing before it


def test_enter_without_a_choice_searches(new_page, articles):
    page = new_page(phone=True, dark=True)
    page.goto("/help/")
    box = page.get_by_role("combobox").first
    box.press_sequentially("wrong network", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    nothing_in_the_way(page)
    box.press("Tab")  # on to the button
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant")
    box.press_sequentially("s")  # other words: what was lit is no choice any more
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Backspace")
    box.press("Enter")
    page.wait_for_url("**/help/search/?q=wrong+network")
    nothing_in_the_way(page)
    page.get_by_role("link", name="wrong network").first.click()
    page.wait_for_url("**/help/wrong-network/?q=wrong+network")
