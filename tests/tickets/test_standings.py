"""What moves a ticket leaves exactly one event with its cause; what moves nothing leaves none."""

from datetime import date, timedelta

import pytest
import time_machine

from support.people.actions import change_tier
from support.people.models import Skill, Team, Tier
from tests.tickets.office_hours import FRIDAY_NOON, works
from tests.tickets.test_promises import table
from tickets import actions
from tickets import clock as house_clock
from tickets.models import Calendar, Event, Holiday, Policy, Routing, Ticket, Topic

HOUR = 3600


@pytest.fixture
def noon():
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield travelling


@pytest.fixture
def office(house, noon):
    """The front line has hours, and questions of severity 3 are counted in them."""
    calendar = works("front-line")
    policy = Policy.objects.get()
    policy.current.targets.filter(severity=3).update(around_the_clock=False)
    house_clock.follow_the_promises()
    return calendar


def moves(ticket):
    """The cause of every change of a ticket's place, in order."""
    rows = Event.objects.filter(ticket=ticket, kind__in=Event.DECISIONS).order_by("seq")
    return [event.detail.get("cause", "") or event.kind for event in rows]


def followed():
    """The clock comes by until nothing is left to follow."""
    while house_clock.follow_the_promises():
        pass
    house_clock.mend_the_lanes()
    house_clock.mend_the_lanes()


def test_a_severity_tells_its_score_and_place_before_and_after(ada, carl, cleo, says, noon):
    ticket = says(carl)
    with time_machine.travel(FRIDAY_NOON - timedelta(hours=20), tick=False):
        says(cleo)
    noon.shift(timedelta(hours=6))
    actions.reprioritise(ticket, severity=2, by=ada, why="a service fails")
    (event,) = ticket.events.filter(kind=Event.Kind.REPRIORITISED)
    assert (event.detail["cause"], event.detail["tier"]) == ("severity", "Verified")
    assert (event.detail["policy"], event.detail["version"]) == ("Everyone", 1)
    before, after = event.detail["before"], event.detail["after"]
    assert (before["target"], before["used"], before["place"]) == (24 * HOUR, 0.25, 2)
    assert (after["target"], after["used"], after["place"]) == (12 * HOUR, 0.5, 2)
    assert moves(ticket) == ["severity"]


def test_a_tier_is_the_cause_even_where_it_moves_the_promise(root, cleo, says, noon):
    ticket = says(cleo)
    noon.shift(timedelta(hours=12))
    change_tier(cleo, to=Tier.objects.get(slug="plus"), by=root, reason="KYC passed")
    (event,) = ticket.events.filter(kind=Event.Kind.REPRIORITISED)
    assert (event.detail["cause"], event.detail["tier_before"], event.detail["tier"]) == (
        "tier",
        "Entry",
        "Plus",
    )
    assert event.detail["before"]["used"] < event.detail["after"]["used"]
    followed()
    assert moves(ticket) == ["tier"]


def test_a_tier_that_changes_nothing_for_a_ticket_is_no_event(root, cleo, says):
    ticket = says(cleo, topic="account-takeover")
    change_tier(cleo, to=Tier.objects.get(slug="business"), by=root)
    followed()
    assert moves(ticket) == []


def test_a_version_of_the_promises_moves_those_it_concerns_once(root, carl, cleo, says, noon):
    theirs, other, everyone = says(carl), says(cleo), Policy.objects.get()
    actions.publish(everyone, table(everyone, first_3_2=20 * HOUR), by=root, reason="two more agents")
    followed()
    assert (moves(theirs), moves(other)) == (["promises"], [])
    event = theirs.events.get(kind=Event.Kind.REPRIORITISED)
    assert "place" not in event.detail["before"]  # where many move at once, places are not counted
    everyone.refresh_from_db()
    actions.publish(everyone, table(everyone), by=root, reason="the same again")
    followed()
    assert moves(theirs) == ["promises"]


def test_another_team_is_one_event(sam, carl, says):
    ticket = says(carl)
    actions.assign(ticket, by=sam, team=Team.objects.get(slug="payments"))
    followed()
    assert moves(ticket) == ["released"]
    (event,) = ticket.events.filter(kind=Event.Kind.RELEASED)
    assert (event.detail["target"], event.detail["tier"], event.detail["version"]) == (
        24 * HOUR,
        "Verified",
        1,
    )


def test_hours_and_holidays_move_what_their_promises_count_and_nothing_else(carl, says, office):
    counted, always = says(carl), says(carl, topic="deposit-missing")
    Holiday.objects.create(calendar=office, day=date(2026, 11, 23))
    actions.change_hours(office, by=None)
    followed()
    assert moves(counted) == ["hours"]
    assert moves(always) == []
    Holiday.objects.create(calendar=office, day=date(2027, 11, 22))  # long after everything is due
    actions.change_hours(office, by=None)
    followed()
    assert moves(counted) == ["hours"]


def test_another_calendar_for_the_team_is_the_cause(carl, says, office):
    ticket = says(carl)
    routing = Routing.objects.get(calendar=office)
    routing.calendar = Calendar.objects.create(name="Long hours", hours="Mo-Su 06:00-22:00")
    routing.calendar.lay_out(FRIDAY_NOON)
    actions.route(routing, by=None)
    followed()
    assert moves(ticket) == ["calendar"]
    actions.route(routing, by=None)
    followed()
    assert moves(ticket) == ["calendar"]


def test_a_skill_that_is_asked_for_now_is_the_cause(carl, says):
    ticket, other = says(carl, topic="fees"), says(carl, topic="deposit-missing")
    skill = Skill.objects.create(name="Futures", slug="futures")
    Topic.objects.filter(slug="fees").update(skill=skill)
    followed()
    assert (moves(ticket), moves(other)) == (["skill"], [])
    event = ticket.events.get(kind=Event.Kind.REPRIORITISED)
    assert (event.detail["before"]["skill"], event.detail["after"]["skill"]) == ("", "Futures")


def test_a_tier_that_is_for_seniors_now_is_the_cause(carl, cleo, says):
    ticket, other = says(carl), says(cleo)
    Tier.objects.filter(pk=carl.tier_id).update(senior_only=True)
    followed()
    assert (moves(ticket), moves(other)) == (["seniors"], [])


def test_who_shows_who_they_are_is_one_event_with_both_tiers(gus, carl, says, noon):
    ticket = says(gus)
    noon.shift(timedelta(hours=12))
    actions.identify(ticket, customer=carl)
    followed()
    assert moves(ticket) == ["identified"]
    detail = ticket.events.get(kind=Event.Kind.IDENTIFIED).detail
    assert (detail["tier_before"], detail["tier"]) == ("Entry", "Verified")
    assert (detail["before"]["used"], detail["after"]["used"]) == (0.25, 0.5)


def test_what_is_taken_and_given_back_says_how_it_stood(ada, carl, says, noon):
    says(carl)
    noon.shift(timedelta(hours=6))
    ticket = actions.claim_next(ada)
    noon.shift(timedelta(hours=6))
    actions.release(ticket, by=ada)
    taken, back = ticket.events.filter(kind__in=Event.DECISIONS)
    assert (taken.detail["used"], taken.detail["target"], taken.detail["severity"]) == (0.25, 24 * HOUR, 3)
    assert back.detail["used"] == 0.5


def test_a_customer_who_writes_again_moves_nothing(carl, says, noon):
    ticket = says(carl)
    noon.shift(timedelta(hours=6))
    says(carl, "hello?", ticket=ticket)
    followed()
    assert moves(ticket) == []


def test_a_clock_keeps_for_whom_it_ran_and_whether_it_was_answered(ada, root, carl, cleo, says, noon):
    answered, solved = says(carl), says(cleo)
    noon.shift(timedelta(hours=1))
    actions.reply(answered, by=ada, body="Done", key="r1")
    actions.resolve(solved, by=ada)
    change_tier(carl, to=Tier.objects.get(slug="plus"), by=root)
    first, other = (Ticket.objects.get(pk=one.pk).clocks.get(kind="first") for one in (answered, solved))
    assert (first.tier.slug, first.severity, first.waited_seconds) == ("verified", 3, HOUR)
    assert first.answered_at == first.stopped_at
    assert (other.waited_seconds, other.answered_at) == (HOUR, None)
