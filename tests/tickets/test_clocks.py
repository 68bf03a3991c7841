"""A promise has a clock: it runs in the team's hours, stands still when told, keeps what has elapsed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from support.people.actions import change_tier
from support.people.models import Tier
from tests.tickets.office_hours import FRIDAY_NOON, works
from tickets import actions, queue
from tickets import clock as house_clock
from tickets.models import Clock, Pause, Target, Ticket, Version

HOUR = 3600


@pytest.fixture
def clock():
    """`clock(hours=2)` moves the time on."""
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield lambda **passed: travelling.shift(timedelta(**passed))


def running(ticket):
    return {row.kind: row for row in ticket.clocks.filter(stopped_at=None)}


def resolution_within(seconds):
    """Promise a resolution to everybody, too."""
    first = Target.objects.filter(clock="first", channel="")
    Target.objects.bulk_create(
        Target(
            version=row.version,
            clock="resolution",
            severity=row.severity,
            tier=row.tier,
            seconds=seconds,
            around_the_clock=True,
        )
        for row in first
    )


def test_the_first_reply_has_a_clock_until_we_answer_then_the_customers_word_starts_the_next(
    ada, carl, says, clock
):
    ticket = says(carl)
    first = running(ticket)["first"]
    assert (first.started_at, first.due_at) == (FRIDAY_NOON, FRIDAY_NOON + timedelta(hours=24))
    clock(hours=1)
    actions.reply(ticket, by=ada, body="We look into it", key="r1")
    assert running(ticket) == {}
    first.refresh_from_db()
    assert first.stopped_at == FRIDAY_NOON + timedelta(hours=1)
    clock(hours=1)
    says(carl, "Any news?", ticket=ticket)
    following = running(ticket)["next"]
    assert following.started_at == FRIDAY_NOON + timedelta(hours=2)
    ticket.refresh_from_db()
    assert (ticket.target_seconds, ticket.due_at) == (following.target_seconds, following.due_at)


def test_a_note_is_no_answer_and_stops_nothing(ada, carl, says, clock):
    ticket = says(carl)
    actions.note(ticket, by=ada, body="odd", key="n1")
    assert list(running(ticket)) == ["first"]


def test_a_second_word_before_we_answered_does_not_start_anew(carl, says, clock):
    ticket = says(carl)
    clock(hours=3)
    says(carl, "Hello?", ticket=ticket)
    assert running(ticket)["first"].started_at == FRIDAY_NOON


def test_a_changed_tier_or_severity_keeps_what_has_elapsed(root, ada, carl, says, clock):
    ticket = says(carl)
    clock(hours=3)
    change_tier(carl, to=Tier.objects.get(slug="plus"), by=root)
    first = running(ticket)["first"]
    assert (first.started_at, first.target_seconds) == (FRIDAY_NOON, 8 * HOUR)
    assert first.due_at == FRIDAY_NOON + timedelta(hours=8)
    actions.reprioritise(ticket, severity=1, by=ada)
    assert running(ticket)["first"].due_at == FRIDAY_NOON + timedelta(hours=1)
    assert ticket.clocks.count() == 1


def test_reopening_starts_a_clock_for_the_next_reply(ada, carl, says, clock):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Done", key="r1")
    actions.resolve(ticket, by=ada)
    assert running(ticket) == {}
    clock(hours=5)
    actions.reopen(ticket, by=ada)
    assert running(ticket)["next"].started_at == FRIDAY_NOON + timedelta(hours=5)


def test_a_resolution_stands_still_while_the_customer_has_the_word_and_a_first_reply_never(
    ada, carl, says, clock
):
    resolution_within(10 * HOUR)
    ticket = says(carl)
    assert running(ticket)["resolution"].due_at == FRIDAY_NOON + timedelta(hours=10)
    clock(hours=1)
    actions.reply(ticket, by=ada, body="Which network?", key="r1")
    still = running(ticket)["resolution"]
    assert (still.due_at, still.tell_at) == (None, None)
    clock(hours=40)
    says(carl, "Tron", ticket=ticket)
    assert running(ticket)["resolution"].due_at == FRIDAY_NOON + timedelta(hours=10 + 40)
    clock(hours=1)
    actions.resolve(ticket, by=ada)
    clock(hours=100)
    says(carl, "Not there", ticket=ticket)
    going_on = running(ticket)["resolution"]
    assert going_on.due_at == FRIDAY_NOON + timedelta(hours=10 + 40 + 100)
    assert ticket.clocks.filter(kind="resolution").count() == 1


def test_pauses_of_one_ticket_never_overlap_whoever_writes_them(carl, cleo, says, clock):
    ticket, other = says(carl), says(cleo)
    Pause.objects.create(ticket=ticket, started_at=FRIDAY_NOON, ended_at=FRIDAY_NOON + timedelta(hours=2))
    Pause.objects.create(ticket=ticket, started_at=FRIDAY_NOON + timedelta(hours=2))  # half open: they touch
    Pause.objects.create(ticket=other, started_at=FRIDAY_NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.create(ticket=ticket, started_at=FRIDAY_NOON + timedelta(hours=3))
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.create(ticket=other, started_at=FRIDAY_NOON, ended_at=FRIDAY_NOON - timedelta(hours=1))


# Business time.


def test_a_question_is_counted_in_the_teams_hours_and_money_at_risk_is_not(carl, says, clock):
    works("front-line")
    works("security")
    question, danger = says(carl), says(carl, topic="account-takeover")
    assert question.due_at == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # 5 + 9 + 9 + 1 hours of 24
    assert danger.due_at == FRIDAY_NOON + timedelta(minutes=15)
    assert question.lane.calendar
    assert danger.lane.calendar is None


def test_a_higher_tier_is_served_day_and_night(root, carl, says, clock):
    works("front-line")
    ticket = says(carl)
    change_tier(carl, to=Tier.objects.get(slug="plus"), by=root)
    ticket.refresh_from_db()
    assert ticket.due_at == FRIDAY_NOON + timedelta(hours=8)
    assert ticket.lane.calendar is None


def test_over_the_weekend_nobody_moves_up_by_waiting_in_closed_hours(ada, root, carl, cleo, says, clock):
    """Carl's question counts in office hours; Cleo, now Plus, is served day and night."""
    works("front-line")
    change_tier(cleo, to=Tier.objects.get(slug="plus"), by=root)
    clock(hours=-5)  # Friday, 08:00 in Berlin
    asked = says(carl, "question")
    clock(hours=50)  # Sunday, 10:00
    later = says(cleo, "later")
    clock(hours=4)
    now = FRIDAY_NOON + timedelta(hours=49)
    assert asked.used(now) == pytest.approx(9 / 24)
    assert later.used(now) == pytest.approx(4 / 8)
    assert [ticket.subject for ticket in queue.next_for(ada, now=now)] == ["later", "question"]
    assert queue.place_of(asked, now=now) == 2
    assert queue.place_of(later, now=now) == 1
    assert actions.claim_next(ada) == later


def test_who_came_while_we_were_closed_stands_in_the_order_of_coming(ada, carl, says, clock):
    """Their shares are equal, on Sunday and on Monday: the older goes first, in the place as in the claim."""
    works("front-line")
    clock(hours=24)
    waits = [says(carl, f"{number}", language=language) for number, language in enumerate(["en", "de", "en"])]
    for hours in (24, 23):
        clock(hours=hours)
        now = timezone.now()
        assert [queue.place_of(ticket, now=now) for ticket in waits] == [1, 2, 3]
    assert queue.next_for(ada, now=now) == waits


def test_a_holiday_moves_the_promise_and_taking_it_away_moves_it_back(carl, says, clock):
    calendar = works("front-line", closed=["2026-11-23"])
    ticket = says(carl)
    assert ticket.due_at == datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    calendar.holidays.all().delete()
    calendar.lay_out(FRIDAY_NOON)
    actions.follow()
    ticket.refresh_from_db()
    assert ticket.due_at == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
    assert running(ticket)["first"].due_at == ticket.due_at


def test_laying_out_the_days_to_come_lets_nobody_follow(carl, says, clock, root):
    calendar = works("front-line")
    says(carl), says(carl, topic="account-locked")  # of another team, round the clock
    actions.change_hours(calendar, by=root)
    assert house_clock.follow_the_promises() == 1
    assert house_clock.lay_out_calendars() > 500
    assert house_clock.follow_the_promises() == 0


def test_another_team_another_calendar(ada, carl, says, clock):
    from support.people.models import Team

    works("front-line")
    works("tax", "Mo-Th 09:00-12:00", "UTC")
    ticket = says(carl)
    ticket = actions.assign(ticket, by=ada, team=Team.objects.get(slug="tax"))
    assert ticket.calendar.hours == "Mo-Th 09:00-12:00"
    assert ticket.due_at == datetime(2026, 12, 3, 12, 0, tzinfo=UTC)  # eight mornings of three hours


@pytest.mark.parametrize(
    ("hours", "zone"), [("Mo-Fr 09:00-18:00", "Mars/Base"), ("whenever", "UTC"), ("", "UTC")]
)
def test_hours_nobody_can_read_or_keep_are_refused(house, hours, zone):
    from django.core.exceptions import ValidationError

    from tickets.models import Calendar

    with pytest.raises(ValidationError):
        Calendar(name="Odd", hours=hours, zone=zone).full_clean()


def test_versions_and_clocks_say_what_they_are(carl, says, clock):
    ticket = says(carl)
    assert str(Clock.objects.get(ticket=ticket)) == f"{ticket.reference} first"
    assert str(Version.objects.get()) == "Everyone 1"
    assert Ticket.objects.get(pk=ticket.pk).used(FRIDAY_NOON) == 0


def test_a_longer_list_asks_the_database_no_more_often(ada, carl, says, clock, django_assert_num_queries):
    works("front-line")
    says(carl)
    with CaptureQueriesContext(connection) as one:
        assert [ticket.used(FRIDAY_NOON) for ticket in queue.next_for(ada, now=FRIDAY_NOON)] == [0]
    for _ in range(5):
        says(carl)
    with django_assert_num_queries(len(one)):
        assert len([ticket.used(FRIDAY_NOON) for ticket in queue.next_for(ada, now=FRIDAY_NOON)]) == 6
