"""Seniors' tiers are kept for seniors whichever button is pressed, and the desk offers nothing else."""

import uuid

import pytest
from django.urls import reverse

from support.people.models import Agent, ApiKey, Tier
from tests.conftest import _agent
from tests.support.api import is_problem, machine
from tickets import actions
from tickets.models import Ticket


@pytest.fixture
def sia(ada, carl):
    """The only senior of the front line; Carl's tier is for seniors."""
    Tier.objects.filter(slug="verified").update(senior_only=True)
    carl.refresh_from_db()
    sia = _agent("sia@meridian.example", "Sia", "front-line", languages=["en"])
    Agent.objects.filter(user=sia).update(senior=True)
    return sia


@pytest.fixture
def kept(sia, carl, says):
    """A ticket that is kept for Sia."""
    return says(carl, "for seniors")


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def post(browser, name, ticket, **data):
    return browser.post(reverse(f"desk:{name}", args=[ticket.pk]), data)


def page(browser, ticket):
    """What an agent sees of a ticket, with the menu that is fetched behind it."""
    shown = (browser.get(reverse(f"desk:{name}", args=[ticket.pk])) for name in ("ticket", "more"))
    return "".join(one.content.decode() for one in shown)


def test_nobody_gives_it_to_a_junior_but_a_supervisor(ada, sam, sia, kept):
    for by in (ada, sia):
        with pytest.raises(actions.SeniorsOnly):
            actions.assign(kept, by=by, to=ada)
    assert fresh(kept).assignee is None
    assert actions.assign(kept, by=ada, to=sia).assignee == sia
    assert actions.force(kept, by=sam, to=ada, why="Sia is ill").assignee == ada


def test_a_junior_answers_it_only_when_it_was_given_to_them(ada, sam, sia, kept):
    with pytest.raises(actions.SeniorsOnly):
        actions.reply(kept, by=ada, body="Hello", key="r1")
    assert (kept.messages.filter(kind="reply").count(), fresh(kept).assignee) == (0, None)
    assert actions.note(kept, by=ada, body="Seen before", key="n1")
    actions.force(kept, by=sam, to=ada, why="Sia is ill")
    said = actions.reply(kept, by=ada, body="Hello", key="r1")
    actions.assign(kept, by=sam, to=sia)
    assert actions.reply(kept, by=ada, body="Hello", key="r1") == said  # heard once, whoever has it now


def test_seniors_supervisors_and_teams_without_seniors_are_not_held_up(ada, sam, sia, carl, kept, says):
    assert actions.reply(kept, by=sia, body="Hello", key="r1")
    assert actions.reply(kept, by=sam, body="And", key="r2")
    Agent.objects.filter(user=sia).update(senior=False)
    assert actions.reply(says(carl, "next"), by=ada, body="Hello", key="r3")


def test_the_desk_refuses_and_keeps_what_was_typed(ada, desk, sia, kept):
    answer = post(desk, "reply", kept, body="My long answer", key=uuid.uuid4().hex)
    assert answer.status_code == 422
    assert b"My long answer" in answer.content
    assert "seniors alone" in answer.content.decode()
    answer = post(desk, "assign", kept, to=f"agent-{ada.pk}")
    assert answer.status_code == 422
    assert post(desk, "claim", kept).status_code == 409
    assert fresh(kept).assignee is None


def test_the_desk_offers_only_what_will_be_done(ada, desk, sam, sia, kept, sign_in):
    shown = page(desk, kept)
    for offered in ('id="claim"', 'id="say-reply"', f'value="agent-{ada.pk}"', ">Me</option>"):
        assert offered not in shown
    assert f'value="agent-{sia.pk}"' in shown
    assert "For seniors" in shown
    assert 'id="say-note"' in shown
    for user in (sia, sam):
        shown = page(sign_in(user), kept)
        assert all(offered in shown for offered in ('id="claim"', 'id="say-reply"', ">Me</option>"))
    assert f'value="agent-{ada.pk}"' not in page(sign_in(sia), kept)
    assert f'value="agent-{ada.pk}"' in page(sign_in(sam), kept)
    actions.force(kept, by=sam, to=ada, why="Sia is ill")
    assert 'id="say-reply"' in page(desk, kept)


def test_a_key_that_acts_as_a_junior_is_refused_too(ada, sia, kept):
    key = machine(ApiKey.Scope.TICKETS_WRITE, acts_as=ada)
    is_problem(key.post(f"tickets/{kept.reference}/replies/", {"body": "Hello"}), 403)
    assert not kept.messages.filter(kind="reply").exists()
