"""A supervisor's word into an agent's ear, and taking over: who hears, who never does."""

import json

import pytest
from django.db import DatabaseError
from django.urls import reverse

from support.audit.models import Entry
from tickets import actions, frames, jottings, story
from tickets.models import Event, Jotting, Message, Whisper

SECRET = "quince-into-the-ear"


@pytest.fixture
def ticket(ada, carl, says):
    """In Ada's hands."""
    return actions.claim(says(carl), by=ada)


def whisper(browser, ticket, body=SECRET, **more):
    return browser.post(reverse("desk:whispers", args=[ticket.pk]), {"body": body, "key": "k1"} | more)


def look(browser, ticket):
    return browser.get(reverse("desk:whispers", args=[ticket.pk]), headers={"HX-Request": "true"})


def test_a_whisper_reaches_the_agent_and_supervisors_and_is_told_at_once(sign_in, sam, ada, root, ticket):
    assert whisper(sign_in(sam), ticket).status_code == 302
    for hears in (ada, sam, root):
        assert SECRET in look(sign_in(hears), ticket).content.decode()
    assert ada.mentions.get().cause == "whispered"
    assert Entry.objects.filter(action="ticket.whispered", by=sam).count() == 1


def test_a_colleague_of_the_same_team_never_learns_that_anything_was_said(sign_in, sam, ada, ticket):
    colleague = type(ada).objects.create_user("eve@meridian.example", "x", name="Eve", role="agent")
    ada_s = ada.agent.teams.all()
    type(ada.agent).objects.create(user=colleague, languages=["en"]).teams.set(ada_s)
    actions.whisper(ticket, by=sam, body=SECRET, key="k")
    browser = sign_in(colleague)
    for page in (reverse("desk:ticket", args=[ticket.pk]), reverse("desk:whispers", args=[ticket.pk])):
        answer = browser.get(page)
        assert answer.status_code == 200
        assert SECRET not in answer.content.decode()
    assert whisper(browser, ticket).status_code == 404


def test_no_door_to_the_customer_knows_of_it(sign_in, client, sam, carl, ticket):
    before = Event.objects.filter(ticket=ticket).count()
    actions.whisper(ticket, by=sam, body=SECRET, key="k")
    pages = [reverse("tickets:show", args=[ticket.reference]), reverse("tickets:mine")]
    customer = sign_in(carl.user)
    assert all(SECRET not in customer.get(page).content.decode() for page in pages)
    assert customer.get(reverse("desk:whispers", args=[ticket.pk])).status_code == 404
    assert SECRET not in json.dumps(frames.for_customer_after(ticket.pk, 0))
    assert SECRET not in str([line.words for line in story.whole(ticket)])
    assert not Message.objects.filter(body__contains=SECRET).exists()
    assert Event.objects.filter(ticket=ticket).count() == before


def test_it_is_kept_as_it_was_said_once_and_without_secrets(sam, ticket):
    said = "Their seed is " + "abandon " * 11 + "about"
    first = actions.whisper(ticket, by=sam, body=said, key="k")
    assert actions.whisper(ticket, by=sam, body=said, key="k") == first
    assert "abandon" not in Whisper.objects.get().body
    with pytest.raises(DatabaseError):
        Whisper.objects.update(body="something else")


def test_whoever_has_nobody_to_whisper_to_is_told_so(sign_in, sam, carl, says):
    waits, own = says(carl, "waits"), actions.claim(says(carl, "own"), by=sam)
    for ticket in (waits, own):
        answer = whisper(sign_in(sam), ticket)
        assert answer.status_code == 409
        assert "Nobody holds this ticket now" in answer.content.decode() or not Whisper.objects.exists()


@pytest.mark.parametrize("body", ["", "   ", "x" * 2001])
def test_an_empty_or_endless_whisper_is_refused(sign_in, sam, ticket, body):
    assert whisper(sign_in(sam), ticket, body=body).status_code == 422
    assert not Whisper.objects.exists()


def take(browser, ticket, **said):
    return browser.post(reverse("desk:take-over", args=[ticket.pk]), {"why": "she is in a call"} | said)


def test_taking_over_tells_the_agent_keeps_the_draft_and_offers_it(sign_in, sam, ada, ticket):
    jottings.keep(ticket, ada, "reply", body="Dear Carl, we have")
    browser = sign_in(sam)
    assert take(browser, ticket).status_code == 302
    ticket.refresh_from_db()
    event = ticket.events.last()
    assert (ticket.assignee, event.kind, event.detail["why"]) == (sam, "assigned", "she is in a call")
    assert event.detail["cause"] == "taken over"
    assert ada.mentions.get().cause == "taken"
    assert Jotting.objects.get(user=ada).body == "Dear Carl, we have"
    page = browser.get(reverse("desk:outgoing", args=[ticket.pk])).content.decode()
    assert "Ada shows a draft of a reply." in page
    assert "Dear Carl, we have" in page


def test_the_customer_hears_that_it_was_handed_on_and_not_why(sam, ticket):
    ticket = actions.take_over(ticket, by=sam, why="she is asleep")
    told = [line.words for line in story.whole(ticket)]
    assert "Handed to Sam" in told
    assert "asleep" not in str(told) + json.dumps(frames.for_customer_after(ticket.pk, 0))


def test_only_supervisors_take_over_and_only_with_a_reason(sign_in, sam, ben, ada, ticket):
    assert take(sign_in(ben), ticket).status_code == 404
    assert take(sign_in(ada), ticket).status_code == 404
    assert take(sign_in(sam), ticket, why="").status_code == 422
    ticket.refresh_from_db()
    assert ticket.assignee == ada


def test_what_nobody_holds_is_taken_as_usual(sign_in, sam, carl, says):
    waits = says(carl)
    assert take(sign_in(sam), waits).status_code == 409
    waits.refresh_from_db()
    assert waits.assignee is None
