"""Away with chats in hand: asked first, then they go back to the line at their place, and are told so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from support.people import actions as people
from tickets import actions, clock, frames
from tickets.desk.words import happened
from tickets.models import Ticket

SET = "/desk/availability/"


@pytest.fixture
def chats(says, ada, carl, cleo):
    """Two chats in Ada's hands, and a ticket of another door."""
    held = [says(carl, channel="chat"), says(cleo, channel="chat"), says(carl)]
    return [actions.claim(ticket, by=ada) for ticket in held]


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


def holders():
    return [ticket.assignee for ticket in Ticket.objects.order_by("pk")]


def test_who_goes_away_with_chats_is_asked_first(desk, chats, ada):
    asked = desk.post(SET, {"availability": "away"}, headers={"HX-Request": "true"}).content.decode()
    assert "You hold 2 chats." in asked
    ada.agent.refresh_from_db()
    assert not ada.agent.said_away
    assert holders() == [ada] * 3


def test_without_chats_or_only_busy_nobody_is_asked(desk, chats, ada):
    desk.post(SET, {"availability": "busy"}, headers={"HX-Request": "true"})
    ada.agent.refresh_from_db()
    assert ada.agent.availability == "busy"
    for ticket in chats[:2]:
        actions.resolve(ticket, by=ada)
    desk.post(SET, {"availability": "away"}, headers={"HX-Request": "true"})
    ada.agent.refresh_from_db()
    assert ada.agent.said_away


def test_handed_over_they_wait_at_their_place_and_are_told_so(desk, chats, ada):
    since = [ticket.waiting_since for ticket in chats]
    desk.post(SET, {"availability": "away", "chats": "over"}, headers={"HX-Request": "true"})
    assert holders() == [None, None, ada]
    fresh = list(Ticket.objects.order_by("pk"))
    assert [ticket.waiting_since for ticket in fresh] == since
    assert all(ticket.lane_id for ticket in fresh[:2])
    released = fresh[0].events.get(kind="released")
    assert released.detail["cause"] == "away"
    assert "is away" in happened(released)
    assert frames.for_customer_after(fresh[0].pk, 0)[-1]["kind"] == "released"


def test_finished_first_they_go_back_after_ten_minutes_and_not_before(desk, chats, ada, time_machine):
    now = timezone.now()
    desk.post(SET, {"availability": "away", "chats": "finish"}, headers={"HX-Request": "true"})
    time_machine.move_to(now + timedelta(minutes=9))
    clock.call_the_roll()
    assert holders() == [ada] * 3
    time_machine.move_to(now + timedelta(minutes=11))
    clock.call_the_roll()
    clock.call_the_roll()
    assert holders() == [None, None, ada]
    assert Ticket.objects.order_by("pk").first().events.filter(kind="released").count() == 1


def test_who_is_back_in_time_keeps_them(chats, ada, time_machine):
    now = timezone.now()
    people.change_availability(ada.agent, to="away")
    people.change_availability(ada.agent, to="online")
    time_machine.move_to(now + timedelta(minutes=30))
    assert actions.take_chats_from_the_away(now=timezone.now()) == 0
    assert holders() == [ada] * 3


def test_saying_away_again_does_not_begin_the_time_anew(ada, time_machine):
    people.change_availability(ada.agent, to="away")
    since = ada.agent.away_since
    time_machine.move_to(since + timedelta(minutes=5))
    people.change_availability(ada.agent, to="offline")
    assert ada.agent.away_since == since


def test_what_a_colleague_gave_them_meanwhile_has_as_long(says, ada, sam, carl, time_machine):
    people.change_availability(ada.agent, to="away")
    now = timezone.now()
    time_machine.move_to(now + timedelta(minutes=20))
    actions.assign(says(carl, channel="chat"), by=sam, to=ada)
    assert actions.take_chats_from_the_away(now=timezone.now()) == 0
    time_machine.move_to(now + timedelta(minutes=31))
    assert actions.take_chats_from_the_away(now=timezone.now()) == 1


def test_without_a_script_saying_so_is_enough(desk, chats, ada):
    assert desk.post(SET, {"availability": "away"}).status_code == 302
    ada.agent.refresh_from_db()
    assert ada.agent.away_since
    assert holders() == [ada] * 3
