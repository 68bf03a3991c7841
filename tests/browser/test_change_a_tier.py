"""The fourth user: a tier changes, by whichever door, and the queue moves on the agent's screen by itself."""

import json
import time
import urllib.request
from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import expect

from support import signatures
from support.people.models import Entrance, Team
from tests.browser.axe import nothing_in_the_way
from tickets.models import Ticket

AT_ONCE = 2000  # ms: as long as an agent's screen may show what is no longer true


@pytest.fixture
def rows(new_page, ada, carl, cleo, says):
    """The desk as Ada looks at it: Carl before Cleo, who has waited a little longer at a lower tier."""
    first, second = says(carl, "Carl waits", topic="fees"), says(cleo, "Cleo waits", topic="fees")
    hours = {first.pk: 5, second.pk: 6}  # of 24 h for Carl, of 48 h for Cleo
    for pk, passed in hours.items():
        Ticket.objects.filter(pk=pk).update(waiting_since=F("waiting_since") - timedelta(hours=passed))
    desk = new_page(ada)
    desk.goto("/desk/")
    expect(desk.locator(".queue-subject")).to_have_text(["Carl waits", "Cleo waits"])
    return desk.locator(".queue-subject")


def test_a_changed_tier_moves_the_row_while_the_agent_looks(new_page, rows, root, cleo):
    admin = new_page(root)
    admin.goto(f"/admin/people/customer/{cleo.pk}/change/")
    admin.select_option("#id_tier", label="Plus")
    admin.fill("#id_reason", "passport checked")
    admin.click("[name=_save]")
    expect(rows).to_have_text(["Cleo waits", "Carl waits"], timeout=AT_ONCE)
    rows.page.get_by_role("link", name="Cleo waits").click()
    expect(rows.page.get_by_text("passport checked")).to_be_visible()


def test_the_exchange_s_signed_word_moves_it(servers, rows, cleo):
    told = {"type": "customer.tier_changed", "customer": cleo.exchange_id, "tier": "plus"}
    body = json.dumps(told | {"at": timezone.now().isoformat()}).encode()
    signed = signatures.signed(settings.EXCHANGE_SECRETS[0], name="msg_1", at=int(time.time()), body=body)
    headers = signed | {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{servers.base_url}/hooks/exchange/", body, headers)
    assert json.load(urllib.request.urlopen(request, timeout=10)) == {"changed": True}
    expect(rows).to_have_text(["Cleo waits", "Carl waits"], timeout=AT_ONCE)


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_file_moves_it_once_it_is_applied_and_not_before(new_page, rows, root, watch, tmp_path, phone):
    watch.forgive("422")  # the browser tells its console of a form without its reason
    admin = new_page(root, phone=phone, dark=phone)
    admin.goto("/admin/people/customer/files/")
    lines = "exchange_id;tier;reason\nMX-CLEO;Plus;passport checked\nMX-NOBODY;plus;x\n"
    admin.set_input_files(
        "[name=file]", {"name": "tiers.csv", "mimeType": "text/csv", "buffer": lines.encode()}
    )
    admin.get_by_role("button", name="See what would change").click()
    expect(admin.get_by_text("Nothing is changed yet.")).to_be_visible()
    expect(admin.get_by_text("We know no customer with this exchange id.")).to_be_visible()
    assert admin.evaluate("document.documentElement.scrollWidth <= innerWidth")
    admin.get_by_role("button", name="Apply 1 change").click()
    expect(admin.get_by_text("Say why")).to_be_visible()
    expect(rows).to_have_text(["Carl waits", "Cleo waits"])
    admin.fill("[name=reason]", "yearly check")
    admin.get_by_role("button", name="Apply 1 change").click()
    expect(admin.get_by_text("Applied: 1 customer changed.")).to_be_visible()
    expect(rows).to_have_text(["Cleo waits", "Carl waits"], timeout=AT_ONCE)


def test_a_tier_s_own_desk_is_found_and_used(new_page, carl, house):
    team = Team.objects.get(slug="business")
    Entrance.objects.create(tier=carl.tier, slug="own", names={"en": "Verified desk"}, team=team)
    page = new_page(carl.user, phone=True)
    page.goto("/tickets/")
    page.get_by_role("link", name="Write to your desk").click()
    expect(page.get_by_role("heading", name="Verified desk")).to_be_visible()
    nothing_in_the_way(page)
    page.get_by_label("What happened?").fill("The payout of our fund is late")
    page.get_by_role("button", name="Send the ticket").click()
    expect(page.get_by_text("We have your ticket.")).to_be_visible()
    assert Ticket.objects.get().team == team
