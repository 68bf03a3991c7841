"""What agents do at the desk: each move once, refused with what was typed kept, never against a colleague."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from support.people.models import Team
from tests.tickets.browsing import HTMX
from tickets import actions
from tickets.models import Ticket


@pytest.fixture
def ticket(carl, says) -> Ticket:
    return says(carl)


def post(desk: Client, name: str, ticket: Ticket, *, htmx: bool = False, **data: object):
    answer = desk.post(reverse(f"desk:{name}", args=[ticket.pk]), data, headers=HTMX if htmx else {})
    ticket.refresh_from_db()
    return answer


def key() -> str:
    return uuid.uuid4().hex


def test_a_reply_is_kept_and_shown(ada, desk, ticket):
    answer = post(desk, "reply", ticket, body="Found it", key=key())
    assert answer.url == reverse("desk:ticket", args=[ticket.pk])
    message = ticket.messages.get(kind="reply")
    assert (message.body, message.author, ticket.assignee) == ("Found it", ada, ada)


def test_on_an_open_page_a_reply_gives_a_fresh_form_with_another_key(desk, ticket):
    used = key()
    shown = post(desk, "reply", ticket, htmx=True, body="Found it", key=used).content.decode()
    assert "Found it" not in shown
    fresh = re.search(r'name="key" value="(\w+)"', shown)[1]
    assert fresh != used


def test_a_double_click_is_one_reply(desk, ticket):
    once = {"body": "Found it", "key": key()}
    assert [post(desk, "reply", ticket, **once).status_code for _ in range(2)] == [302, 302]
    assert ticket.messages.filter(kind="reply").count() == 1


def test_one_key_for_a_reply_and_a_note_makes_both(desk, ticket):
    same = key()
    post(desk, "reply", ticket, body="To you", key=same)
    post(desk, "note", ticket, body="About you", key=same)
    assert set(ticket.messages.values_list("kind", flat=True)) == {"customer", "reply", "note"}


def test_a_note_is_never_sent(desk, ticket):
    post(desk, "note", ticket, body="Looks like fraud", key=key())
    note = ticket.messages.get(kind="note")
    assert (note.delivery, ticket.status) == ("", "waiting")


@pytest.mark.parametrize("name", ["reply", "note"])
@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize("body", ["", "   ", "\u200b", "x" * 20_001])
def test_what_cannot_be_kept_comes_back_as_typed(desk, ticket, name, htmx, body):
    answer = post(desk, name, ticket, htmx=htmx, body=body, key="same-key")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert ticket.messages.count() == 1
    assert 'aria-invalid="true"' in shown
    assert f'id="{name}-body_error"' in shown
    assert 'value="same-key"' in shown
    assert body.strip()[:50] in shown


def test_a_lying_file_is_named_and_the_words_are_kept(desk, ticket):
    liar = SimpleUploadedFile("photo.png", b"MZ not a picture", content_type="image/png")
    answer = post(desk, "reply", ticket, htmx=True, body="See the picture", key=key(), files=liar)
    assert answer.status_code == 422
    assert "photo.png" in answer.content.decode()
    assert "See the picture" in answer.content.decode()
    assert "choose the files again" in answer.content.decode()
    assert ticket.messages.count() == 1


def test_an_honest_file_goes_with_the_reply(desk, ticket):
    file = SimpleUploadedFile("steps.txt", b"1. Open settings\n", content_type="text/plain")
    post(desk, "reply", ticket, body="See the steps", key=key(), files=file)
    kept = ticket.messages.get(kind="reply").attachments.get()
    assert (kept.name, kept.file.read()) == ("steps.txt", b"1. Open settings\n")


def test_a_ticket_is_taken(ada, desk, ticket):
    assert post(desk, "claim", ticket).url == reverse("desk:ticket", args=[ticket.pk])
    assert ticket.assignee == ada


@pytest.mark.parametrize("htmx", [True, False])
def test_who_was_faster_is_named_kindly(sam, desk, ticket, htmx):
    actions.claim(ticket, by=sam)
    answer = post(desk, "claim", ticket, htmx=htmx)
    assert answer.status_code == 409
    said = answer["HX-Trigger"] if htmx else answer.content.decode()
    assert "Sam Lead was faster" in said
    assert ticket.assignee == sam


def test_a_ticket_is_given_to_a_colleague_of_the_team(sam, desk, ticket):
    post(desk, "assign", ticket, to=f"agent-{sam.pk}")
    assert ticket.assignee == sam


def test_a_ticket_is_taken_over_from_a_colleague(ada, sam, desk, ticket):
    actions.claim(ticket, by=sam)
    post(desk, "assign", ticket, to=f"agent-{ada.pk}")
    assert ticket.assignee == ada
    shown = desk.get(reverse("desk:ticket", args=[ticket.pk])).content.decode()
    assert "Ada took it over" in shown


@pytest.mark.parametrize("htmx", [True, False])
def test_who_gives_a_ticket_to_a_foreign_team_leaves_it(desk, ticket, htmx):
    payments = Team.objects.get(slug="payments")
    answer = post(desk, "assign", ticket, htmx=htmx, to=f"team-{payments.pk}")
    assert (ticket.team, ticket.assignee) == (payments, None)
    assert (answer["HX-Redirect"] if htmx else answer.url) == reverse("desk:home")
    assert f"{ticket.reference} is with another team now." in desk.get(reverse("desk:home")).content.decode()


@pytest.mark.parametrize("to", ["", "agent-0", "team-x", "agent-99999999999999999999", "root", "x\x00"])
def test_nobody_by_that_name_answers_here(desk, ticket, to):
    assert post(desk, "assign", ticket, htmx=True, to=to).status_code == 422
    assert (ticket.assignee, ticket.team.slug) == (None, "front-line")


def test_agents_of_other_teams_and_customers_cannot_be_given_it(ben, carl, desk, ticket):
    for user in (ben, carl.user):
        assert post(desk, "assign", ticket, to=f"agent-{user.pk}").status_code == 422
    assert ticket.assignee is None


def test_solved_taken_up_again_and_closed(ada, desk, ticket):
    assert post(desk, "resolve", ticket, htmx=True).status_code == 409  # who does not say what they saw
    assert post(desk, "resolve", ticket, htmx=True, after=ticket.seq).status_code == 204
    assert ticket.status == "resolved"
    assert post(desk, "reopen", ticket, htmx=True).status_code == 204
    assert ticket.is_open
    actions.close(actions.resolve(ticket, by=ada))
    answer = post(desk, "reopen", ticket)
    assert answer.status_code == 409
    assert "closed for good" in answer.content.decode()
    assert not ticket.is_open


def test_nothing_is_sent_to_a_closed_ticket_but_notes_are_kept(ada, desk, ticket):
    actions.close(actions.resolve(ticket, by=ada))
    assert post(desk, "reply", ticket, body="Too late", key=key()).status_code == 422
    assert post(desk, "note", ticket, body="For the file", key=key()).status_code == 302
    assert set(ticket.messages.values_list("kind", flat=True)) == {"customer", "note"}
    assert "form-reply" not in desk.get(reverse("desk:ticket", args=[ticket.pk])).content.decode()


def test_severity_changes_with_a_reason(ada, desk, ticket):
    post(desk, "severity", ticket, severity=0, why="money is leaving")
    event = ticket.events.last()
    assert (ticket.severity, event.by, event.detail["why"]) == (0, ada, "money is leaving")


@pytest.mark.parametrize(
    ("severity", "why"), [("1", ""), ("9", "worse"), ("", "worse"), ("x", "worse"), ("1", "y" * 201)]
)
@pytest.mark.parametrize("htmx", [True, False])
def test_severity_without_a_reason_or_a_meaning_stays(desk, ticket, severity, why, htmx):
    answer = post(desk, "severity", ticket, htmx=htmx, severity=severity, why=why)
    assert answer.status_code == 422
    assert ticket.severity == 3
    assert why[:50] in answer.content.decode()


@pytest.mark.parametrize("name", ["reply", "note", "claim", "assign", "resolve", "reopen", "severity"])
def test_a_link_changes_nothing(desk, ticket, name):
    assert desk.get(reverse(f"desk:{name}", args=[ticket.pk])).status_code == 405


def test_a_foreign_form_changes_nothing(ada, ticket):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    assert post(strict, "resolve", ticket).status_code == 403
    assert ticket.is_open


@pytest.mark.parametrize("to", ["me", "queue"])
def test_an_old_page_takes_nothing_from_a_colleague_who_has_taken_it_since(desk, ada, sam, ticket, to):
    actions.claim(ticket, by=sam)
    chosen = f"agent-{ada.pk}" if to == "me" else f"team-{Team.objects.get(slug='payments').pk}"
    assert post(desk, "assign", ticket, to=chosen, seen_with="").status_code == 409
    assert ticket.assignee == sam
    assert post(desk, "assign", ticket, to=chosen, seen_with=sam.pk).status_code == 302
    assert ticket.assignee == (ada if to == "me" else None)
