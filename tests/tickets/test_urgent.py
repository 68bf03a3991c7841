"""S0 waits for neither a speaker nor a skill; nothing waits for colleagues who could not be given it."""

from datetime import timedelta

import pytest

from support.people.models import Agent, AgentSkill, Fallback, Skill, Team, Tier, User
from tests.conftest import _agent
from tests.tickets.office_hours import FRIDAY_NOON
from tickets import actions, queue, story
from tickets import clock as house_clock
from tickets.models import Routing, Ticket, Topic

DANGER = "account-takeover"  # S0, of the security team


@pytest.fixture
def security(house):
    """The security team; `security(mode="push")` sets how it works."""
    team = Team.objects.get(slug="security")
    return lambda **said: Routing.objects.update_or_create(team=team, defaults=said)


@pytest.fixture
def pia(house):
    """Speaks Portuguese, which Ada does not."""
    return _agent("pia@meridian.example", "Pia", "front-line", "security", languages=["pt"])


@pytest.fixture
def proof(house):
    """What is in danger needs a skill; `proof(pia)` has it."""
    skill = Skill.objects.create(name="Recovery", slug="recovery")
    Topic.objects.filter(slug=DANGER).update(skill=skill)
    return lambda user: AgentSkill.objects.create(agent=user.agent, skill=skill)


def is_now(user, **changed):
    Agent.objects.filter(user=user).update(**changed)


def waits_for(user, **later):
    return [it.subject for it in queue.next_for(user, now=FRIDAY_NOON + timedelta(**later))]


def test_an_s0_chat_does_not_wait_for_a_speaker_who_takes_no_chats(ada, pia, carl, says, clock):
    is_now(pia, availability="busy")
    says(carl, "socorro", topic=DANGER, language="pt", channel="chat")
    assert actions.claim_next(pia) is None
    ticket = actions.claim_next(ada)
    assert ticket.subject == "socorro"
    assert story.words(ticket.events.last()).endswith("with the help of a translator")


@pytest.mark.parametrize("minutes", [30, 0])
def test_s0_waits_for_no_speaker_even_one_who_is_free(ada, pia, carl, says, clock, security, minutes):
    security(widen_minutes=minutes)
    says(carl, "socorro", topic=DANGER, language="pt")
    assert waits_for(ada) == waits_for(pia) == ["socorro"]


@pytest.mark.parametrize("minutes", [30, 0])
def test_s0_waits_for_no_skill(ada, pia, carl, says, clock, security, proof, minutes):
    security(widen_minutes=minutes)
    proof(pia)
    says(carl, "help", topic=DANGER)
    assert waits_for(ada) == ["help"]


def test_what_is_not_s0_waits_for_a_free_speaker_still(ada, pia, carl, says, clock):
    says(carl, "em português", language="pt")
    assert (waits_for(ada), waits_for(pia)) == ([], ["em português"])


@pytest.mark.parametrize(
    "changed",
    [{"capacity": 4}, {"availability": "away"}, {"vanished_at": FRIDAY_NOON}, {"languages": ["fr"]}],
)
def test_nobody_waits_for_a_colleague_who_could_not_be_given_it(ada, pia, carl, says, clock, changed):
    """Of a capacity of four all is kept for S0."""
    says(carl, "em português", language="pt")
    is_now(pia, **changed)
    assert waits_for(ada) == ["em português"]


def test_a_busy_speaker_delays_letters_but_no_chats_and_nothing_that_is_given_out(
    ada, pia, carl, says, clock
):
    is_now(pia, availability="busy")
    says(carl, "chat", language="pt", channel="chat")
    says(carl, "letter", language="pt", channel="email")
    assert waits_for(ada) == ["chat"]
    Routing.objects.create(team=Team.objects.get(slug="front-line"), mode="push")
    assert sorted(waits_for(ada)) == ["chat", "letter"]


def test_a_junior_speaker_does_not_delay_a_senior(ada, pia, carl, says, clock):
    Tier.objects.filter(slug="verified").update(senior_only=True)
    is_now(ada, senior=True)
    carl.refresh_from_db()
    says(carl, "em português", language="pt")
    assert (waits_for(pia, days=9), waits_for(ada)) == ([], ["em português"])


def test_a_skill_delays_only_while_somebody_has_it_who_is_there(ada, pia, carl, says, clock):
    skill = Skill.objects.create(name="Futures", slug="futures")
    Topic.objects.filter(slug="fees").update(skill=skill)
    AgentSkill.objects.create(agent=pia.agent, skill=skill)
    is_now(pia, languages=["en"])
    says(carl, "fees", topic="fees")
    assert waits_for(ada) == []
    is_now(pia, availability="offline")
    assert waits_for(ada) == ["fees"]


def test_who_speaks_it_and_who_has_the_skill_do_not_wait_for_each_other(ada, pia, carl, says, clock):
    """One of those who are there is always asked at once."""
    Fallback.objects.filter(language="pt").update(then=["en"])
    skill = Skill.objects.create(name="Futures", slug="futures")
    Topic.objects.filter(slug="fees").update(skill=skill)
    AgentSkill.objects.create(agent=ada.agent, skill=skill)
    says(carl, "taxas", topic="fees", language="pt")
    assert waits_for(ada) == waits_for(pia) == ["taxas"]


@pytest.fixture
def given_out(security, pia):
    """Danger is given out, and Ada is always freer than Pia."""
    security(mode="push", reserved_units=0)
    is_now(pia, capacity=8)


@pytest.mark.parametrize("changed", [{"capacity": 0}, {"availability": "busy"}, {"languages": ["fr"]}])
def test_given_out_s0_goes_to_who_is_free_when_no_speaker_is(ada, pia, carl, says, clock, given_out, changed):
    is_now(pia, **changed)
    ticket = says(carl, "socorro", topic=DANGER, language="pt")
    is_now(ada, capacity=16)
    assert house_clock.push_the_waiting() == 1
    assert Ticket.objects.get(pk=ticket.pk).assignee in {ada, pia if "languages" in changed else ada}


def busy_with(user, carl, says):
    """Somebody has one letter in hand, so that others are freer."""
    actions.claim(says(carl, "letter", topic=DANGER, channel="email"), by=user)


def test_given_out_s0_goes_first_to_a_speaker_who_is_free_at_that_moment(
    ada, pia, carl, cleo, says, clock, given_out
):
    busy_with(pia, carl, says)
    ticket = says(cleo, "socorro", topic=DANGER, language="pt")
    assert house_clock.push_the_waiting() == 1
    assert Ticket.objects.get(pk=ticket.pk).assignee == pia
    actions.release(ticket, by=pia)
    assert house_clock.push_the_waiting() == 1
    assert Ticket.objects.get(pk=ticket.pk).assignee == ada


def test_given_out_s0_goes_first_to_the_skill_that_is_free_at_that_moment(
    ada, pia, carl, cleo, says, clock, given_out, proof
):
    is_now(pia, languages=["en"])
    busy_with(pia, carl, says)
    proof(pia)
    ticket = says(cleo, "help", topic=DANGER)
    assert house_clock.push_the_waiting() == 1
    assert Ticket.objects.get(pk=ticket.pk).assignee == pia


# Tiers for seniors.


@pytest.fixture
def senior(ada, carl):
    """Sia alone is senior; Carl's tier is for seniors."""
    Tier.objects.filter(slug="verified").update(senior_only=True)
    carl.refresh_from_db()
    sia = _agent("sia@meridian.example", "Sia", "front-line", "security", languages=["en"])
    Agent.objects.filter(user=sia).update(senior=True)
    return User.objects.get(pk=sia.pk)


@pytest.mark.parametrize(
    "changed", [{"availability": "offline"}, {"vanished_at": FRIDAY_NOON}, {"capacity": 0}]
)
def test_s0_of_a_seniors_tier_is_anybodys_while_no_senior_is_there_and_free(
    ada, senior, carl, says, clock, changed
):
    ticket = says(carl, "help", topic=DANGER)
    assert waits_for(ada) == []
    with pytest.raises(actions.SeniorsOnly):
        actions.claim(ticket, by=ada)
    is_now(senior, **changed)
    assert waits_for(ada) == ["help"]
    assert actions.claim(ticket, by=ada).assignee == ada


def test_given_out_s0_of_a_seniors_tier_goes_to_a_junior_while_no_senior_is_there(
    ada, senior, carl, says, clock, security
):
    security(mode="push")
    is_now(senior, availability="away")
    ticket = says(carl, "help", topic=DANGER)
    assert house_clock.push_the_waiting() == 1
    assert Ticket.objects.get(pk=ticket.pk).assignee == ada


def test_what_is_not_s0_waits_for_a_senior_who_is_not_there(ada, senior, carl, says, clock):
    ticket = says(carl, "question")
    is_now(senior, availability="offline")
    assert waits_for(ada, days=9) == []
    with pytest.raises(actions.SeniorsOnly):
        actions.claim(ticket, by=ada)


def test_an_alarm_without_a_word_goes_out_with_the_name_of_its_topic(client, carl):
    client.force_login(carl.user)
    bare = {"topic": "account-takeover", "asked": "account-takeover", "happened": " ", "key": "k1"}
    assert client.post("/tickets/new/", bare).status_code == 302
    ticket = Ticket.objects.get()
    name = ticket.topic.name
    assert (ticket.severity, ticket.subject, ticket.messages.get().body) == (0, name, name)
    assert client.post("/tickets/new/", bare | {"topic": "", "key": "k2"}).status_code == 422
