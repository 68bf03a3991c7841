"""The fourth user: an admin changes a tier, and the queue moves on the agent's screen by itself."""

from datetime import timedelta

from django.db.models import F
from playwright.sync_api import expect

from tickets.models import Ticket


def test_a_changed_tier_moves_the_row_while_the_agent_looks(new_page, root, ada, carl, cleo, says):
    first, second = says(carl, "Carl waits", topic="fees"), says(cleo, "Cleo waits", topic="fees")
    hours = {first.pk: 5, second.pk: 6}  # of 24 h for Carl, of 48 h for Cleo
    for pk, passed in hours.items():
        Ticket.objects.filter(pk=pk).update(waiting_since=F("waiting_since") - timedelta(hours=passed))
    desk = new_page(ada)
    desk.goto("/desk/")
    rows = desk.locator(".queue-subject")
    expect(rows).to_have_text(["Carl waits", "Cleo waits"])
    admin = new_page(root)
    admin.goto(f"/admin/people/customer/{cleo.pk}/change/")
    admin.select_option("#id_tier", label="Plus")
    admin.fill("#id_reason", "passport checked")
    admin.click("[name=_save]")
    expect(rows).to_have_text(["Cleo waits", "Carl waits"])
    desk.get_by_role("link", name="Cleo waits").click()
    expect(desk.get_by_text("passport checked")).to_be_visible()
