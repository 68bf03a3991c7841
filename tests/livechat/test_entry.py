"""A tier with a desk of its own is served there in chat, too; nobody else is, and what is urgent is not."""

import pytest

from livechat import access, actions, entry, waiting
from support.people.models import Entrance, Team
from tickets.models import Ticket, Topic


@pytest.fixture
def desk(house, valkey, carl):
    """Carl's tier has a desk of its own."""
    team = Team.objects.create(name="Private desk", slug="private")
    return Entrance.objects.create(tier=carl.tier, slug="private", names={"en": "Private desk"}, team=team)


def begun(user, topic=""):
    visit = actions.begin(user, language="en")
    actions.say(visit, body="Hello", key="line-0001", topic=topic)
    return Ticket.objects.order_by("-pk").first()


def test_who_has_a_desk_of_their_own_is_served_there(desk, carl):
    visit = actions.begin(carl.user, language="en")
    assert waiting.state_of(access.known(str(visit.pk)), now=visit.started_at)["desk"] == "Private desk"
    assert begun(carl.user, topic="deposit-missing").team == desk.team


def test_another_tier_and_a_stranger_are_not(desk, cleo):
    assert begun(cleo.user).team != desk.team
    assert begun(None).team != desk.team
    visit = actions.begin(None, language="en")
    assert waiting.state_of(access.known(str(visit.pk)), now=visit.started_at)["desk"] is None


def test_what_is_urgent_stays_with_its_topics_team(desk, carl):
    topic = Topic.objects.filter(severity=0).first()
    assert begun(carl.user, topic=topic.slug).team == topic.team
    assert entry.team_for(desk, topic) is None
