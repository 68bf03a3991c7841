"""Who falls silent is asked, and after a while the chat ends; a slow writer never loses it, nor any word."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from livechat import absence, access, actions, waiting
from livechat.clock import ask_the_silent
from livechat.models import Visit
from tests.windows import here
from tickets import actions as desk
from tickets.models import Ticket

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def answered(house, valkey, ada):
    """A visit that Ada has answered at noon."""
    with time_machine.travel(NOON, tick=False):
        visit = actions.begin(None, language="en")
        actions.say(visit, body="Where is it?", key="line-0001")
        ticket = Ticket.objects.get()
        desk.claim(ticket, by=ada)
        desk.reply(ticket, by=ada, body="What is its number?", key="r1")
    return access.known(str(visit.pk))


def after(minutes, visit=None):
    """What the clock did by then, and what a window would hear."""
    with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
        done = ask_the_silent()
        state = waiting.state_of(access.known(str(visit.pk)), now=NOON + timedelta(minutes=minutes))
    return done, state["mode"], state["still"]


def test_after_five_minutes_they_are_asked_and_after_ten_it_ends(answered):
    assert after(4.9, answered) == (0, "talking", None)
    assert after(5, answered) == (1, "talking", "2026-11-20T12:10:00+00:00")
    assert after(9.9, answered) == (0, "talking", "2026-11-20T12:10:00+00:00")
    assert after(10, answered) == (1, "done", None)
    assert after(30, answered) == (0, "done", None)
    assert absence.NUDGE_AFTER + absence.END_AFTER >= absence.NUDGE_AFTER >= timedelta(minutes=5)


def test_typing_is_life(answered):
    after(5, answered)
    with time_machine.travel(NOON + timedelta(minutes=9), tick=False):
        absence.type_on(answered)
    assert after(10, answered) == (0, "talking", None)
    assert after(13.9, answered) == (0, "talking", None)
    assert after(14, answered)[2] == "2026-11-20T12:19:00+00:00"


def test_writing_answers_it_and_writing_after_the_end_opens_it_again(answered):
    after(5, answered)
    with time_machine.travel(NOON + timedelta(minutes=6), tick=False):
        actions.say(answered, body="7001", key="line-0002")
    assert after(20, answered)[1] == "talking"  # now we owe the answer: nobody is hurried
    ticket = Ticket.objects.get()
    assert ticket.resolved_at is None


def test_the_words_stay_and_the_next_ones_open_it(answered):
    after(5, answered)
    after(10, answered)
    assert Ticket.objects.get().resolved_at
    with time_machine.travel(NOON + timedelta(minutes=11), tick=False):
        actions.say(access.known(str(answered.pk)), body="Sorry, 7001", key="line-0002")
    ticket = Ticket.objects.get()
    assert ticket.resolved_at is None
    assert ticket.messages.count() == 3


def test_who_waits_for_us_is_never_asked(house, valkey):
    with time_machine.travel(NOON, tick=False):
        visit = actions.begin(None, language="en")
        actions.say(visit, body="Hello?", key="line-0001")
    assert after(60, visit)[:2] == (0, "waiting")


def test_a_window_hears_the_question_and_says_that_somebody_is_there(play, answered, stranger):
    visit = stranger.visit
    actions.say(visit, body="Where is it?", key="line-0001")
    Visit.objects.filter(pk=visit.pk).update(nudged_at=NOON)

    async def story():
        async with stranger.window() as window:
            await window.send(typing=True)
            await window.send(here=True)
            await window.hear("state")
            return (await here(Visit.objects.get, pk=visit.pk)).nudged_at

    assert play(story) is None
