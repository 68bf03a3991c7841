"""Tiers and targets in the admin: each change goes the one way, and what would turn them round is refused."""

from datetime import timedelta

import pytest

from support.audit.models import Entry
from support.people.models import Customer, Tier
from tests.support.office import filled, page
from tickets import queue
from tickets.models import Event, Target

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
    plus = Tier.objects.get(slug="plus")
    answer = filled(office, page("people_customer_add"), name="Dana", tier=plus.pk, exchange_id="MX-9")
    assert answer.status_code == 302
    assert Customer.objects.get().tier == plus
    assert Entry.objects.get().action == "customer.made"


def test_two_customers_without_an_exchange_id_are_two(office, house):
    entry = Tier.objects.get(slug="entry")
    for name in ("Dana", "Dora"):
        assert filled(office, page("people_customer_add"), name=name, tier=entry.pk).status_code == 302
    assert Customer.objects.filter(exchange_id=None).count() == 2


# Targets.


def target(severity, tier, channel=""):
    return Target.objects.get(severity=severity, tier__slug=tier, channel=channel)


def test_a_changed_target_moves_what_is_open_at_once_and_says_why(office, root, carl, says):
    ticket = says(carl, topic="deposit-missing")
    promise = target(ticket.severity, "verified")
    before = promise.seconds
    assert filled(office, page("tickets_target_change", promise.pk), seconds=before - 60).status_code == 302
    ticket.refresh_from_db()
    assert ticket.target_seconds == before - 60
    assert ticket.lane.target_seconds == before - 60
    event = ticket.events.get(kind=Event.Kind.REPRIORITISED)
    assert (event.by, event.detail["why"]) == (
        root,
        f"S{ticket.severity} Verified: {before} s → {before - 60} s",
    )
    entry = Entry.objects.get(action="target.changed")
    assert (entry.by, entry.detail) == (root, {"before": before, "after": before - 60})


@pytest.mark.parametrize(
    ("tier", "seconds", "words"),
    [
        ("plus", 10**6, "A lower tier would be answered faster than this one."),
        ("entry", 60, "A higher tier would wait longer than this one."),
        ("plus", 0, "greater than or equal to 30"),
        ("plus", "soon", "Enter a whole number."),
    ],
)
def test_a_promise_that_would_turn_the_tiers_round_is_refused_with_words(office, house, tier, seconds, words):
    promise = target(2, tier)
    answer = filled(office, page("tickets_target_change", promise.pk), seconds=seconds)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert target(2, tier).seconds == promise.seconds
    assert not Entry.objects.exists()


def test_what_is_promised_for_money_at_risk_changes_for_every_tier(office, carl, says):
    ticket = says(carl, topic="account-takeover")
    answer = filled(office, page("tickets_target_change", target(0, "plus").pk), seconds=600)
    assert answer.status_code == 302
    assert set(Target.objects.filter(severity=0, channel="").values_list("seconds", flat=True)) == {600}
    assert set(Target.objects.filter(severity=0, channel="chat").values_list("seconds", flat=True)) == {120}
    ticket.refresh_from_db()
    assert ticket.target_seconds == 600
    assert Entry.objects.filter(action="target.changed").count() == 4


def test_a_target_cannot_be_taken_away(office, house):
    promise = target(2, "plus")
    assert office.post(page("tickets_target_delete", promise.pk), {"post": "yes"}).status_code == 403
    many = {"action": "delete_selected", "_selected_action": [promise.pk], "post": "yes"}
    office.post(page("tickets_target_changelist"), many)
    assert Target.objects.filter(pk=promise.pk).exists()


def test_a_new_tier_is_promised_no_less_than_the_one_below_it(office, carl, says):
    answer = filled(office, page("people_tier_add"), name="Prime", slug="prime", rank=5, colour="#0b5fd0")
    assert answer.status_code == 302
    Customer.objects.filter(pk=carl.pk).update(tier=Tier.objects.get(slug="prime"))
    ticket = says(carl, topic="deposit-missing")
    assert ticket.target_seconds == target(ticket.severity, "business").seconds


def test_what_is_promised_to_a_channel_of_its_own_can_be_added(office, house):
    plus = Tier.objects.get(slug="plus")
    said = {"severity": 2, "tier": plus.pk, "channel": "x", "seconds": 3600}
    assert office.post(page("tickets_target_add"), said).status_code == 302
    assert Target.of(2, plus, "x") == 3600
    assert Target.of(2, plus, "web") != 3600
