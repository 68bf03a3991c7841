"""Two tickets about one thing become one: nobody loses their place, no word gets lost."""

from datetime import timedelta

import pytest

from support import realtime
from support.people.models import Agent, Team
from tests.tickets.office_hours import FRIDAY_NOON
from tests.together import at_once
from tickets import actions, queue
from tickets.actions import joining
from tickets.models import Clock, Event, Pause, Target, Ticket

HOUR = timedelta(hours=1)


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def running(ticket):
    return {row.kind: row for row in ticket.clocks.filter(stopped_at=None)}


def test_the_survivor_keeps_the_older_start_and_the_place_of_the_older(ada, cleo, says, two, clock):
    older, younger = two
    between = says(cleo, "Something else")
    Ticket.objects.filter(pk=between.pk).update(waiting_since=FRIDAY_NOON + HOUR)
    into = actions.merge(older, into=younger, by=ada, why="the same deposit")
    assert (into.pk, into.waiting_since, into.opened_at) == (younger.pk, FRIDAY_NOON, FRIDAY_NOON)
    assert running(into)["first"].started_at == FRIDAY_NOON
    assert into.due_at == running(into)["first"].due_at == FRIDAY_NOON + 24 * HOUR
    assert queue.next_for(ada, now=FRIDAY_NOON + 3 * HOUR)[0] == into
    gone = fresh(older)
    assert (gone.merged_into, gone.lane, gone.due_at) == (into, None, None)
    assert gone.closed_at
    assert running(gone) == {}


def test_both_sides_say_what_happened_and_rows_stay_where_they_are(ada, two):
    older, younger = two
    actions.merge(older, into=younger, by=ada, why="the same deposit")
    here, there = older.events.last(), younger.events.last()
    assert (here.kind, here.detail["reference"], here.detail["why"]) == (
        "merged",
        younger.reference,
        "the same deposit",
    )
    assert (there.kind, there.detail["reference"], there.by) == ("merged", older.reference, ada)
    assert [message.body for message in older.messages.all()] == ["Where is my deposit?"]


def test_a_secret_in_the_reason_never_rests(ada, two):
    older, younger = two
    actions.merge(older, into=younger, by=ada, why="card 4111 1111 1111 1111")
    assert "4111 1111 1111 1111" not in str(list(Event.objects.values_list("detail", flat=True)))


def test_the_graver_severity_holds(ada, carl, says, clock):
    danger, question = says(carl, topic="account-takeover"), says(carl)
    into = actions.merge(danger, into=question, by=ada)
    assert (into.severity, into.lane.urgent) == (0, True)
    assert into.due_at == FRIDAY_NOON + timedelta(minutes=15)


def test_a_first_reply_counts_when_one_of_them_had_it(ada, two, clock):
    older, younger = two
    actions.reply(older, by=ada, body="We look into it", key="r1")
    into = actions.merge(older, into=younger, by=ada)
    assert into.first_replied_at == FRIDAY_NOON + 3 * HOUR
    assert running(into)["next"].started_at == FRIDAY_NOON + 2 * HOUR
    assert not into.clocks.filter(kind="first").exists()


def test_a_first_reply_nobody_gave_is_still_owed(ada, two):
    older, younger = two
    into = actions.merge(younger, into=older, by=ada)
    assert into.first_replied_at is None
    assert running(into)["first"].started_at == FRIDAY_NOON


def test_agents_are_not_told_twice_of_one_promise(ada, carl, says, clock):
    older = says(carl)
    clock(hours=13)
    actions.warn(older.clocks.get())
    younger = says(carl)
    into = actions.merge(older, into=younger, by=ada)
    first = running(into)["first"]
    assert first.told == 50
    assert first.tell_at == FRIDAY_NOON + 18 * HOUR


def test_in_nobodys_hands_it_goes_into_those_of_the_other(ada, sam, two, clock):
    older, younger = two
    actions.claim(older, by=ada)
    assert actions.merge(older, into=younger, by=sam).assignee == ada
    actions.unmerge(older, by=sam)
    assert (fresh(older).assignee, fresh(younger).assignee) == (ada, None)


def test_it_comes_into_no_hands_that_may_not_serve_its_team(ada, ben, sam, carl, says, clock):
    held, waits = says(carl), says(carl)
    Ticket.objects.filter(pk=held.pk).update(team=Team.objects.get(slug="payments"))
    actions.claim(held, by=ben)
    into = fresh(actions.merge(held, into=waits, by=sam))
    assert (into.assignee, into.claimed_at, into.waiting_since) == (None, None, FRIDAY_NOON)
    assert queue.next_for(ada, now=FRIDAY_NOON) == [into]
    assert not Ticket.objects.visible_to(ben).filter(pk=into.pk).exists()


@pytest.mark.parametrize(
    ("ada_is_senior", "has_seniors", "taken"),
    [(False, True, False), (True, True, True), (False, False, True)],
)
def test_where_seniors_serve_it_comes_into_no_juniors_hands(
    ada, sam, carl, two, ada_is_senior, has_seniors, taken
):
    older, younger = two
    actions.claim(older, by=ada)  # before the tier was for seniors
    type(carl.tier).objects.filter(pk=carl.tier_id).update(senior_only=True)
    Agent.objects.filter(user=ada).update(senior=ada_is_senior)
    Agent.objects.filter(user=sam).update(senior=has_seniors)
    into = fresh(actions.merge(older, into=younger, by=sam))
    assert into.assignee == (ada if taken else None)
    assert into.waiting_since == FRIDAY_NOON
    assert (into.lane is None) == taken


def resolution_within(seconds):
    row = Target.objects.filter(clock="first", channel="").order_by("pk")
    Target.objects.bulk_create(
        Target(version=one.version, clock="resolution", severity=one.severity, tier=one.tier, seconds=seconds)
        for one in row
    )


def test_pauses_are_joined_without_overlap(ada, carl, says, clock):
    resolution_within(10 * 3600)
    one, other = says(carl), says(carl)
    for hours, (ticket, word) in enumerate([(one, "r"), (other, "r"), (one, "c"), (other, "c")]):
        clock(hours=1)
        if word == "r":
            actions.reply(ticket, by=ada, body="Which?", key=f"r{hours}")
        else:
            says(carl, "This", ticket=ticket)
    into = actions.merge(one, into=other, by=ada)
    assert list(into.pauses.values_list("started_at", "ended_at")) == [
        (FRIDAY_NOON + HOUR, FRIDAY_NOON + 4 * HOUR)
    ]
    assert running(into)["resolution"].due_at == FRIDAY_NOON + 13 * HOUR


def test_spans_that_touch_or_never_end_become_one():
    noon = FRIDAY_NOON
    spans = [
        (noon, noon + HOUR),
        (noon + HOUR, noon + 2 * HOUR),
        (noon + 5 * HOUR, None),
        (noon + 6 * HOUR, None),
    ]
    assert joining.union(spans) == [(noon, noon + 2 * HOUR), (noon + 5 * HOUR, None)]
    assert joining.union([(noon, None), (noon + HOUR, noon + 2 * HOUR)]) == [(noon, None)]
    assert joining.union([]) == []


# Refused.


def test_two_customers_two_tickets(ada, carl, cleo, says):
    with pytest.raises(actions.MayNotMerge, match="two customers"):
        actions.merge(says(carl), into=says(cleo), by=ada)
    assert not Event.objects.filter(kind="merged").exists()


def test_not_into_itself_not_into_a_solved_one_not_twice(ada, carl, says):
    ticket, other, third = says(carl), says(carl), says(carl)
    with pytest.raises(actions.MayNotMerge, match="itself"):
        actions.merge(ticket, into=ticket, by=ada)
    actions.resolve(third, by=ada)
    with pytest.raises(actions.MayNotMerge, match="is solved"):
        actions.merge(ticket, into=third, by=ada)
    actions.merge(ticket, into=other, by=ada)
    with pytest.raises(actions.MayNotMerge, match="goes on in"):
        actions.merge(ticket, into=other, by=ada)


def test_private_words_are_never_merged_into_a_public_thread(ada, xenia, says):
    private = says(xenia, channel="x", thread="dm:1:7001")
    public = says(xenia, channel="x", thread="public:1:7001", public=True)
    with pytest.raises(actions.MayNotMerge, match="Everybody can read"):
        actions.merge(private, into=public, by=ada)
    assert not actions.merge(public, into=private, by=ada).public


# Many hands at once, on real rows.


@pytest.mark.django_db(transaction=True)
def test_merging_in_opposite_directions_at_once_leaves_one_and_no_cycle(valkey, ada, carl, says):
    for _round in range(5):
        pair = says(carl), says(carl)
        outcomes = at_once(2, lambda n, pair=pair: actions.merge(pair[n], into=pair[1 - n], by=ada))
        assert sum(isinstance(outcome, actions.MayNotMerge) for outcome in outcomes) == 1
        assert sum(isinstance(outcome, Ticket) for outcome in outcomes) == 1
        survivors = [ticket for ticket in map(fresh, pair) if ticket.merged_into_id is None]
        assert len(survivors) == 1
        assert survivors[0].is_open


@pytest.mark.django_db(transaction=True)
def test_a_ring_of_three_at_once_never_closes(valkey, ada, carl, says):
    ring = [says(carl) for _ in range(3)]
    at_once(3, lambda n: actions.merge(ring[n], into=ring[(n + 1) % 3], by=ada))
    assert Ticket.objects.filter(merged_into=None).count() >= 1
    assert (
        len({fresh(ticket).survivor().pk for ticket in ring})
        == Ticket.objects.filter(merged_into=None).count()
    )


@pytest.mark.django_db(transaction=True)
def test_words_answers_and_claims_during_a_merge_lose_nothing(valkey, ada, sam, carl, says):
    for number in range(4):
        moved, into = says(carl, channel="email", thread=f"t-{number}"), says(carl)
        doing = [
            lambda moved=moved, into=into: actions.merge(moved, into=into, by=ada),
            lambda number=number: says(carl, "More", channel="email", thread=f"t-{number}"),
            lambda moved=moved, number=number: actions.note(moved, by=sam, body="odd", key=f"n{number}"),
            lambda into=into, number=number: actions.reply(into, by=ada, body="Hello", key=f"r{number}"),
            lambda: actions.claim_next(sam),
        ]
        outcomes = at_once(len(doing), lambda n, doing=doing: doing[n]())
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        home = fresh(moved).survivor()
        assert home == into
        said = set(moved.messages.values_list("body", flat=True)) | set(
            into.messages.values_list("body", flat=True)
        )
        assert {"More", "odd", "Hello"} <= said
        for ticket in map(fresh, (moved, into)):
            numbers = list(ticket.events.values_list("seq", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
        assert Clock.objects.filter(ticket=moved, stopped_at=None).count() == 0


def test_agents_of_both_teams_hear_of_it(ada, two):
    from tickets import outbox

    older, younger = two
    actions.merge(older, into=younger, by=ada)
    for ticket in two:
        assert realtime.desk_group(ticket.team_id) in outbox._desks(ticket.events.last())
    assert Pause.objects.filter(ticket=older, ended_at=None).exists()
