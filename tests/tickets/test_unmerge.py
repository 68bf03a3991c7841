"""A merge is taken back for a day: both are as they were, and what was said since stays."""

from datetime import timedelta

import pytest

from support.people.models import Agent, Tier, User
from tests.tickets.office_hours import FRIDAY_NOON
from tickets import actions, story
from tickets.actions import joining
from tickets.models import Ticket

HOUR = timedelta(hours=1)


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def running(ticket):
    return {row.kind: row for row in ticket.clocks.filter(stopped_at=None)}


def as_it_stands(ticket):
    """Everything a merge may change."""
    told = joining.as_it_is(ticket)
    return told | {"lane": ticket.lane_id, "due": ticket.due_at, "closed": ticket.closed_at}


def test_undone_both_are_as_they_were(ada, two, clock):
    older, younger = two
    before = [as_it_stands(fresh(ticket)) for ticket in two]
    actions.merge(older, into=younger, by=ada)
    clock(hours=5)
    actions.unmerge(older, by=ada)
    assert [as_it_stands(fresh(ticket)) for ticket in two] == before
    assert older.events.last().kind == younger.events.last().kind == "unmerged"


def test_undone_after_an_answer_what_was_said_since_stays(ada, carl, says, two, clock):
    older, younger = two
    actions.merge(older, into=younger, by=ada)
    actions.reply(younger, by=ada, body="Which network?", key="r1")
    clock(hours=1)
    says(carl, "Tron", ticket=older)
    actions.unmerge(older, by=ada)
    back, stays = fresh(older), fresh(younger)
    assert (back.first_replied_at, back.waiting_since) == (None, FRIDAY_NOON)
    assert running(back)["first"].started_at == FRIDAY_NOON
    assert (stays.first_replied_at, stays.waiting_since) == (FRIDAY_NOON + 3 * HOUR, FRIDAY_NOON + 4 * HOUR)
    assert stays.clocks.get(kind="first").started_at == FRIDAY_NOON + 2 * HOUR
    assert [message.body for message in stays.messages.all()] == [
        "My deposit is missing",
        "Which network?",
        "Tron",
    ]


def test_undone_the_other_one_waits_only_for_what_was_said_since(ada, carl, says, two, clock):
    older, younger = two
    actions.reply(younger, by=ada, body="Which network?", key="r1")
    actions.merge(older, into=younger, by=ada)
    clock(hours=1)
    says(carl, "Tron", ticket=younger)
    actions.unmerge(older, by=ada)
    assert fresh(younger).waiting_since == FRIDAY_NOON + 4 * HOUR
    assert running(younger)["next"].started_at == FRIDAY_NOON + 4 * HOUR
    assert list(younger.pauses.values_list("started_at", "ended_at")) == [
        (FRIDAY_NOON + 3 * HOUR, FRIDAY_NOON + 4 * HOUR)
    ]


def test_words_on_the_thread_come_home_after_undoing(ada, carl, says):
    moved, into = says(carl, channel="email", thread="t-1"), says(carl)
    actions.merge(moved, into=into, by=ada)
    actions.unmerge(moved, by=ada)
    assert says(carl, "More", channel="email", thread="t-1") == moved


def test_a_day_is_the_end_of_undoing(ada, two, clock):
    older, younger = two
    actions.merge(older, into=younger, by=ada)
    clock(hours=24)
    with pytest.raises(actions.MayNotMerge, match="24 hours"):
        actions.unmerge(older, by=ada)
    assert fresh(older).merged_into == younger


def test_only_what_was_merged_is_unmerged(ada, two):
    with pytest.raises(actions.MayNotMerge, match="of its own"):
        actions.unmerge(two[0], by=ada)


def test_the_inner_one_of_a_chain_comes_out_of_the_middle(ada, carl, says):
    first, second, third = says(carl), says(carl), says(carl)
    actions.merge(first, into=second, by=ada)
    actions.merge(second, into=third, by=ada)
    with pytest.raises(actions.MayNotMerge, match="is closed"):
        actions.unmerge(first, by=ada)
    actions.unmerge(second, by=ada)
    actions.unmerge(first, by=ada)
    assert Ticket.objects.open().count() == 3


def test_an_undone_part_is_no_longer_shown(ada, two, clock):
    older, younger = two
    actions.merge(older, into=younger, by=ada)
    assert any(line.part == older for line in story.lines(younger))
    actions.unmerge(older, by=ada)
    assert not any(line.part for line in story.lines(fresh(younger)))
    clock(minutes=1)
    actions.merge(older, into=younger, by=ada)
    assert [line.part for line in story.lines(younger) if line.part] == [older]


# Two merged into one, and one of them taken back.


def three(carl, says, clock, *, grave):
    """A at noon, B an hour later, C at two; the `grave` one is S0. A and B are merged into C."""
    made = {}
    for name in "abc":
        made[name] = says(carl, topic="account-takeover" if name == grave else "")
        clock(hours=1)
    return made


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_what_a_sibling_gives_stays_until_it_goes_too(ada, carl, says, clock, order):
    made = three(carl, says, clock, grave="b")
    survivor = made["c"]
    before = {name: as_it_stands(fresh(ticket)) for name, ticket in made.items()}
    for name in order:
        actions.merge(made[name], into=survivor, by=ada)
        clock(minutes=5)
    actions.unmerge(made["a"], by=ada)
    stays = fresh(survivor)
    assert (stays.severity, stays.opened_at, stays.waiting_since) == (
        0,
        FRIDAY_NOON + HOUR,
        FRIDAY_NOON + HOUR,
    )
    assert running(stays)["first"].started_at == FRIDAY_NOON + HOUR
    assert stays.lane.urgent
    assert as_it_stands(fresh(made["a"])) == before["a"]
    clock(minutes=5)
    actions.unmerge(made["b"], by=ada)
    assert {name: as_it_stands(fresh(ticket)) for name, ticket in made.items()} == before


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_the_graver_goes_first_and_its_severity_with_it(ada, carl, says, clock, order):
    made = three(carl, says, clock, grave="b")
    before = {name: as_it_stands(fresh(ticket)) for name, ticket in made.items()}
    for name in order:
        actions.merge(made[name], into=made["c"], by=ada)
        clock(minutes=5)
    actions.unmerge(made["b"], by=ada)
    stays = fresh(made["c"])
    assert (stays.severity, stays.waiting_since) == (before["c"]["plain"]["severity"], FRIDAY_NOON)
    assert running(stays)["first"].started_at == FRIDAY_NOON
    assert not stays.lane.urgent
    actions.unmerge(made["a"], by=ada)
    assert {name: as_it_stands(fresh(ticket)) for name, ticket in made.items()} == before


def test_a_severity_somebody_chose_since_is_not_taken_back(ada, carl, says, clock):
    made = three(carl, says, clock, grave="a")
    actions.merge(made["a"], into=made["c"], by=ada)
    actions.reprioritise(made["c"], severity=2, by=ada, why="looked into")
    actions.merge(made["b"], into=made["c"], by=ada)
    actions.unmerge(made["a"], by=ada)
    assert fresh(made["c"]).severity == 2


def test_a_wait_answered_before_the_second_came_is_not_waited_for_again(ada, carl, says, clock):
    made = three(carl, says, clock, grave="")
    actions.merge(made["a"], into=made["c"], by=ada)
    clock(minutes=5)
    actions.reply(made["c"], by=ada, body="Which network?", key="r1")
    clock(minutes=5)
    actions.merge(made["b"], into=made["c"], by=ada)
    assert fresh(made["c"]).waiting_since == FRIDAY_NOON + HOUR
    clock(minutes=5)
    actions.unmerge(made["b"], by=ada)
    stays = fresh(made["c"])
    assert (stays.waiting_since, stays.lane) == (None, None)
    assert not {"first", "next"} & set(running(stays))
    assert list(stays.pauses.values_list("started_at", "ended_at")) == [
        (FRIDAY_NOON + 3 * HOUR + timedelta(minutes=5), None)
    ]


@pytest.mark.parametrize("goes", ["a", "b"])
def test_only_the_pauses_of_the_one_that_goes_are_taken_away(ada, carl, says, clock, goes):
    made = three(carl, says, clock, grave="")
    paused = {}
    for name in "ab":
        began = FRIDAY_NOON + 3 * HOUR + timedelta(minutes=20 * len(paused))
        actions.reply(made[name], by=ada, body="Which?", key=f"r{name}")
        clock(minutes=10)
        says(carl, "This", ticket=made[name])
        clock(minutes=10)
        paused[name] = (began, began + timedelta(minutes=10))
    for name in "ab":
        actions.merge(made[name], into=made["c"], by=ada)
        clock(minutes=5)
    assert list(made["c"].pauses.values_list("started_at", "ended_at")) == list(paused.values())
    actions.unmerge(made[goes], by=ada)
    del paused[goes]
    assert list(made["c"].pauses.values_list("started_at", "ended_at")) == list(paused.values())
    assert fresh(made["c"]).first_replied_at == next(iter(paused.values()))[0]
    assert "next" in running(made["c"])


def test_hands_of_the_one_that_goes_give_way_to_those_of_the_one_that_stays(ada, sam, carl, says, clock):
    made = three(carl, says, clock, grave="")
    actions.claim(made["a"], by=ada)
    actions.claim(made["b"], by=sam)
    for name in "ab":
        actions.merge(made[name], into=made["c"], by=sam)
    assert fresh(made["c"]).assignee == ada
    actions.unmerge(made["a"], by=sam)
    assert fresh(made["c"]).assignee == sam
    actions.unmerge(made["b"], by=sam)
    assert fresh(made["c"]).assignee is None


@pytest.mark.parametrize("left", ["the house", "the team", "the seniors"])
def test_undone_nobody_gets_a_ticket_back_who_may_not_serve_it_any_more(ada, ben, carl, sam, two, says, left):
    older, younger = two
    actions.claim(older, by=ada)
    actions.merge(older, into=younger, by=ada)
    actions.assign(younger, by=sam)
    match left:
        case "the house":
            User.objects.filter(pk=ada.pk).update(is_active=False)
        case "the team":
            ada.agent.teams.remove(older.team)
        case "the seniors":
            Tier.objects.update(senior_only=True)
            ben.agent.teams.add(older.team)
            Agent.objects.filter(user=ben).update(senior=True)
    actions.unmerge(older, by=sam)
    back = fresh(older)
    assert (back.assignee, back.claimed_at, back.waiting_since) == (None, None, FRIDAY_NOON)
    assert back.lane


def test_undone_who_serves_it_still_has_it_back(ada, sam, two):
    older, younger = two
    actions.claim(older, by=ada)
    actions.merge(older, into=younger, by=ada)
    actions.assign(younger, by=sam)
    actions.unmerge(older, by=sam)
    assert fresh(older).assignee == ada
