"""Who is told of what: once, never of what they did themselves, never of what they may not see."""

from datetime import timedelta

import pytest
import time_machine

from support.people.models import Team
from tests.tickets.notices.conftest import told
from tests.tickets.office_hours import FRIDAY_NOON
from tickets import actions, clock, notices
from tickets.actions import noticing
from tickets.actions.history import hold, record
from tickets.models import Event, Notice, Wishes
from tickets.notices import making

pytestmark = pytest.mark.usefixtures("house")


def test_who_has_a_ticket_is_told_that_the_customer_wrote_and_nobody_else(ada, ben, sam, carl, says, happens):
    ticket = actions.claim(says(carl), by=ada)
    with happens():
        says(carl, "More", ticket=ticket)
    assert told(ada) == ["wrote"]
    assert told(ben) == told(sam) == []


def test_told_again_it_stands_there_once(ada, carl, says, happens):
    ticket = actions.claim(says(carl), by=ada)
    with happens():
        says(carl, "More", ticket=ticket)
    notices.tell(Event.objects.select_related("ticket").latest("pk"))
    assert told(ada) == ["wrote"]


def test_a_ticket_given_is_told_and_one_taken_by_oneself_is_not(ada, sam, carl, says, happens):
    with happens():
        actions.claim(says(carl), by=ada)
        actions.assign(says(carl, "Another thing"), by=sam, to=ada)
        actions.claim_next(sam)
    assert told(ada) == ["given"]
    assert told(sam) == []


def test_what_the_house_pushes_into_somebodys_hands_is_told(ada, carl, says, happens):
    with happens():  # as actions.claim_next writes it
        record(hold(says(carl)), Event.Kind.CLAIMED, by=ada, pushed=True)
    assert told(ada) == ["given"]


def test_promises_in_danger_and_broken_are_told_from_three_quarters_on(ada, carl, says, happens):
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        actions.claim(says(carl), by=ada)  # 24 h
        for hours in (12, 7, 3, 3):  # 50, 75, 90, 100 %
            travelling.shift(timedelta(hours=hours))
            with happens():
                clock.warn_of_deadlines()
        assert told(ada) == ["warned", "warned", "breached"]


def test_an_asked_team_and_who_asked_are_told_though_the_ticket_is_none_of_theirs(
    ada, ben, carl, says, happens
):
    ticket = actions.claim(says(carl), by=ada)
    with happens():
        aside = actions.ask(
            ticket, to=Team.objects.get(slug="payments"), by=ada, question="Bounced?", key="q"
        )
    assert told(ben) == ["asked"]
    with happens():
        actions.answer_aside(aside, by=ben, body="Yes", key="a")
    assert told(ada) == ["advised"]
    with happens():
        actions.ask(ticket, to=ben, by=ada, question="When?", key="q2")
    assert told(ben) == ["asked", "asked"]


def test_specialists_are_told_of_a_case(ada, ben, carl, says, happens, monkeypatch):
    ticket = actions.claim(says(carl), by=ada)
    payments = Team.objects.get(slug="payments")
    with happens():  # as actions.escalate writes it
        ticket.team, ticket.assignee = payments, None
        ticket.save()
        record(hold(ticket), Event.Kind.ESCALATED, by=ada, team="payments", name="Payments")
    assert told(ben) == ["escalated"]
    assert told(ada) == []


def test_whom_a_note_names_is_told_when_they_may_see_the_ticket(ada, ben, sam, carl, says, happens):
    ticket = actions.claim(says(carl), by=ada)
    with happens():
        actions.say(ticket, by=ada, body=f"@{ben.name} @{sam.name} is it known?", key="1", kind="note")
    assert told(sam) == ["mentioned"]
    assert told(ben) == []  # another team's ticket


def test_who_follows_a_ticket_hears_that_it_moved_unless_it_is_hidden(ada, ben, sam, carl, says):
    ticket = actions.claim(says(carl), by=ada)
    for follower in (sam, ben, ada):
        actions.watch(ticket, by=follower)
    actions.resolve(ticket, by=ada)
    making.make(Event.objects.select_related("ticket").get(kind="resolved"))
    assert told(sam) == ["moved"]
    assert told(ben) == told(ada) == []


def test_nobody_is_told_of_a_ticket_that_left_their_teams_meanwhile(ada, carl, says):
    ticket = actions.claim(says(carl), by=ada)
    says(carl, "More", ticket=ticket)
    event = Event.objects.select_related("ticket").get(kind="received", seq=ticket.events.last().seq)
    ticket.refresh_from_db()
    event.ticket.assignee = ada  # as it stood
    ticket.team, ticket.assignee = Team.objects.get(slug="payments"), None
    ticket.save()
    assert making.make(event) == []
    assert told(ada) == []


def test_a_muted_ticket_is_silent_until_it_is_given_again(ada, sam, carl, says, happens):
    ticket = actions.claim(says(carl), by=ada)
    noticing.mute(ticket, by=ada)
    with happens():
        says(carl, "More", ticket=ticket)
    assert told(ada) == []
    with happens():
        actions.release(ticket, by=sam)
        actions.assign(ticket, by=sam, to=ada)
    assert told(ada) == ["given"]
    noticing.unmute(ticket, by=ada)
    with happens():
        says(carl, "And more", ticket=ticket)
    assert told(ada) == ["given", "wrote"]


def test_supervisors_hear_of_everything_only_when_they_ask_for_it(ada, sam, carl, says, happens):
    ticket = actions.claim(says(carl), by=ada)
    Wishes.objects.create(user=sam, chosen={"all.wrote": ["listed"]})
    Wishes.objects.create(user=ada, chosen={"mine.wrote": [], "all.wrote": ["listed"]})  # she is none
    with happens():
        says(carl, "More", ticket=ticket)
    assert told(sam) == ["wrote"]
    assert told(ada) == []


def test_customers_are_never_told(ada, carl, says):
    ticket = actions.claim(says(carl), by=ada)
    actions.watch(ticket, by=carl.user)
    actions.say(ticket, by=ada, body=f"@{carl.user.name} writes often", key="1", kind="note")
    assert making.make(ticket.events.select_related("ticket").last()) == []
    assert not Notice.objects.exists()


def test_old_notices_are_forgotten(ada, carl, says, happens):
    ticket = actions.claim(says(carl), by=ada)
    with happens():
        says(carl, "More", ticket=ticket)
    assert clock.forget_old_notices() == 0
    with time_machine.travel(Notice.objects.get().made_at + timedelta(days=61)):
        assert clock.forget_old_notices() == 1
