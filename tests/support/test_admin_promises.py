"""Tiers and targets in the admin: each change goes the one way, and what would turn them round is refused."""

import html
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from support.audit.models import Entry
from support.people.actions import change_tier
from support.people.models import Customer, Tier
from tests.support.office import filled, page
from tickets import clock, queue
from tickets.models import Event, Policy, Target, Version
from tickets.pricing import PriceBook

# Tiers.


def test_a_tier_changed_by_hand_orders_the_queue_anew_and_is_written_down(office, root, carl, cleo, says):
    actions_of = Customer.objects.filter(pk=carl.pk)
    actions_of.update(tier=cleo.tier)
    carl.refresh_from_db()
    first, second = says(cleo, topic="deposit-missing"), says(carl, topic="deposit-missing")
    now = second.waiting_since + timedelta(minutes=30)
    business = Tier.objects.get(slug="business")
    answer = filled(
        office, page("people_customer_change", carl.pk), tier=business.pk, reason="passport checked"
    )
    assert answer.status_code == 302
    assert queue.next_in(first.team, now=now, limit=2) == [second, first]
    event = second.events.get(kind=Event.Kind.REPRIORITISED)
    assert (event.by, event.detail["why"]) == (root, "Entry → Business: passport checked")
    entry = Entry.objects.get(action="tier.changed")
    assert (entry.by, entry.detail["before"], entry.detail["after"]) == (root, "entry", "business")
    shown = office.get(page("people_customer_change", carl.pk)).content.decode()
    assert "root@meridian.example" in shown
    assert "entry → business" in shown


def test_other_facts_are_saved_and_written_down_without_touching_the_queue(office, root, carl, says):
    ticket = says(carl)
    filled(office, page("people_customer_change", carl.pk), name="Carla", language="de")
    carl.refresh_from_db()
    assert (carl.name, carl.language, carl.tier.slug) == ("Carla", "de", "verified")
    entry = Entry.objects.get(action="customer.edited")
    assert (entry.by, entry.detail) == (root, {"name": "Carla", "language": "de"})
    assert not ticket.events.filter(kind=Event.Kind.REPRIORITISED).exists()


def test_a_customer_made_by_hand_has_the_chosen_tier(office, house):
    plus, made = Tier.objects.get(slug="plus"), {"name": "Dana", "exchange_id": "MX-9"}
    refused = filled(office, page("people_customer_add"), tier=plus.pk, **made)
    assert (refused.status_code, Customer.objects.count()) == (200, 0)
    assert filled(office, page("people_customer_add"), tier=plus.pk, reason="VIP", **made).status_code == 302
    assert Customer.objects.get().tier == plus
    assert Entry.objects.get().action == "customer.made"


def test_two_customers_without_an_exchange_id_are_two(office, house):
    entry = Tier.objects.get(slug="entry")
    for name in ("Dana", "Dora"):
        assert filled(office, page("people_customer_add"), name=name, tier=entry.pk).status_code == 302
    assert Customer.objects.filter(exchange_id=None).count() == 2


# Promises.


@pytest.fixture
def table(house):
    return page("tickets_policy_table", Policy.objects.get().pk)


def typed(office, table, **changed):
    """The table as it stands, with some cells typed over: `first_S3_2="20h"`."""
    form = office.get(table).context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    return said | {name.replace("_", "-"): value for name, value in changed.items()}


def test_the_table_shows_every_promise_as_one_types_it(office, table):
    form = office.get(table).context["form"]
    assert form["first-S0-1"].value() == "15m"
    assert form["first-S0-1-chat"].value() == "2m"
    assert form["first-S2-3"].value() == "4h"
    assert (form["first-S2-2-always"].value(), form["first-S2-3-always"].value()) == (False, True)
    assert form["resolution-S1-1"].value() == ""
    assert "first-S0-2" not in form.fields


def test_a_table_sent_back_as_it_was_promises_the_same(office, table):
    before = Target.table(Policy.objects.get().current_id).cells
    assert office.post(table, {**typed(office, table), "reason": "no change"}).status_code == 302
    assert Target.table(Policy.objects.get().current_id).cells == before


def test_a_changed_promise_moves_what_is_open_and_says_why(office, root, carl, says, table):
    ticket = says(carl, topic="deposit-missing")
    sent = typed(office, table, first_S2_2="10h 30m") | {"reason": "we are more now"}
    assert office.post(table, sent).status_code == 302
    clock.follow_the_promises()
    ticket.refresh_from_db()
    assert ticket.target_seconds == ticket.lane.target_seconds == 37_800
    detail = ticket.events.get(kind=Event.Kind.REPRIORITISED).detail
    assert (detail["cause"], detail["version"]) == ("promises", 2)
    entry = Entry.objects.get(action="policy.published")
    assert (entry.by, entry.detail["reason"]) == (root, "we are more now")
    assert "we are more now" in office.get(table).content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"first_S2_3": "30h"}, "A lower tier would be answered faster than this one."),
        ({"first_S2_1": "1h"}, "A lower tier would be answered faster than this one."),
        ({"first_S2_3": "soon"}, "Write it as 30m, 4h, 1h 30m or 2d."),
        ({"first_S2_3": "5s"}, "Half a minute is the least that can be promised."),
        ({"first_S2_3": ""}, "Something must be promised here."),
        ({"first_S2_3": "-4h"}, "Write it as"),
        ({"reason": ""}, "This field is required."),
        ({"takes_effect_at": "tomorrow"}, "Enter a valid date/time."),
    ],
)
def test_what_may_not_stand_is_refused_beside_its_cell_and_nothing_is_lost(office, table, changed, words):
    dashed = {name.replace("_", "-") if "S" in name else name: value for name, value in changed.items()}
    sent = {**typed(office, table), "reason": "mine", **dashed}
    answer = office.post(table, sent)
    page_text = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert words in page_text
    assert all(f'value="{value}"' in page_text for value in changed.values() if value)
    assert Version.objects.count() == 1
    assert not Entry.objects.exists()


def test_saving_over_a_version_that_was_not_read_is_refused_and_what_was_typed_stays(office, table):
    mine = typed(office, table, first_S3_2="9h") | {"reason": "mine"}
    assert (
        office.post(table, typed(office, table, first_S3_2="16h") | {"reason": "theirs"}).status_code == 302
    )
    answer = office.post(table, mine)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Left alone, changed meanwhile" in shown
    assert 'value="9h"' in shown
    assert '<input type="hidden" name="read" value="2">' in shown
    assert Version.objects.count() == 2
    assert office.post(table, mine | {"read": "2"}).status_code == 302  # now they know
    assert Version.objects.first().reason == "mine"


def test_money_at_risk_is_promised_the_same_to_every_tier_by_one_cell(office, carl, says, table):
    ticket = says(carl, topic="account-takeover")
    sent = typed(office, table, first_S0_1="10m", next_S0_1="10m") | {"reason": "faster"}
    assert office.post(table, sent).status_code == 302
    clock.follow_the_promises()
    ticket.refresh_from_db()
    assert ticket.target_seconds == 600
    cells = Target.table(Policy.objects.get().current_id).cells
    assert {cells["first", 0, rank, ""].seconds for rank in (1, 2, 3, 4)} == {600}
    assert {cells["first", 0, rank, "chat"].seconds for rank in (1, 2, 3, 4)} == {120}


def test_a_table_for_later_waits_for_its_time(office, carl, says, table):
    sent = typed(office, table, first_S2_2="10h") | {"reason": "soon", "takes_effect_at": "2099-01-01T00:00"}
    assert office.post(table, sent).status_code == 302
    clock.follow_the_promises()
    assert says(carl, topic="deposit-missing").target_seconds == 12 * 3600
    assert "waits for its time" in office.get(table).content.decode()


def test_one_click_promises_an_earlier_table_again(office, root, carl, says, table):
    office.post(table, typed(office, table, first_S2_2="10h") | {"reason": "try"})
    back = page("tickets_policy_back", Policy.objects.get().pk)
    assert office.get(back).status_code == 405
    assert office.post(back, {"version": "9"}).status_code == 404
    assert office.post(back, {"version": "x"}).status_code == 404
    assert office.post(back, {"version": "1"}).status_code == 302
    assert says(carl, topic="deposit-missing").target_seconds == 12 * 3600
    newest = Version.objects.first()
    assert (newest.number, newest.author, newest.reason) == (3, root, "back to version 1")


def test_a_promise_for_a_channel_of_its_own_can_be_added(office, house, table):
    plus = Tier.objects.get(slug="plus")
    assert "first-S2-3-x" not in office.get(table).context["form"].fields
    also = f"{table}?also=x"
    sent = typed(office, also, first_S2_3_x="1h") | {"reason": "X waits less"}
    refused = office.post(also, sent)
    assert refused.status_code == 422
    assert refused.context["form"]["first-S2-4-x"].errors == [
        "A lower tier would be answered faster than this one."
    ]
    sent = typed(office, also, first_S2_3_x="1h", first_S2_4_x="1h") | {"reason": "X waits less"}
    sent["first-S2-4-x-always"] = "on"
    assert office.post(also, sent).status_code == 302
    assert PriceBook().first_reply(2, plus, "x").seconds == 3600
    assert PriceBook().first_reply(2, plus, "web").seconds == 4 * 3600
    assert "first-S2-3-x" in office.get(table).context["form"].fields


def test_a_policy_that_has_promised_is_never_taken_away(office, house):
    policy = Policy.objects.get()
    assert office.post(page("tickets_policy_delete", policy.pk), {"post": "yes"}).status_code == 403
    many = {"action": "delete_selected", "_selected_action": [policy.pk], "post": "yes"}
    office.post(page("tickets_policy_changelist"), many)
    assert Policy.objects.filter(pk=policy.pk).exists()


def test_a_new_tier_is_promised_no_less_than_the_one_below_it(office, carl, says):
    answer = filled(office, page("people_tier_add"), name="Prime", slug="prime", rank=5, colour="#0b5fd0")
    assert answer.status_code == 302
    Customer.objects.filter(pk=carl.pk).update(tier=Tier.objects.get(slug="prime"))
    ticket = says(carl, topic="deposit-missing")
    business = PriceBook().first_reply(ticket.severity, Tier.objects.get(slug="business"), "web")
    assert ticket.target_seconds == business.seconds


# Who changed what when.


def test_the_history_page_of_a_customer_tells_who_changed_the_tier_from_what_to_what(office, root, carl):
    change_tier(carl, to=Tier.objects.get(slug="plus"), reason="told by exchange")
    change_tier(carl, to=Tier.objects.get(slug="business"), by=root, reason="passport checked")
    told = office.get(page("people_customer_history", carl.pk)).content.decode()
    assert "verified → plus, reason: told by exchange" in told
    assert "plus → business, reason: passport checked" in told
    assert "the exchange" in told
    assert "root@meridian.example" in told or "Root" in told
    assert "Changed" not in told


def test_each_version_says_what_it_changed_and_how_far_open_tickets_follow(office, root, carl, says, table):
    assert "<del>" not in office.get(table).content.decode()  # the first one is compared with nothing
    says(carl, topic="fees"), says(carl, topic="fees")
    office.post(table, typed(office, table, first_S3_2="9h") | {"reason": "Winter"})
    seen = office.get(table).content.decode()
    assert "0 of 2 open tickets follow version" in seen
    assert "first reply, S3, Verified: <del>1d</del> → <ins>9h</ins>" in seen
    clock.follow_the_promises()
    part = office.get(page("tickets_policy_versions", Policy.objects.get().pk)).content.decode()
    assert "open tickets follow version" not in part
    assert "hx-get" not in part


def test_a_version_is_compared_with_the_one_that_was_in_force_before_it(office, house, table):
    with time_machine.travel(timezone.now(), tick=False) as travelling:
        soon = {"reason": "soon", "takes_effect_at": f"{timezone.now() + timedelta(days=2):%Y-%m-%dT%H:%M}"}
        office.post(table, typed(office, table, first_S3_2="9h") | soon)
        office.post(table, typed(office, table, first_S3_2="16h") | {"reason": "now"})
        waiting = office.get(table).content.decode()
        assert "Verified: <del>1d</del> → <ins>16h</ins>" in waiting  # 3 against 1
        assert "Verified: <del>16h</del> → <ins>9h</ins>" in waiting  # 2 against 3, which it will replace
        assert "9h</del>" not in waiting
        assert "waits for its time" in waiting
        travelling.shift(timedelta(days=3))
        clock.follow_the_promises()
        office.post(table, typed(office, table, first_S3_2="8h") | {"reason": "faster"})
        seen = office.get(table).content.decode()
        for change in ("<del>1d</del> → <ins>16h", "<del>16h</del> → <ins>9h", "<del>9h</del> → <ins>8h"):
            assert f"Verified: {change}</ins>" in seen
        assert "waits for its time" not in seen


def test_a_version_whose_time_was_passed_by_waits_for_nothing_any_more(office, house, table):
    with time_machine.travel(timezone.now(), tick=False) as travelling:
        soon = {"reason": "soon", "takes_effect_at": f"{timezone.now() + timedelta(days=2):%Y-%m-%dT%H:%M}"}
        office.post(table, typed(office, table, first_S3_2="9h") | soon)
        travelling.shift(timedelta(days=3))
        assert "waits for its time" in office.get(table).content.decode()
        office.post(table, typed(office, table, first_S3_2="16h") | {"reason": "now"})
        assert "waits for its time" not in office.get(table).content.decode()
