"""Whatever changes while open tickets still follow the change before: nobody is left behind."""

import threading
from datetime import timedelta

import pytest
from django.db import transaction

from support.people.models import Team
from tests.tickets.test_promises import table
from tests.together import at_once, somebody_waits
from tickets import actions
from tickets import clock as house_clock
from tickets.actions import pace
from tickets.models import Calendar, Event, Holiday, Policy, Routing, Ticket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(house, carl, says):
    """Eight tickets of the front line, whose promises count in its hours, round the clock so far."""
    Policy.objects.get().current.targets.filter(severity=3).update(around_the_clock=False)
    return [says(carl) for _ in range(8)]


def half_way(tickets, change):
    """Let tickets follow, and change something once the first has followed and the last has not."""
    held, changed = threading.Event(), threading.Event()
    before = tickets[0].events.count()

    def hold_the_last():
        with transaction.atomic():
            Ticket.objects.select_for_update().get(pk=tickets[-1].pk)
            held.set()
            while not (changed.is_set() or somebody_waits()):
                pass

    def follow():
        held.wait(20)
        return house_clock.follow_the_promises()

    def change_it():
        while tickets[0].events.count() == before:
            pass
        change()
        changed.set()

    parts = [hold_the_last, follow, change_it]
    outcomes = at_once(3, lambda number: parts[number]())
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    while house_clock.follow_the_promises():  # the clock comes by until nothing is left
        pass


def routed(calendar):
    """The front line works in these hours from now on."""
    routing, _ = Routing.objects.get_or_create(team=Team.objects.get(slug="front-line"))
    routing.calendar = calendar
    actions.route(routing, by=None)


def calendar(name, hours):
    made = Calendar.objects.create(name=name, hours=hours, zone="Europe/Berlin")
    actions.change_hours(made, by=None)
    house_clock.follow_the_promises()
    return made


def test_a_team_that_changes_its_hours_twice_is_counted_in_the_last(waiting):
    first, last = calendar("first", "Mo-Su 08:00-12:00"), calendar("last", "Mo-Su 14:00-18:00")
    routed(first)
    half_way(waiting, lambda: routed(last))
    assert {ticket.calendar for ticket in Ticket.objects.all()} == {last}
    assert all(ticket.clocks.get().calendar == last for ticket in waiting)


def test_a_holiday_that_is_added_while_tickets_follow_new_hours_counts(waiting):
    office = calendar("office", "Mo-Su 08:00-18:00")
    routed(office)
    house_clock.follow_the_promises()
    office.hours = "Mo-Su 09:00-12:00"
    office.save()
    actions.change_hours(office, by=None)

    def closed_tomorrow():
        for days in range(1, 4):
            Holiday.objects.create(calendar=office, day=waiting[0].opened_at.date() + timedelta(days=days))
        actions.change_hours(Calendar.objects.get(pk=office.pk), by=None)

    half_way(waiting, closed_tomorrow)
    opening = Calendar.objects.get().opening
    for ticket in Ticket.objects.all():
        assert ticket.due_at == opening.due(ticket.waiting_since, ticket.target_seconds)
        assert ticket.due_at == ticket.clocks.get().due_at


def test_a_policy_that_comes_to_hold_for_them_while_tickets_follow_another_is_followed(root, waiting):
    everyone = Policy.objects.get()
    special = Policy.objects.create(name="Special", position=0, categories=["nothing yet"])
    actions.publish(special, table(everyone, first_3_2=18 * 3600), by=root, reason="own")
    while house_clock.follow_the_promises():
        pass
    actions.publish(everyone, table(everyone, first_3_2=20 * 3600), by=root, reason="slower")

    def for_all():
        special.categories = []
        special.save(update_fields=["categories"])
        actions.change_policy(special, by=root)

    half_way(waiting, for_all)
    assert {ticket.target_seconds for ticket in Ticket.objects.all()} == {18 * 3600}


def test_a_table_that_is_published_while_tickets_follow_another_is_followed(root, waiting):
    policy = Policy.objects.get()
    actions.publish(policy, table(policy, first_3_2=20 * 3600), by=root, reason="faster")
    policy.refresh_from_db()
    half_way(
        waiting,
        lambda: actions.publish(policy, table(policy, first_3_2=16 * 3600), by=root, reason="more so"),
    )
    assert {ticket.target_seconds for ticket in Ticket.objects.all()} == {16 * 3600}
    told = Event.objects.filter(kind=Event.Kind.REPRIORITISED).order_by("seq")
    assert all(
        event.detail["after"]["target"] == {2: 20 * 3600, 3: 16 * 3600}[event.detail["version"]]
        for event in told
    )


def test_while_one_follows_another_leaves_at_once(root, waiting):
    policy = Policy.objects.get()
    actions.publish(policy, table(policy, first_3_2=20 * 3600), by=root, reason="faster")
    held, left = threading.Event(), threading.Event()

    def hold_the_first():
        with transaction.atomic():
            Ticket.objects.select_for_update().get(pk=waiting[0].pk)
            held.set()
            left.wait(20)

    def follow():
        held.wait(20)
        seen = house_clock.follow_the_promises()
        left.set()
        return seen

    parts = [hold_the_first, follow, follow, follow]
    _, *seen = at_once(4, lambda number: parts[number]())
    assert sorted(seen) == [0, 0, len(waiting)]
    assert all(ticket.events.filter(kind=Event.Kind.REPRIORITISED).count() == 1 for ticket in waiting)


def faster(root):
    """A new table, for everybody to follow; its version."""
    policy = Policy.objects.get()
    return actions.publish(policy, table(policy, first_3_2=20 * 3600), by=root, reason="faster")


def test_what_one_task_has_no_time_for_the_next_one_does(root, waiting, monkeypatch, valkey, carry_out):
    version = faster(root)
    valkey.flushdb()  # nobody heard of it
    monkeypatch.setattr(pace, "BLINK", 0)
    assert actions.follow(within=0) == 1
    version.refresh_from_db()
    assert (version.settled_upto, version.settled_at) == (waiting[0].pk, None)
    assert "default:follow_the_promises" in carry_out()
    version.refresh_from_db()
    assert version.settled_at
    assert {ticket.target_seconds for ticket in Ticket.objects.all()} == {20 * 3600}


def test_all_screens_hear_of_every_ticket_that_follows(root, waiting):
    faster(root)
    house_clock.follow_the_promises()
    moved = Event.objects.filter(kind=Event.Kind.REPRIORITISED)
    assert moved.count() == len(waiting)
    assert not moved.filter(announced_at=None).exists()
