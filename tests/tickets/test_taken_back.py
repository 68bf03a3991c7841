"""What was taken and not answered goes back at its place; who vanishes is noticed, their chats wait on."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache

from support.people import actions as people
from support.people.models import Agent, Team
from tests.tickets.office_hours import FRIDAY_NOON
from tests.together import at_once
from tickets import actions, queue, story
from tickets import clock as house_clock
from tickets.desk import words
from tickets.models import Event, Routing, Ticket


@pytest.fixture
def clock(valkey):
    with time_machine.travel(FRIDAY_NOON, tick=False) as travelling:
        yield lambda **passed: travelling.shift(timedelta(**passed))


@pytest.fixture
def patience(house):
    """The front line has half an hour to answer, three minutes in a chat."""
    team = Team.objects.get(slug="front-line")
    return Routing.objects.create(team=team, answer_minutes=30, chat_minutes=3)


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def test_what_was_taken_and_not_answered_in_time_goes_back_with_its_seniority(
    ada, carl, says, clock, patience
):
    old = says(carl, "old")
    clock(hours=2)
    actions.claim_next(ada)
    young = says(carl, "young")
    clock(minutes=29)
    assert house_clock.take_back_the_unanswered() == 0
    clock(minutes=1)
    assert house_clock.take_back_the_unanswered() == 1
    assert fresh(old).assignee is None
    assert fresh(old).waiting_since == FRIDAY_NOON
    now = FRIDAY_NOON + timedelta(hours=3)
    assert queue.next_for(ada, now=now) == [old, young]
    event = old.events.get(kind=Event.Kind.RELEASED)
    assert (event.by, event.detail["cause"]) == (None, "unanswered")
    assert "Not answered in time" in words.happened(event)
    assert house_clock.take_back_the_unanswered() == 0


def test_a_chat_goes_back_sooner_and_its_visitor_is_told(ada, carl, says, clock, patience):
    chat = says(carl, channel="chat")
    actions.claim_next(ada)
    clock(minutes=3)
    assert house_clock.take_back_the_unanswered() == 1
    assert (
        story.words(chat.events.get(kind=Event.Kind.RELEASED))
        == "Back in the queue; your ticket keeps its place"
    )


def test_who_answered_keeps_it_and_has_the_whole_time_for_the_next_word(ada, carl, says, clock, patience):
    ticket = says(carl)
    actions.claim_next(ada)
    clock(minutes=20)
    actions.reply(ticket, by=ada, body="We look", key="r1")
    clock(minutes=50)
    assert house_clock.take_back_the_unanswered() == 0
    says(carl, "And?", ticket=ticket)
    clock(minutes=29)
    assert house_clock.take_back_the_unanswered() == 0
    clock(minutes=1)
    assert house_clock.take_back_the_unanswered() == 1


def test_where_nothing_is_set_or_never_is_set_what_was_taken_stays_taken(
    ada, ben, carl, says, clock, patience
):
    Routing.objects.update(answer_minutes=0)
    ticket = says(carl)
    actions.claim_next(ada)
    clock(days=9)
    assert house_clock.take_back_the_unanswered() == 0
    assert fresh(ticket).assignee == ada


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_the_clock_at_once_do_not_lose_each_other(ada, carl, says):
    ticket = says(carl)
    actions.claim_next(ada)
    later = FRIDAY_NOON + timedelta(days=400)

    def either(number):
        if number:
            return actions.take_back(ticket, unanswered_since=later)
        return actions.reply(ticket, by=ada, body="Here", key="r1").seq

    at_once(2, either)
    ticket = fresh(ticket)
    assert ticket.messages.filter(kind="reply").count() == 1
    assert ticket.waiting_since is None
    assert ticket.assignee == ada  # taken back first, the answer takes it again


# Who is there.


def call(clock, agents=()):
    """One call of the roll, which these agents' desks answer, ten seconds after the one before."""
    clock(seconds=10)
    chats = house_clock.call_the_roll()
    for agent in agents:
        people.be_here(agent)
    return chats


def test_a_vanished_agent_is_noticed_within_the_minute_and_their_chats_wait_on(ada, carl, cleo, says, clock):
    chat, letter = says(carl, channel="chat"), says(cleo)
    actions.claim_next(ada), actions.claim_next(ada)
    people.be_here(ada)
    call(clock, [ada]), call(clock, [ada])
    assert [call(clock) for _ in range(3)] == [0, 0, 1]  # the last answer is 30 s old
    assert Agent.objects.get(user=ada).vanished_at == FRIDAY_NOON + timedelta(seconds=50)
    assert fresh(chat).assignee is None
    assert fresh(chat).waiting_since == FRIDAY_NOON
    assert fresh(letter).assignee == ada
    event = chat.events.get(kind=Event.Kind.RELEASED)
    assert event.detail["cause"] == "vanished"
    assert "screens are gone" in words.happened(event)
    assert call(clock) == 0


def test_who_answers_the_roll_or_misses_one_call_stays(ada, carl, says, clock):
    chat = says(carl, channel="chat")
    actions.claim_next(ada)
    for answers in ([ada], [], [ada], [], [ada]):
        assert call(clock, answers) == 0
    assert fresh(chat).assignee == ada


@pytest.mark.parametrize("minutes", [-10, 10])
def test_nobody_has_vanished_because_the_clock_was_set(ada, carl, says, clock, minutes):
    chat = says(carl, channel="chat")
    actions.claim_next(ada)
    call(clock, [ada]), call(clock, [ada])
    clock(minutes=minutes)
    assert [call(clock, [ada]) for _ in range(4)] == [0, 0, 0, 0]
    assert fresh(chat).assignee == ada


def test_who_comes_back_is_there_again(ada, clock):
    people.be_here(ada)
    for _ in range(4):
        call(clock)
    assert Agent.objects.get(user=ada).is_away
    people.be_here(ada)
    assert not Agent.objects.get(user=ada).is_away


def test_after_a_silence_of_the_clock_itself_nobody_is_gone(ada, carl, says, clock):
    """Beat or Valkey was away for ten minutes: nobody was asked, so nobody failed to answer."""
    chat = says(carl, channel="chat")
    actions.claim_next(ada)
    people.be_here(ada)
    call(clock, [ada]), call(clock, [ada])
    clock(minutes=10)
    assert call(clock) == 0
    cache.clear()
    assert call(clock) == 0
    assert fresh(chat).assignee == ada


def test_who_never_had_a_live_desk_is_not_looked_for(ada, sam, clock):
    for _ in range(4):
        call(clock)
    assert not Agent.objects.exclude(vanished_at=None).exists()


@pytest.mark.parametrize("said", ["online", "away", "offline"])
def test_whatever_they_said_a_chat_with_somebody_who_is_gone_waits_on(ada, carl, says, clock, said):
    chat = says(carl, channel="chat")
    actions.claim_next(ada)
    people.be_here(ada)
    Agent.objects.filter(user=ada).update(availability=said)
    for _ in range(5):
        call(clock)
    assert fresh(chat).assignee is None


def test_a_chat_that_could_not_be_taken_back_is_taken_at_the_next_call(ada, carl, says, clock):
    """The process died between noticing that somebody is gone and giving back their chats."""
    chat = says(carl, channel="chat")
    actions.claim_next(ada)
    people.be_here(ada)
    clock(seconds=60)
    assert people.notice_the_vanished(unheard_since=FRIDAY_NOON + timedelta(seconds=30))
    assert fresh(chat).assignee == ada
    assert call(clock) == 1
    assert fresh(chat).assignee is None


@pytest.mark.django_db(transaction=True)
def test_a_chat_handed_on_or_solved_meanwhile_is_not_taken_from_who_has_it(ada, ben, sam, carl, says):
    chats = [says(carl, f"{number}", channel="chat") for number in range(6)]
    for chat in chats:
        actions.claim(chat, by=ada)
    Agent.objects.filter(user=ada).update(vanished_at=FRIDAY_NOON)

    def act(number):
        if number == 0:
            return actions.take_chats_from_the_vanished()
        chat = chats[number]
        return actions.resolve(chat, by=sam) if number % 2 else actions.assign(chat, to=ben, by=sam)

    at_once(6, act)
    for chat in map(fresh, chats[1:]):
        kinds = list(chat.events.values_list("kind", flat=True))
        assert chat.resolved_at is None or kinds[-1] == "resolved"
        if chat.assignee == ben:
            assert kinds[-1] == "assigned"
