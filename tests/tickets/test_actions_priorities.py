"""Severity and tier choose the promise; a change moves the ticket at once and says why."""

from datetime import UTC, datetime, timedelta

import time_machine

from support.audit.models import Entry
from support.people.actions import change_tier
from support.people.models import Tier
from tickets import actions, queue
from tickets.pricing import PriceBook

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PLUS = "plus"


def test_a_worse_severity_brings_the_promise_nearer_and_keeps_the_wait(ada, carl, says):
    ticket = says(carl)
    since, due = ticket.waiting_since, ticket.due_at
    ticket = actions.reprioritise(ticket, severity=1, by=ada, why="locked out")
    assert (ticket.severity, ticket.waiting_since) == (1, since)
    assert ticket.due_at < due
    event = ticket.events.last()
    assert (event.kind, event.by, event.detail["why"]) == ("reprioritised", ada, "locked out")
    assert (event.detail["before"]["severity"], event.detail["after"]["severity"]) == (3, 1)


def test_the_same_severity_is_no_event(ada, carl, says):
    ticket = says(carl)
    actions.reprioritise(ticket, severity=ticket.severity, by=ada, why="twice")
    assert not ticket.events.filter(kind="reprioritised").exists()


def test_money_at_risk_moves_into_its_own_lane(ada, carl, says):
    assert actions.reprioritise(says(carl), severity=0, by=ada, why="money leaves").lane.urgent


def test_a_higher_tier_moves_the_customers_tickets_ahead_at_once(ada, root, carl, cleo, says):
    with time_machine.travel(NOON, tick=False):
        says(carl, "verified, asked first")
        says(cleo, "entry, asked second")
    later = NOON + timedelta(hours=5)
    assert queue.next_for(ada, now=later)[0].subject == "verified, asked first"
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        change_tier(cleo, to=Tier.objects.get(slug=PLUS), by=root, reason="KYC passed")
    assert queue.next_for(ada, now=later)[0].subject == "entry, asked second"


def test_every_open_ticket_says_why_its_promise_changed(root, cleo, says):
    ticket = says(cleo)
    change_tier(cleo, to=Tier.objects.get(slug=PLUS), by=root, reason="KYC passed")
    event = ticket.events.last()
    assert (event.kind, event.by) == ("reprioritised", root)
    assert event.detail["why"] == "Entry → Plus: KYC passed"
    assert (
        event.detail["after"]["target"]
        == PriceBook().first_reply(3, Tier.objects.get(slug=PLUS), "web").seconds
    )
    assert Entry.objects.get(action="tier.changed").detail["reason"] == "KYC passed"


def test_a_lower_tier_moves_them_back(root, carl, says):
    ticket = says(carl)
    due = ticket.due_at
    change_tier(carl, to=Tier.objects.get(slug="entry"), by=root)
    ticket.refresh_from_db()
    assert ticket.due_at > due


def test_what_is_solved_and_who_is_somebody_else_stay_as_they_are(ada, root, carl, cleo, says):
    solved, other = actions.resolve(says(cleo), by=ada), says(carl)
    before = (solved.target_seconds, other.target_seconds)
    change_tier(cleo, to=Tier.objects.get(slug=PLUS), by=root)
    solved.refresh_from_db()
    other.refresh_from_db()
    assert (solved.target_seconds, other.target_seconds) == before
    assert not other.events.filter(kind="reprioritised").exists()


def test_the_same_tier_again_is_no_change(root, carl, says):
    ticket = says(carl)
    assert change_tier(carl, to=carl.tier, by=root) is False
    assert not ticket.events.filter(kind="reprioritised").exists()


def test_a_taken_ticket_follows_the_tier_without_falling_back_into_the_queue(ada, root, cleo, says):
    ticket = actions.claim(says(cleo), by=ada)
    due = ticket.due_at
    change_tier(cleo, to=Tier.objects.get(slug=PLUS), by=root)
    ticket.refresh_from_db()
    assert (ticket.lane, ticket.assignee) == (None, ada)
    assert ticket.due_at < due


def test_money_at_risk_promises_every_tier_the_same(root, cleo, says):
    ticket = says(cleo, topic="account-takeover")
    change_tier(cleo, to=Tier.objects.get(slug="business"), by=root)
    assert not ticket.events.filter(kind="reprioritised").exists()
