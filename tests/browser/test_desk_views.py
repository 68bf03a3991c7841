"""Views at the desk: narrowed, kept, paged; with a script, by keyboard alone and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import walking
from tickets.models import SavedView

looking = pytest.fixture(walking)


@pytest.fixture
def full(carl, cleo, says):
    """More than a page of tickets, some of them German."""
    for number in range(34):
        says(carl, f"Where is deposit {number}?")
    for number in range(3):
        says(cleo, f"Wo ist Einzahlung {number}?", language="de", topic="account-locked")


def test_a_view_is_narrowed_kept_and_found_again(new_page, watch, looking, ada, full):
    page = new_page(ada)
    page.goto("/desk/?view=unassigned")
    page.get_by_role("link", name="Further ones").click()
    expect(page.locator(".queue-row")).to_have_count(7)
    page.get_by_role("link", name="To the beginning").click()
    expect(page.locator(".queue-row")).to_have_count(30)
    page.locator("#narrow > summary").click()
    page.get_by_label("Language").select_option("de")
    expect(page.locator(".queue-row")).to_have_count(3)
    expect(page.locator("#queue-body .count")).to_have_text("3")
    looking.looks(page, "a narrowed view")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("#view-next").click()
    expect(page.locator("#queue-body h2")).to_have_text("My next")
    expect(page.locator(".queue-row")).to_have_count(3)
    page.get_by_role("link", name="Keep as a view").click()
    page.get_by_label("Name", exact=True).fill("German, nobody's")
    page.get_by_label("Condition 2", exact=True).first.select_option("topic:account-locked")
    expect(page.get_by_text("3 tickets now")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("German, nobody's")
    looking.looks(page, "a new view")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("button", name="Keep this view").click()
    view = page.get_by_role("link", name="German, nobody's")
    expect(view).to_have_attribute("aria-current", "page")
    expect(view.locator(".num")).to_have_text("3")
    looking.looks(page, "a kept view")
    page.goto("/desk/views/")
    looking.looks(page, "the kept views")
    page.set_viewport_size({"width": 1440, "height": 900})
    watch.forgive("422")  # what is refused
    page.goto("/desk/views/new/?all=topic:gone&all=status:open")
    page.get_by_role("button", name="Keep this view").click()
    looking.looks(page, "a view refused")


def test_by_keyboard_alone(new_page, watch, ada, full):
    page = new_page(ada)
    page.goto("/desk/views/new/")
    page.get_by_label("Name", exact=True).focus()
    page.keyboard.type("German")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("Language: de")
    expect(page.get_by_text("3 tickets now")).to_be_visible()
    expect(page.get_by_label("Condition 2", exact=True).first).to_be_visible()
    page.get_by_label("Name", exact=True).press("Enter")
    expect(page.locator("#queue-body h2")).to_have_text("German")


def test_without_a_script(new_page, watch, ada, full):
    page = new_page(ada, script=False)
    page.goto("/desk/?view=unassigned")
    page.locator("#narrow > summary").click()
    page.get_by_label("Language").select_option("de")
    page.locator("#narrow-form button").click()
    expect(page.locator(".queue-row")).to_have_count(3)
    page.get_by_role("link", name="Keep as a view").click()
    page.get_by_label("Name", exact=True).fill("German")
    page.get_by_role("button", name="Show what it finds").click()
    expect(page.get_by_text("3 tickets now")).to_be_visible()
    page.get_by_role("button", name="Keep this view").click()
    assert SavedView.objects.get().name == "German"
    expect(page.locator(".queue-row")).to_have_count(3)
