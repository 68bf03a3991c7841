"""Side conversations: among us alone, with a clock of our own that no customer's promise knows of."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from support import realtime
from support.people.models import Team
from tests.tickets.office_hours import FRIDAY_NOON, works
from tests.together import at_once
from tickets import actions, frames, outbox, story
from tickets import clock as house_clock
from tickets.models import Calendar, Event, Holiday, Routing, SideConversation, SideLine, Specialists

HOUR = timedelta(hours=1)
SECRET_TALK = "quince-among-colleagues"


@pytest.fixture
def payments(house):
    return Team.objects.get(slug="payments")


@pytest.fixture
def asked(ada, carl, says, clock, payments):
    """Ada asks payments about Carl's ticket, at noon."""
    Specialists.objects.filter(team=payments).update(answer_minutes=120)
    return actions.ask(says(carl), to=payments, by=ada, question=SECRET_TALK, key="q1")


def fresh(aside):
    return SideConversation.objects.get(pk=aside.pk)


def test_a_question_starts_the_inner_clock_and_an_answer_stops_it(ada, ben, asked, clock):
    assert (asked.asked_at, asked.due_at) == (FRIDAY_NOON, FRIDAY_NOON + 2 * HOUR)
    clock(hours=1)
    actions.answer_aside(asked, by=ben, body="It is on its way", key="a1")
    assert (fresh(asked).asked_at, fresh(asked).due_at, fresh(asked).tell_at) == (None, None, None)
    question = asked.lines.get(kind="question")
    assert (question.due_at, question.answered_at) == (FRIDAY_NOON + 2 * HOUR, FRIDAY_NOON + HOUR)


def test_a_new_question_starts_it_anew_and_a_second_one_does_not(ada, ben, asked, clock):
    clock(hours=1)
    actions.ask_again(asked, by=ada, body="Hello?", key="q2")
    assert fresh(asked).asked_at == FRIDAY_NOON
    actions.answer_aside(asked, by=ben, body="Yes", key="a1")
    clock(hours=1)
    actions.ask_again(asked, by=ada, body="And the fee?", key="q3")
    assert fresh(asked).due_at == FRIDAY_NOON + 4 * HOUR
    assert [line.seq for line in asked.lines.all()] == [1, 2, 3, 4]


def test_the_answer_is_due_in_the_asked_teams_hours(ada, carl, says, clock, payments):
    works("payments")
    clock(hours=4, minutes=30)  # Friday, half past five in Berlin
    aside = actions.ask(says(carl), to=payments, by=ada, question="?", key="q1")
    assert aside.target_seconds == 4 * 3600
    assert aside.due_at == FRIDAY_NOON + timedelta(days=2, hours=23, minutes=30)  # Monday, half past twelve


@pytest.fixture
def until_monday(ada, carl, says, clock, payments):
    """Payments are asked on Friday, half an hour before they go home: due on Monday at half past twelve."""
    works("payments")
    clock(hours=4, minutes=30)
    return actions.ask(says(carl), to=payments, by=ada, question="?", key="q1")


@pytest.mark.parametrize("solved", [False, True])
def test_a_holiday_that_is_added_moves_the_answer_and_nobody_is_reminded_on_it(
    ada, until_monday, clock, solved
):
    if solved:  # somebody still owes Ada a word
        actions.resolve(until_monday.ticket, by=ada)
    due, office = until_monday.due_at, Calendar.objects.get()
    Holiday.objects.create(calendar=office, day=date(2026, 11, 23))
    actions.change_hours(office, by=None)
    house_clock.follow_the_promises()
    assert fresh(until_monday).due_at == until_monday.lines.get().due_at == due + timedelta(days=1)
    clock(days=2, hours=23)
    house_clock.warn_of_deadlines()
    assert not Event.objects.filter(kind="nudged").exists()
    clock(hours=18)  # Tuesday, half past ten: two of the four hours
    house_clock.warn_of_deadlines()
    assert Event.objects.get(kind="nudged").detail["level"] == 50


def test_a_team_that_gives_up_its_hours_owes_the_answer_day_and_night(root, until_monday):
    routing = Routing.objects.get(team__slug="payments")
    routing.calendar = None
    actions.route(routing, by=root)
    house_clock.follow_the_promises()
    assert fresh(until_monday).due_at == until_monday.asked_at + 4 * HOUR
    assert fresh(until_monday).calendar is None


def test_hours_that_change_move_nothing_that_is_answered(ben, until_monday):
    actions.answer_aside(until_monday, by=ben, body="Yes", key="a1")
    before = SideConversation.objects.values().get(), SideLine.objects.values().first()
    actions.change_hours(Calendar.objects.get(), by=None)
    house_clock.follow_the_promises()
    assert before == (SideConversation.objects.values().get(), SideLine.objects.values().first())


def test_a_colleague_has_four_hours(ada, ben, carl, says, clock):
    aside = actions.ask(says(carl), to=ben, by=ada, question="?", key="q1")
    assert aside.due_at == FRIDAY_NOON + 4 * HOUR


def test_the_customers_promise_knows_nothing_of_it(ada, ben, asked, clock):
    before = list(asked.ticket.clocks.values())
    clock(hours=3)
    actions.answer_aside(asked, by=ben, body="late", key="a1")
    actions.end_aside(asked, by=ada)
    assert list(asked.ticket.clocks.values()) == before
    asked.ticket.refresh_from_db()
    assert asked.ticket.waiting_since == FRIDAY_NOON


def test_colleagues_are_reminded_by_the_clock_of_all_promises_once_each(asked, clock):
    for minutes, told in [(59, []), (1, [50]), (30, [75]), (18, [90]), (12, [100]), (600, [])]:
        clock(minutes=minutes)
        before = set(Event.objects.filter(kind="nudged").values_list("pk", flat=True))
        house_clock.warn_of_deadlines()
        fresh_ones = Event.objects.filter(kind="nudged").exclude(pk__in=before)
        assert [event.detail["level"] for event in fresh_ones] == told
        assert house_clock.warn_of_deadlines() == 0


def test_nobody_is_reminded_of_what_is_answered_or_over(ada, ben, asked, carl, says, clock, payments):
    over = actions.ask(says(carl), to=payments, by=ada, question="?", key="q9")
    actions.answer_aside(asked, by=ben, body="Yes", key="a1")
    actions.end_aside(over, by=ada)
    clock(hours=10)
    house_clock.warn_of_deadlines()
    assert not Event.objects.filter(kind="nudged").exists()


def test_ended_it_opens_again_with_a_question(ada, asked):
    actions.end_aside(asked, by=ada)
    actions.end_aside(asked, by=ada)
    assert asked.ticket.events.filter(kind="ended").count() == 1
    actions.ask_again(asked, by=ada, body="One more thing", key="q2")
    assert fresh(asked).ended_at is None
    assert fresh(asked).asked_at


def test_a_secret_never_rests_among_us_either(ada, ben, asked):
    actions.answer_aside(asked, by=ben, body="card 4111 1111 1111 1111", key="a1")
    assert "4111 1111" not in asked.lines.last().body
    assert asked.lines.last().masked


def test_sent_twice_it_is_heard_once(ada, ben, asked, payments):
    again = actions.ask(asked.ticket, to=payments, by=ada, question=SECRET_TALK, key="q1")
    assert again == asked
    first = actions.answer_aside(asked, by=ben, body="Yes", key="a1")
    assert actions.answer_aside(asked, by=ben, body="Yes", key="a1") == first
    assert SideLine.objects.count() == 2
    assert SideConversation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_hands_at_once_keep_one_order(valkey, ada, ben, carl, says, payments):
    aside = actions.ask(says(carl), to=payments, by=ada, question="?", key="q0")

    def speak(number):
        if number % 2:
            return actions.answer_aside(aside, by=ben, body="Yes", key=f"a{number // 4}")
        return actions.ask_again(aside, by=ada, body="And?", key=f"more{number}")

    outcomes = at_once(8, speak)
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    lines = list(aside.lines.order_by("seq"))
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
    assert len(lines) == 1 + 4 + 2
    seqs = list(aside.ticket.events.values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))


# Who knows of it.


def test_who_is_asked_sees_the_question_and_not_the_ticket(ben, sign_in, asked):
    theirs = sign_in(ben)
    shown = theirs.get(reverse("desk:aside", args=[asked.pk])).content.decode()
    assert SECRET_TALK in shown
    assert "My deposit is missing" not in shown
    assert "you see what was asked, not the ticket" in shown
    assert theirs.get(reverse("desk:ticket", args=[asked.ticket_id])).status_code == 404


def test_other_agents_and_customers_see_nothing(ada, ben, sam, carl, cleo, asked, says):
    theirs = actions.ask(asked.ticket, to=sam, by=ada, question="private", key="q5")
    visible = SideConversation.objects.visible_to
    assert set(visible(ada)) == set(visible(sam)) == {asked, theirs}
    assert set(visible(ben)) == {asked}
    for user in (carl.user, cleo.user):
        assert not visible(user).exists()


def test_the_customer_hears_nothing_by_any_door(ada, ben, carl, sign_in, asked, clock, mailoutbox):
    before = asked.ticket.seq
    actions.answer_aside(asked, by=ben, body=SECRET_TALK, key="a1")
    actions.ask_again(asked, by=ada, body=SECRET_TALK, key="q2")
    clock(hours=9)
    house_clock.warn_of_deadlines()
    actions.end_aside(asked, by=ada)
    ticket = asked.ticket
    assert frames.for_customer_after(ticket.pk, 0) == frames.for_customer_after(ticket.pk, 0)[:2]
    assert not frames.for_customer_after(ticket.pk, before)
    assert all(line.event.kind == "received" for line in story.lines(ticket))
    page = sign_in(carl.user)
    for address in (
        reverse("tickets:show", args=[ticket.reference]),
        reverse("tickets:after", args=[ticket.reference, 0]),
        reverse("tickets:mine"),
    ):
        assert SECRET_TALK not in page.get(address).content.decode()
    assert not mailoutbox
    assert SECRET_TALK not in str(list(Event.objects.values_list("detail", flat=True)))


def test_both_sides_screens_hear_of_it_and_no_customers(ada, ben, asked, payments):
    desks = outbox._desks(asked.ticket.events.last())
    assert {realtime.desk_group(payments.pk), realtime.agent_group(ada.pk)} <= desks
    assert frames.for_customer(asked.ticket.events.last()) is None


def test_what_is_asked_of_somebody_is_what_others_asked_and_nobody_answered(ada, ben, sam, asked, clock):
    mine = SideConversation.objects.asked_of
    assert set(mine(ben)) == {asked}
    assert not mine(ada).exists()
    assert not mine(sam).exists()
    actions.answer_aside(asked, by=ben, body="Yes", key="a1")
    assert not mine(ben).exists()


def test_closing_a_ticket_stops_the_inner_clock_and_solving_it_does_not(ada, asked):
    actions.resolve(asked.ticket, by=ada)
    assert fresh(asked).asked_at == FRIDAY_NOON
    closed = actions.close(asked.ticket)
    stopped = fresh(asked)
    assert (stopped.asked_at, stopped.due_at, stopped.tell_at) == (None, None, None)
    assert stopped.ended_at == FRIDAY_NOON
    assert [event.kind for event in closed.events.all()][-2:] == ["ended", "closed"]
    assert closed.seq == closed.events.last().seq


def test_merged_it_goes_on_with_the_survivor_until_that_one_is_closed(ada, carl, says, asked):
    middle, end, other = says(carl), says(carl), says(carl)
    actions.merge(asked.ticket, into=middle, by=ada)
    actions.merge(middle, into=end, by=ada)
    actions.close(actions.resolve(other, by=ada))
    assert (fresh(asked).asked_at, fresh(asked).ended_at) == (FRIDAY_NOON, None)
    actions.close(actions.resolve(end, by=ada))
    assert (fresh(asked).asked_at, fresh(asked).ended_at) == (None, FRIDAY_NOON)
