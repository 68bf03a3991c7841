"""A change of tier: written down, heard by every open ticket, and nothing when nothing changes."""

from datetime import timedelta

import pytest

from support.audit.models import Entry
from support.people import actions
from support.people.models import Customer, Tier
from tests.together import at_once
from tickets import defaults, queue
from tickets.actions import claim, reply, resolve
from tickets.models import Event, Ticket
from tickets.pricing import PriceBook


def tier(slug):
    return Tier.objects.get(slug=slug)


def test_open_tickets_get_the_new_promise_and_an_event_says_why(carl, says, root):
    ticket = says(carl, topic="deposit-missing")
    before = ticket.target_seconds
    since = ticket.waiting_since
    assert actions.change_tier(carl, to=tier("business"), by=root, reason="KYC level 3 passed")
    ticket.refresh_from_db()
    assert ticket.target_seconds < before
    assert ticket.waiting_since == since  # what has been waited stays waited
    assert ticket.lane.target_seconds == ticket.target_seconds
    event = ticket.events.get(kind=Event.Kind.REPRIORITISED)
    assert event.by == root
    assert event.detail["why"] == "Verified → Business: KYC level 3 passed"
    assert (event.detail["before"]["target"], event.detail["after"]["target"]) == (
        before,
        ticket.target_seconds,
    )


def test_a_higher_tier_passes_those_who_waited_a_little_longer(carl, cleo, says):
    actions.change_tier(carl, to=cleo.tier)
    first, second = says(cleo, topic="deposit-missing"), says(carl, topic="deposit-missing")
    now = second.waiting_since + timedelta(minutes=30)
    assert queue.next_in(first.team, now=now, limit=2) == [first, second]
    actions.change_tier(carl, to=tier("business"))
    assert queue.next_in(first.team, now=now, limit=2) == [second, first]


def test_a_ticket_filed_with_a_customer_read_before_the_change_gets_the_new_promise(carl, says):
    actions.change_tier(Customer.objects.get(pk=carl.pk), to=tier("business"))
    assert carl.tier.slug == "verified"  # what this process still believes
    ticket = says(carl, topic="deposit-missing")
    assert ticket.target_seconds == PriceBook().first_reply(ticket.severity, tier("business"), "web").seconds


def test_it_is_written_down_with_who_before_after_and_why(carl, root):
    actions.change_tier(carl, to=tier("plus"), by=root, reason="passport checked")
    entry = Entry.objects.get(action="tier.changed")
    assert (entry.by, entry.model, entry.object_id) == (root, "people.customer", str(carl.pk))
    assert entry.detail == {
        "before": "verified",
        "after": "plus",
        "reason": "passport checked",
        "source": "admin",
    }


def test_the_same_tier_again_changes_nothing_and_says_nothing(carl, says):
    ticket = says(carl)
    assert not actions.change_tier(carl, to=carl.tier)
    assert not Entry.objects.exists()
    assert not ticket.events.filter(kind=Event.Kind.REPRIORITISED).exists()


def test_what_is_solved_or_somebody_else_s_stays_as_it_is(carl, cleo, says, ada):
    solved, _ = says(carl, topic="deposit-missing"), says(cleo, topic="deposit-missing")
    resolve(solved, by=ada)
    before = {ticket.pk: (ticket.target_seconds, ticket.seq) for ticket in Ticket.objects.all()}
    actions.change_tier(carl, to=tier("business"))
    assert before == {ticket.pk: (ticket.target_seconds, ticket.seq) for ticket in Ticket.objects.all()}


def test_a_ticket_in_hand_or_answered_follows_without_going_back_into_the_queue(carl, says, ada):
    in_hand, answered = says(carl, topic="deposit-missing"), says(carl, topic="deposit-missing")
    claim(in_hand, by=ada)
    reply(answered, by=ada, body="Which asset?", key="k1")
    actions.change_tier(carl, to=tier("business"))
    for ticket in (in_hand, answered):
        ticket.refresh_from_db()
        assert ticket.lane is None
        assert ticket.assignee == ada


def test_severity_zero_promises_the_same_to_every_tier(carl, says):
    ticket = says(carl, topic="account-takeover")
    assert ticket.severity == 0
    actions.change_tier(carl, to=tier("business"))
    assert not ticket.events.filter(kind=Event.Kind.REPRIORITISED).exists()


@pytest.mark.django_db(transaction=True)
def test_many_changes_at_once_end_in_one_tier_and_one_line_each():
    defaults.prepare()
    carl = Customer.objects.create(name="Carl")
    slugs = ["verified", "plus", "business"] * 3
    changed = at_once(9, lambda n: actions.change_tier(carl, to=tier(slugs[n])))
    assert set(changed) <= {True, False}
    told = [entry.detail for entry in Entry.objects.order_by("pk")]
    assert len(told) == changed.count(True)
    carl.refresh_from_db()
    assert told[-1]["after"] == carl.tier.slug
    assert [line["before"] for line in told] == ["unknown", *(line["after"] for line in told[:-1])]
