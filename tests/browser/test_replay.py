"""An admin tries a table on the last seven days, in a real browser with a real worker."""

from datetime import timedelta

from django.db.models import F
from playwright.sync_api import expect

from tickets.models import Clock, Policy, Ticket, Version


def test_an_admin_sees_the_last_seven_days_under_a_table_before_saving_it(
    new_page, root, ada, carl, cleo, says, worker
):
    for who in (carl, cleo):
        for hours in range(3):
            ticket = says(who, topic="fees")
            since = timedelta(hours=30 + hours)
            Ticket.objects.filter(pk=ticket.pk).update(waiting_since=F("waiting_since") - since)
            Clock.objects.filter(ticket=ticket).update(started_at=F("started_at") - since)
    page = new_page(root)
    page.goto(f"/admin/tickets/policy/{Policy.objects.get().pk}/table/")
    page.fill("#id_first-S3-2", "12h")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="The last seven days replayed")).to_be_visible()
    expect(page.get_by_text("6 real waits of the last seven days")).to_be_visible()
    expect(page.get_by_role("img", name="Waits by severity and tier")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="S3 Verified")).to_contain_text("100 %")
    expect(page.locator("#id_first-S3-2")).to_have_value("12h")  # what was typed stays
    assert Version.objects.count() == 1
