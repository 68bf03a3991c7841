"""A supervisor asks whether everybody is served alike; an agent asks why a ticket stands where it stands."""

from playwright.sync_api import expect

from support.people.actions import change_tier
from support.people.models import Tier
from tests.browser.axe import nothing_in_the_way
from tests.browser.conftest import backstage
from tickets import actions


def test_a_supervisor_reads_who_is_served_worse_and_takes_it_along(new_page, sam, ada, carl, cleo, says):
    for number in range(6):
        actions.reply(says(carl), by=ada, body="Done", key=f"r{number}")
    actions.reply(says(cleo, language="de"), by=ada, body="Done", key="s")
    page = new_page(sam)
    page.goto("/desk/")
    page.get_by_role("link", name="Reports").click()
    expect(page.get_by_text("No group has 20 cases")).to_be_visible()
    page.get_by_label("Smallest group").fill("5")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody th").first).to_contain_text("Verified")
    nothing_in_the_way(page)
    page.get_by_role("link", name="Language", exact=True).click()
    expect(page.locator("tbody th").first).to_have_text("English")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert "English" in download.value.path().read_text()
    page.get_by_label("Period").select_option("dates")
    expect(page.get_by_label("From", exact=True)).to_be_visible()


def test_an_agent_on_a_phone_reads_why_and_cannot_get_to_the_log_of_all(new_page, ada, sam, root, cleo, says):
    ticket = says(cleo, "Cleo waits")
    change_tier(cleo, to=Tier.objects.get(slug="plus"), by=root, reason="passport checked")
    actions.claim(ticket, by=ada)
    page = new_page(ada, phone=True)
    page.goto(f"/desk/tickets/{ticket.pk}/")
    page.get_by_role("link", name="Why here?").click()
    expect(page.locator(".decision")).to_have_count(2)
    expect(page.locator(".decision").first).to_contain_text("Entry → Plus: passport checked")
    expect(page.get_by_role("link", name="In the log")).to_have_count(0)
    nothing_in_the_way(page)
    with backstage():
        actions.release(ticket, by=sam)
    page = new_page(sam, dark=True)
    page.goto("/desk/reports/decisions/")
    expect(page.locator(".decision")).to_have_count(3)
    page.get_by_label("Decision").select_option("hand")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".decision")).to_have_count(1)
    nothing_in_the_way(page)
