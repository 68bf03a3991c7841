"""Promises change as whole tables: checked, dated, undone by one more version, followed by what is open."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from support.audit.models import Entry
from support.people.models import Team
from tests.tickets.office_hours import FRIDAY_NOON
from tests.together import at_once, somebody_waits
from tickets import actions
from tickets import clock as house_clock
from tickets.models import Event, Policy, Target, Ticket, Version
from tickets.tables import Cell

HOUR = 3600
RANKS = [1, 2, 3, 4]


@pytest.fixture
def noon():
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield travelling


@pytest.fixture
def everyone(house):
    Version.objects.update(takes_effect_at=FRIDAY_NOON - timedelta(days=1))
    return Policy.objects.get()


def table(policy, **changed):
    """`table(policy, first_3_2=3600)`: its cells, some with other seconds: promise, severity, rank."""
    cells = dict(Target.table(policy.current_id).cells)
    for name, seconds in changed.items():
        clock, severity, rank = name.split("_")
        key = (clock, int(severity), int(rank), "")
        cells[key] = replace(cells[key], seconds=seconds)
    return list(cells.values())


def test_a_new_table_is_a_version_with_author_and_reason_and_what_is_open_follows(
    root, carl, cleo, says, everyone, noon
):
    theirs, other = says(carl), says(cleo)
    version = actions.publish(
        everyone, table(everyone, first_3_2=20 * HOUR), by=root, reason="two more agents"
    )
    assert (version.number, version.author, version.applied_at) == (2, root, FRIDAY_NOON)
    assert house_clock.follow_the_promises() == 2
    theirs.refresh_from_db()
    assert (theirs.target_seconds, theirs.due_at) == (20 * HOUR, FRIDAY_NOON + timedelta(hours=20))
    event = theirs.events.get(kind=Event.Kind.REPRIORITISED)
    told = {key: event.detail[key] for key in ("cause", "policy", "version", "author")}
    assert told == {"cause": "promises", "policy": "Everyone", "version": 2, "author": "Root"}
    assert not other.events.filter(kind=Event.Kind.REPRIORITISED).exists()
    assert Entry.objects.get(action="policy.published").detail["reason"] == "two more agents"
    assert house_clock.follow_the_promises() == 0


def test_what_may_not_stand_is_not_stored(root, everyone):
    with pytest.raises(actions.MayNotStand) as refused:
        actions.publish(everyone, table(everyone, first_3_1=60), by=root, reason="oops")
    assert {(it.severity, it.rank) for it in refused.value.problems} == {(3, 2), (3, 3), (3, 4)}
    assert Version.objects.count() == 1
    assert not Entry.objects.exists()


def test_a_newly_promised_clock_starts_on_what_is_open_and_one_no_longer_promised_stops(
    root, ada, carl, says, everyone, noon
):
    waiting, answered, solved = says(carl), says(carl), says(carl)
    actions.reply(answered, by=ada, body="Which network?", key="a")
    actions.resolve(solved, by=ada)
    solving = [Cell("resolution", severity, rank, "", 90 * HOUR) for severity in range(5) for rank in RANKS]
    before = table(everyone)
    actions.publish(everyone, [*before, *solving], by=root, reason="solved within four days")
    noon.shift(timedelta(hours=1))
    house_clock.follow_the_promises()
    for ticket in (waiting, answered):
        clock = ticket.clocks.get(kind="resolution")
        assert (clock.started_at, clock.target_seconds) == (ticket.opened_at, 90 * HOUR)
    assert not solved.clocks.filter(kind="resolution").exists()
    actions.publish(everyone, before, by=root, reason="not yet")
    house_clock.follow_the_promises()
    assert not waiting.clocks.filter(kind="resolution", stopped_at=None).exists()
    assert waiting.clocks.get(kind="first").stopped_at is None


def test_a_version_takes_effect_at_its_time_and_not_before(root, carl, says, everyone, noon):
    ticket = says(carl)
    actions.publish(
        everyone,
        table(everyone, first_3_2=20 * HOUR),
        by=root,
        reason="from Monday",
        takes_effect_at=FRIDAY_NOON + timedelta(days=3),
    )
    noon.shift(timedelta(days=2))
    house_clock.follow_the_promises()
    assert Ticket.objects.get(pk=ticket.pk).target_seconds == 24 * HOUR
    noon.shift(timedelta(days=1))
    house_clock.follow_the_promises()
    assert Ticket.objects.get(pk=ticket.pk).target_seconds == 20 * HOUR


def test_going_back_is_one_more_version_and_hides_nothing(root, carl, says, everyone, noon):
    ticket, first = says(carl), everyone.current
    actions.publish(everyone, table(everyone, first_3_2=20 * HOUR), by=root, reason="try")
    back = actions.roll_back(everyone, to=first, by=root, reason="too fast")
    house_clock.follow_the_promises()
    assert [version.number for version in everyone.versions.all()] == [3, 2, 1]
    assert Target.table(back.pk).cells == Target.table(first.pk).cells
    assert Ticket.objects.get(pk=ticket.pk).target_seconds == 24 * HOUR


def in_force(policy):
    policy.refresh_from_db()
    return policy.current.number


def later(policy, root, hours, days):
    """A version for a day to come: `first_3_2` within so many hours."""
    cells = table(policy, first_3_2=hours * HOUR)
    at = FRIDAY_NOON + timedelta(days=days)
    return actions.publish(policy, cells, by=root, reason=f"day {days}", takes_effect_at=at)


def test_a_version_for_later_comes_though_another_was_made_for_now(root, carl, says, everyone, noon):
    ticket, first = says(carl), everyone.current
    later(everyone, root, 20, days=1)
    actions.publish(everyone, table(everyone, first_3_2=16 * HOUR), by=root, reason="now")
    assert in_force(everyone) == 3
    actions.roll_back(everyone, to=first, by=root, reason="back")
    assert in_force(everyone) == 4
    noon.shift(timedelta(days=1))
    house_clock.follow_the_promises()
    assert in_force(everyone) == 2
    assert Ticket.objects.get(pk=ticket.pk).target_seconds == 20 * HOUR
    told = [entry.detail for entry in Entry.objects.filter(action="policy.applied").order_by("pk")]
    assert [(it["before"], it["after"]) for it in told] == [(1, 3), (3, 4), (4, 2)]


@pytest.mark.parametrize("days", [(1, 2), (2, 1)])
def test_two_versions_for_different_times_come_each_at_its_own(root, everyone, noon, days):
    made = {day: later(everyone, root, 20 - day, days=day).number for day in days}
    for day in (1, 2):
        noon.shift(timedelta(days=1))
        house_clock.follow_the_promises()
        assert in_force(everyone) == made[day]


def test_versions_that_are_overdue_together_come_in_the_order_of_their_times(root, everyone, noon):
    last, between = later(everyone, root, 18, days=2), later(everyone, root, 19, days=1)
    noon.shift(timedelta(days=3))
    house_clock.follow_the_promises()
    assert in_force(everyone) == last.number
    told = [entry.detail for entry in Entry.objects.filter(action="policy.applied").order_by("pk")]
    assert [(it["before"], it["after"]) for it in told] == [
        (1, between.number),
        (between.number, last.number),
    ]


def test_of_two_versions_for_the_same_time_the_one_made_later_holds(root, everyone, noon):
    later(everyone, root, 20, days=1), later(everyone, root, 18, days=1)
    noon.shift(timedelta(days=1))
    house_clock.follow_the_promises()
    assert in_force(everyone) == 3


def test_a_version_whose_time_was_passed_by_before_it_was_applied_is_void(root, everyone, noon):
    missed = later(everyone, root, 20, days=1)
    noon.shift(timedelta(days=2))
    now = actions.publish(everyone, table(everyone, first_3_2=16 * HOUR), by=root, reason="now")
    assert not actions.apply(missed)
    house_clock.follow_the_promises()
    assert in_force(everyone) == now.number
    assert Version.objects.get(pk=missed.pk).applied_at is None


def test_a_version_for_now_holds_at_once_though_the_machines_clock_is_slow(root, everyone, noon):
    Version.objects.update(takes_effect_at=FRIDAY_NOON + timedelta(seconds=1))
    now = actions.publish(everyone, table(everyone, first_3_2=16 * HOUR), by=root, reason="now")
    assert in_force(everyone) == now.number


def test_a_version_is_applied_once_though_two_clocks_come_with_it(root, everyone, noon):
    version = later(everyone, root, 20, days=1)
    noon.shift(timedelta(days=1))
    same = Version.objects.get(pk=version.pk)
    assert actions.apply(version)
    assert not actions.apply(same)
    assert Entry.objects.filter(action="policy.applied").count() == 1


def test_following_goes_on_where_it_was_cut_off(root, carl, says, everyone, noon):
    tickets = [says(carl) for _ in range(3)]
    version = actions.publish(everyone, table(everyone, first_3_2=20 * HOUR), by=root, reason="cut")
    Version.objects.filter(pk=version.pk).update(settled_upto=tickets[0].pk)
    assert actions.follow() == 2
    assert [Ticket.objects.get(pk=one.pk).target_seconds // HOUR for one in tickets] == [24, 20, 20]
    version.refresh_from_db()
    assert version.settled_at


def test_the_first_policy_that_fits_counts(root, carl, says, everyone):
    special = Policy.objects.create(name="Security", position=1)
    special.teams.add(Team.objects.get(slug="security"))
    actions.publish(special, table(everyone, first_1_2=HOUR), by=root, reason="own table")
    assert says(carl, topic="account-locked").target_seconds == HOUR
    assert says(carl, topic="deposit-missing").target_seconds == 12 * HOUR
    topical = Policy.objects.create(name="Deposits", position=2, categories=["deposits"])
    actions.publish(topical, table(everyone, first_2_2=5 * HOUR), by=root, reason="own table")
    assert says(carl, topic="deposit-missing").target_seconds == 5 * HOUR
    unfinished = Policy.objects.create(name="Nothing yet", position=0)
    assert unfinished.current is None
    assert says(carl, topic="deposit-missing").target_seconds == 5 * HOUR


@pytest.mark.django_db(transaction=True)
def test_two_admins_at_once_make_two_versions_in_a_row(root, everyone):
    def change(number):
        cells = table(everyone, first_3_2=(20 - number) * HOUR)
        return actions.publish(everyone, cells, by=root, reason=f"{number}").number

    assert sorted(at_once(2, change)) == [2, 3]
    everyone.refresh_from_db()
    assert everyone.current.number == 3


@pytest.mark.django_db(transaction=True)
def test_a_ticket_filed_while_a_table_changes_is_promised_what_the_table_says_in_the_end(carl, says, root):
    """Its transaction is still open when the table is published: the table waits for it, then it follows."""
    policy, filed, published = Policy.objects.get(), threading.Event(), threading.Event()
    cells = [
        replace(cell, seconds=cell.seconds * 2) for cell in Target.table(policy.current_id).cells.values()
    ]

    def file(number):
        if number:
            filed.wait(20)
            return publish_it()
        with transaction.atomic():
            ticket = says(carl)
            filed.set()
            while not somebody_waits():
                assert not published.is_set()
        return ticket

    def publish_it():
        actions.publish(policy, cells, by=root, reason="slower")
        published.set()

    ticket, _ = at_once(2, file)
    house_clock.follow_the_promises()
    before = ticket.target_seconds
    ticket.refresh_from_db()
    assert ticket.target_seconds == 2 * before
