"""A ticket rests until a time or a word, and never past a promise."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.tickets.browsing import page, text
from tickets import actions, queue
from tickets import clock as clockwork
from tickets.desk import listing, lists
from tickets.desk.reader import Reader
from tickets.models import Clock, Event, Ticket


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def listed(user, slug):
    reader = Reader(user, timezone.now())
    view = next(one for one in lists.views_for(reader) if one.slug == slug)
    found = listing.page(view, reader).tickets
    assert view.count == len(found)
    return found


def mine(user):
    return listed(user, "mine")


def soon():
    return timezone.now() + timedelta(minutes=10)


@pytest.fixture
def answered(ada, carl, says, clock):
    """Ada has it, and Carl has the word."""
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Please wait", key="k1")
    return fresh(ticket)


def test_it_leaves_mine_until_its_time(ada, answered, clock):
    actions.snooze(answered, until=timezone.now() + timedelta(days=2), by=ada)
    assert mine(ada) == []
    clock(days=1)
    assert clockwork.wake_the_snoozed() == 0
    clock(days=1, minutes=1)
    assert clockwork.wake_the_snoozed() == 1
    assert clockwork.wake_the_snoozed() == 0
    assert mine(ada) == [answered]
    kinds = answered.events.order_by("seq").values_list("kind", flat=True)
    assert list(kinds)[-2:] == [Event.Kind.SNOOZED, Event.Kind.WOKEN]


def test_it_leaves_the_queue_and_comes_back_at_its_place(ada, carl, cleo, says, clock):
    first = says(carl)
    clock(minutes=1)
    second = says(carl, "Another one")
    actions.snooze(first, until=soon(), by=ada)
    assert queue.next_for(ada, now=timezone.now()) == [second]
    clock(minutes=11)
    clockwork.wake_the_snoozed()
    assert queue.next_for(ada, now=timezone.now()) == [first, second]
    assert fresh(first).waiting_since == first.waiting_since


def test_the_customers_word_ends_it(ada, carl, says, answered):
    actions.snooze(answered, until=timezone.now() + timedelta(days=2), by=ada)
    said = {"channel": "web", "customer": carl, "ticket": answered}
    actions.receive(external_id="m2", body="Any news?", **said)
    assert fresh(answered).snoozed_until is None
    assert mine(ada) == [answered]


def test_so_does_a_second_word_of_who_waits(ada, carl, says, clock):
    ticket = says(carl)
    actions.snooze(ticket, until=soon(), by=ada)
    actions.receive(external_id="m2", body="Hello?", channel="web", customer=carl, ticket=ticket)
    assert queue.next_for(ada, now=timezone.now()) == [ticket]


def test_its_clocks_run_on(ada, carl, says, clock):
    ticket = says(carl)
    before = ticket.clocks.get(kind=Clock.Kind.FIRST).due_at
    actions.snooze(ticket, until=soon(), by=ada)
    assert ticket.clocks.get(kind=Clock.Kind.FIRST, stopped_at=None).due_at == before
    assert fresh(ticket).due_at == before


@pytest.mark.parametrize("early", [True, False])
def test_who_waits_is_snoozed_until_before_the_promise_only(ada, carl, says, clock, early):
    ticket = says(carl)
    if early:
        actions.snooze(ticket, until=ticket.due_at - timedelta(seconds=1), by=ada)
        assert fresh(ticket).snoozed_until
        return
    with pytest.raises(actions.MayNotSnooze, match="an answer is promised by"):
        actions.snooze(ticket, until=ticket.due_at, by=ada)
    assert fresh(ticket).snoozed_until is None


def test_a_promised_update_is_a_promise_too(ada, answered):
    actions.promise_update(answered, by=ada)
    owed = answered.clocks.get(kind=Clock.Kind.UPDATE, stopped_at=None).due_at
    with pytest.raises(actions.MayNotSnooze):
        actions.snooze(answered, until=owed + timedelta(hours=1), by=ada)


def test_a_promise_that_comes_nearer_wakes_it(ada, sam, carl, says, clock):
    ticket = says(carl, topic="fees")
    actions.snooze(ticket, until=ticket.due_at - timedelta(minutes=1), by=ada)
    actions.reprioritise(ticket, severity=0, by=sam, why="money is leaving")
    assert fresh(ticket).snoozed_until is None
    assert fresh(ticket).lane


def test_what_is_over_or_solved_is_not_snoozed(ada, answered):
    with pytest.raises(actions.MayNotSnooze):
        actions.snooze(answered, until=timezone.now(), by=ada)
    actions.resolve(answered, by=ada)
    with pytest.raises(actions.MayNotSnooze):
        actions.snooze(answered, until=soon(), by=ada)


def test_solved_or_given_away_it_rests_no_more(ada, sam, answered):
    actions.snooze(answered, until=soon(), by=ada)
    actions.assign(answered, by=sam, to=sam)
    assert mine(sam) == [answered]
    actions.snooze(answered, until=soon(), by=sam)
    actions.resolve(answered, by=sam)
    assert fresh(answered).snoozed_until is None


def test_presets_are_of_the_agents_zone_and_those_after_the_promise_cannot_be_pressed(
    answered, carl, says, desk
):
    desk.cookies["zone"] = "Asia/Tokyo"
    shown = page(desk, "snooze", answered.pk)
    assert 'value="2026-11-21T09:00"' in shown or "T09:00" in shown
    assert "disabled" not in shown.partition('id="asking"')[2].partition("</form>")[0]
    waiting = says(carl, "Another matter", topic="account-takeover")
    shown = page(desk, "snooze", waiting.pk).partition('id="asking"')[2].partition("</form>")[0]
    assert "after the promise" in shown
    assert "Shortly before it is due" in shown


def test_at_the_desk_it_says_so_and_is_undone(ada, answered, desk):
    there = reverse("desk:snooze", args=[answered.pk])
    assert desk.post(there, {}).status_code == 422
    refused = desk.post(there, {"until": "2001-01-01T09:00"})
    assert "Choose a time that is still to come." in text(refused)
    preset = f"{timezone.localtime() + timedelta(days=1):%Y-%m-%dT09:00}"
    assert desk.post(there, {"preset": preset}).status_code == 302
    shown = page(desk, "ticket", answered.pk)
    assert "Snoozed until" in shown
    assert 'id="view-snoozed"' in shown
    assert f'id="row-{answered.pk}"' in page(desk, "home", view="snoozed")
    desk.post(reverse("desk:wake", args=[answered.pk]))
    assert fresh(answered).snoozed_until is None
