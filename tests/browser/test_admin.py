"""The admin and the manual of the API: our Content-Security-Policy refuses nothing, and all is at work."""

import pytest
from playwright.sync_api import expect

from support.people.models import ApiKey
from tickets.models import Policy, Topic


@pytest.fixture
def page(new_page, root):
    """Root at the desk."""
    return new_page(root)


def test_every_kind_of_admin_page_works_under_the_policy(page, carl):
    key, _ = ApiKey.objects.create_key(name="exchange")
    policy, topic = Policy.objects.first(), Topic.objects.first()
    for path in [
        "",
        "people/customer/",
        "people/customer/add/",
        f"people/customer/{carl.pk}/change/",
        f"people/customer/{carl.pk}/delete/",
        f"people/customer/{carl.pk}/history/",
        "people/agent/add/",
        f"people/apikey/{key.pk}/change/",
        f"tickets/policy/{policy.pk}/change/",
        f"tickets/policy/{policy.pk}/table/",
        "tickets/calendar/add/",
        f"tickets/topic/{topic.pk}/change/",
        "noticeboard/notice/add/",
        "audit/entry/",
    ]:
        assert page.goto(f"/admin/{path}", wait_until="load").status == 200


def test_menus_open_and_close_and_nothing_lies_over_the_page(page, carl):
    page.goto("/admin/people/customer/")
    search = page.locator("#search-input-command")
    expect(search).to_be_hidden()  # without Alpine it would cover everything
    page.keyboard.press("Control+k")
    expect(search).to_be_visible()
    page.keyboard.press("Escape")
    expect(search).to_be_hidden()
    page.get_by_text("Filters").first.click()
    expect(page.get_by_text("By tier")).to_be_visible()


def test_the_rooms_are_found_by_their_names(page):
    page.goto("/admin/")
    page.locator("#nav-filter").press_sequentially("Official")
    expect(page.locator("#search-results").get_by_text("Official accounts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#search-results")).to_be_hidden()


@pytest.fixture
def fresh_web(transactional_db, servers):
    """A web process that has not yet learned the numbers of content types, which each emptying changes."""
    servers.stop("web")
    servers.start("web")


def test_an_admin_changes_a_tier_by_hand(fresh_web, page, carl):
    page.goto(f"/admin/people/customer/{carl.pk}/change/")
    page.select_option("#id_tier", label="Plus")
    page.fill("#id_reason", "passport checked")
    page.click("[name=_save]")
    page.wait_for_url("**/admin/people/customer/")
    carl.refresh_from_db()
    assert carl.tier.slug == "plus"
    page.goto(f"/admin/people/customer/{carl.pk}/change/")
    expect(page.get_by_text("verified → plus, reason: passport checked")).to_be_visible()


def test_on_a_phone_the_menu_opens_over_the_page(new_page, root, carl):
    page = new_page(root, phone=True, dark=True)
    page.goto("/admin/people/customer/")
    room = page.locator("#nav-sidebar-apps").get_by_text("Targets")
    expect(room).to_be_hidden()
    page.get_by_text("dock_to_right").filter(visible=True).click()
    expect(room).to_be_visible()


def test_the_manual_of_the_api_is_drawn_from_our_own_host(new_page):
    page = new_page()
    page.goto("/api/docs/")
    call = page.get_by_text("/api/v1/customers/{exchange_id}/")
    call.click()
    expect(page.get_by_text("No good key.").first).to_be_visible()
