"""Many tickets at once: chosen by boxes, by keyboard and as a whole view, with a script and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import walking
from tests.browser.conftest import backstage
from tickets import actions, clock
from tickets.models import Tagging, Ticket

looking = pytest.fixture(walking)


@pytest.fixture
def many(carl, cleo, says):
    """A page of tickets and some."""
    for number in range(30):
        says(carl, f"Where is deposit {number}?")
    for number in range(24):
        says(cleo, f"Die Auszahlung {number} fehlt", language="de", topic="account-locked")


def worked():
    with backstage():
        clock.go_on_with_bulk_changes()


def test_some_are_chosen_looked_at_changed_and_given_back(new_page, looking, ada, many):
    page = new_page(ada)
    page.goto("/desk/?view=unassigned")
    boxes = page.locator(".queue-pick")
    boxes.nth(0).check()
    boxes.nth(3).click(modifiers=["Shift"])
    expect(page.locator("#queue-select output")).to_have_text("4")
    page.locator("#queue-further").click()
    expect(page.locator("#queue-first")).to_be_visible()
    looking.looks(page, "chosen tickets")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("#view-next").click()
    expect(page.locator("#queue-body h2")).to_have_text("My next")
    boxes.nth(0).check()
    boxes.nth(3).click(modifiers=["Shift"])
    page.get_by_role("button", name="Change them…").click()
    expect(page.get_by_role("heading", name="Change 4 tickets")).to_be_visible()
    page.get_by_label("Put these tags on").fill("wave")
    page.locator("#bulk-severity").select_option("1")
    page.get_by_label("Why another severity?").fill("one wave")
    page.get_by_role("button", name="Look what it does").click()
    expect(page.get_by_role("heading", name="4 tickets change")).to_be_visible()
    looking.looks(page, "what a change would do")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("button", name="Change 4 tickets").click()
    expect(page.get_by_text("0 of 4 done.")).to_be_visible()
    looking.looks(page, "a change on its way")
    page.set_viewport_size({"width": 1440, "height": 900})
    worked()
    expect(page.get_by_text("All done.")).to_be_visible()
    with backstage():
        assert Ticket.objects.filter(taggings__tag__name="wave", severity=1).count() == 4
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("It is being taken back")).to_be_visible()
    worked()
    expect(page.get_by_text("Taken back by Ada.")).to_be_visible()
    looking.looks(page, "a change taken back")
    with backstage():
        assert not Tagging.objects.exists()


def test_they_stay_chosen_while_the_queue_moves(new_page, carl, says, ada, many):
    page = new_page(ada)
    page.goto("/desk/?view=unassigned")
    first = page.locator(".queue-pick").first
    first.check()
    chosen = first.get_attribute("value")
    with backstage():
        actions.reprioritise(says(carl, "My money!"), severity=0, why="gone")
    expect(page.locator("#queue-urgent .queue-row")).to_have_count(1)
    expect(page.locator(f'.queue-pick[value="{chosen}"]')).to_be_checked()
    expect(page.locator("#queue-select output")).to_have_text("1")


def test_by_keyboard_alone(new_page, ada, many):
    page = new_page(ada)
    page.goto("/desk/?view=unassigned")
    for key in ["j", "x", "j", "x"]:
        page.keyboard.press(key)
    expect(page.locator("#queue-select output")).to_have_text("2")
    page.locator("#pick button").first.press("Enter")
    expect(page.get_by_role("heading", name="Change 2 tickets")).to_be_visible()


def test_a_whole_view_without_a_script(new_page, ada, many):
    page = new_page(ada, script=False)
    page.goto("/desk/?view=unassigned&language=de")
    page.get_by_role("button", name="All 24…").click()
    expect(page.get_by_role("heading", name="Change 24 tickets")).to_be_visible()
    page.get_by_label("Put these tags on").fill("welle")
    page.get_by_role("button", name="Look what it does").click()
    page.get_by_role("button", name="Change 24 tickets").click()
    expect(page.get_by_text("0 of 24 done.")).to_be_visible()
    worked()
    page.reload()
    expect(page.get_by_text("All done.")).to_be_visible()
