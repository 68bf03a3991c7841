"""Who is asked when nobody speaks a customer's language, and who is told that a translator is needed."""

from datetime import timedelta

import pytest
import time_machine

from support.people.models import Agent, Fallback, Team
from tests.conftest import _agent
from tests.tickets.office_hours import FRIDAY_NOON
from tickets import actions, queue, story
from tickets.models import Routing, Ticket


@pytest.fixture
def noon():
    with time_machine.travel(FRIDAY_NOON, tick=False):
        yield FRIDAY_NOON


@pytest.fixture
def speaks(house):
    """`speaks("Pia", "pt")`: somebody on the front line who is there."""
    return lambda name, *languages: _agent(
        f"{name.lower()}@meridian.example", name, "front-line", languages=list(languages)
    )


@pytest.fixture
def widens(house):
    Routing.objects.create(team=Team.objects.get(slug="front-line"), widen_minutes=20)


def first_for(user, **later):
    return [ticket.subject for ticket in queue.next_for(user, now=FRIDAY_NOON + timedelta(**later))]


def test_who_speaks_it_is_asked_first_then_along_the_chain_then_everybody(
    ada, carl, says, noon, speaks, widens
):
    """Portuguese: its own speakers, then Spanish ones, then English ones, then whoever is there."""
    pia, eva, fay = speaks("Pia", "pt"), speaks("Eva", "es"), speaks("Fay", "fr")
    says(carl, "em português", language="pt")
    after = {
        user: next(m for m in range(0, 99, 10) if first_for(user, minutes=m)) for user in (eva, ada, fay)
    }
    assert first_for(pia) == ["em português"]
    assert after == {eva: 20, ada: 40, fay: 60}


def test_nobody_waits_for_a_speaker_who_is_not_there(ada, carl, says, noon, speaks, widens):
    pia = speaks("Pia", "pt")
    says(carl, "em português", language="pt")
    assert first_for(ada) == []
    Agent.objects.filter(user=pia).update(availability="away")
    assert first_for(ada) == ["em português"]
    Agent.objects.filter(user=pia).update(availability="online", vanished_at=FRIDAY_NOON)
    assert first_for(ada) == ["em português"]


def test_a_chain_is_data(ada, carl, says, noon, speaks, widens):
    eva = speaks("Eva", "es")
    says(carl, "em português", language="pt")
    assert (first_for(eva), first_for(ada)) == (["em português"], [])
    Fallback.objects.filter(language="pt").update(then=["en"])
    assert (first_for(eva), first_for(ada)) == ([], ["em português"])


def test_a_team_that_never_widens_leaves_it_to_its_speakers(ada, carl, says, noon, speaks):
    Routing.objects.create(team=Team.objects.get(slug="front-line"), widen_minutes=0)
    speaks("Pia", "pt")
    says(carl, "em português", language="pt")
    assert first_for(ada, days=9) == []


def test_agent_and_customer_are_told_when_words_are_translated(ada, carl, says, noon):
    says(carl, "Türkçe", language="tr")
    ticket = actions.claim_next(ada)
    event = ticket.events.last()
    assert event.detail["translated"] is True
    assert story.words(event) == "Ada is on it, with the help of a translator"


def test_nobody_is_told_of_a_translator_who_is_not_needed(ada, carl, says, noon):
    says(carl, "Deutsch", language="de")
    event = actions.claim_next(ada).events.last()
    assert "translated" not in event.detail
    assert story.words(event) == "Ada is on it"


def test_the_desk_says_that_a_translator_is_needed(ada, carl, says, sign_in):
    turkish, german = says(carl, "Türkçe", language="tr"), says(carl, "Deutsch", language="de")
    desk = sign_in(ada)
    assert b"Translator needed" in desk.get(f"/desk/tickets/{turkish.pk}/").content
    assert b"Translator needed" not in desk.get(f"/desk/tickets/{german.pk}/").content
    assert Ticket.objects.count() == 2
