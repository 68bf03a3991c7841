"""The admin and the manual of the API: our Content-Security-Policy refuses nothing, and all is at work."""

from datetime import timedelta

import pytest
from django.db.models import F
from playwright.sync_api import expect

from support.people.models import ApiKey
from tickets.models import Policy, Ticket, Topic


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
        "tickets/policy/agents/",
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
    expect(search).to_be_focused()
    page.keyboard.press("Escape")
    expect(search).to_be_hidden()
    page.get_by_text("Filters").first.click()
    expect(page.get_by_text("By tier", exact=True)).to_be_visible()


def test_the_rooms_are_found_by_their_names(page):
    page.goto("/admin/")
    page.locator("#nav-filter").press_sequentially("Official")
    expect(page.locator("#search-results").get_by_text("Official accounts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#search-results")).to_be_hidden()


def test_an_admin_changes_a_tier_by_hand(page, carl):
    page.goto(f"/admin/people/customer/{carl.pk}/change/")
    page.select_option("#id_tier", label="Plus")
    page.fill("#id_reason", "passport checked")
    page.click("[name=_save]")
    page.wait_for_url("**/admin/people/customer/")
    carl.refresh_from_db()
    assert carl.tier.slug == "plus"
    page.goto(f"/admin/people/customer/{carl.pk}/change/")
    expect(page.get_by_text("verified → plus, reason: passport checked")).to_be_visible()


def test_an_admin_tries_a_table_promises_it_and_takes_it_back(
    page, root, new_page, ada, carl, cleo, says, worker, watch
):
    watch.forgive("422")  # the browser tells its console of a table that may not stand
    says(carl, "Carl waits", topic="fees"), says(cleo, "Cleo waits", topic="fees")
    passed = {"Carl waits": 5, "Cleo waits": 6}  # hours; of 24 h for Carl, of 48 h for Cleo
    for subject, hours in passed.items():
        since = F("waiting_since") - timedelta(hours=hours)
        Ticket.objects.filter(subject=subject).update(waiting_since=since)
    desk = new_page(ada)
    desk.goto("/desk/")
    rows = desk.locator(".queue-subject")
    expect(rows).to_have_text(["Carl waits", "Cleo waits"])
    page.goto(f"/admin/tickets/policy/{Policy.objects.get().pk}/table/")
    page.fill("#id_first-S3-1", "12h")
    page.fill("[name=reason]", "nobody waits two days")
    page.get_by_role("button", name="Save as the next version").click()
    expect(page.get_by_text("A lower tier would be answered faster").first).to_be_visible()
    expect(page.locator("#id_first-S3-1")).to_have_value("12h")
    page.fill("#id_first-S3-2", "12h")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
    preview = page.locator("#preview")
    expect(preview.get_by_role("row").filter(has_text="Entry").filter(has_text="2 → 1")).to_be_visible()
    expect(rows).to_have_text(["Carl waits", "Cleo waits"])
    page.get_by_role("button", name="Save as the next version").click()
    expect(page.get_by_text("Version 2 is in force.")).to_be_visible()
    expect(rows).to_have_text(["Cleo waits", "Carl waits"])  # 6 of 12 h before 5 of 12 h
    page.get_by_role("button", name="Promise this again").click()
    expect(page.get_by_text("Version 3 is in force.")).to_be_visible()
    expect(rows).to_have_text(["Carl waits", "Cleo waits"])


def test_on_a_phone_the_menu_opens_over_the_page(new_page, root, carl):
    page = new_page(root, phone=True, dark=True)
    page.goto("/admin/people/customer/")
    room = page.locator("#nav-sidebar-apps").get_by_text("Promises")
    expect(room).to_be_hidden()
    page.get_by_text("dock_to_right").filter(visible=True).click()
    expect(room).to_be_visible()


def test_the_manual_of_the_api_is_drawn_from_our_own_host(new_page):
    page = new_page()
    page.goto("/api/docs/")
    call = page.get_by_text("/api/v1/customers/{exchange_id}/")
    call.click()
    expect(page.get_by_text("No good key.").first).to_be_visible()
