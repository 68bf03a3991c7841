"""Escalating at the desk: the team asks its own questions, and what is missing is named with words kept."""

import pytest
from django.urls import reverse

from support.people.models import Agent, Team
from tests.tickets.browsing import HTMX, page
from tickets import actions
from tickets.models import Ticket


@pytest.fixture
def ticket(carl, says):
    return says(carl)


@pytest.fixture
def security(house):
    return Team.objects.get(slug="security")


def whole(team):
    said = {"to": team.pk, "reason": "Strange sign-ins", "complexity": "investigation"}
    needs = {
        "need-locked": "on",
        "need-sessions": "on",
        "need-seen": "A withdrawal at 09:12",
        "need-lost": "yes",
    }
    return said | needs


def post(desk, ticket, data, *, htmx=False):
    return desk.post(reverse("desk:escalate", args=[ticket.pk]), data, headers=HTMX if htmx else {})


def test_only_teams_of_specialists_with_people_are_offered(ada, ben, desk, ticket, security):
    shown = page(desk, "escalate", ticket.pk)
    payments, technical = Team.objects.get(slug="payments"), Team.objects.get(slug="technical")
    assert f'value="{security.pk}"' in shown
    assert f'value="{payments.pk}"' in shown
    assert f'value="{technical.pk}"' not in shown  # nobody sits there


def test_the_chosen_team_asks_its_own_questions(desk, ticket, security):
    shown = page(desk, "escalate", ticket.pk, to=security.pk)
    assert "Has money left the account?" in shown
    assert "The account is locked" in shown
    assert "Transaction ID" not in shown
    assert "Choose a team, and here stands" in page(desk, "escalate", ticket.pk, to="x")


@pytest.mark.parametrize("htmx", [True, False])
def test_with_everything_said_it_goes(ada, desk, ticket, security, htmx):
    answer = post(desk, ticket, whole(security), htmx=htmx)
    there = reverse("desk:ticket", args=[ticket.pk])
    assert (answer["HX-Redirect"] if htmx else answer.url) == there
    shown = desk.get(there).content.decode()
    assert f"{ticket.reference} is with Account security now, at its old place." in shown
    assert "Ada escalated it to Account security" in shown
    assert "A withdrawal at 09:12" in shown
    assert "investigation" in shown


def test_who_may_not_see_that_team_goes_back_to_the_queue(ben, carl, says, sign_in, ada, security):
    ticket = says(carl, topic="bank-deposit-missing")
    answer = post(sign_in(ben), ticket, whole(security))
    assert answer.url == reverse("desk:home")
    assert Ticket.objects.get(pk=ticket.pk).team == security


@pytest.mark.parametrize("htmx", [True, False])
def test_each_missing_thing_is_named_and_every_word_is_kept(desk, ticket, security, htmx):
    said = {"to": security.pk, "reason": "", "complexity": "investigation", "need-locked": "on"}
    answer = post(desk, ticket, said | {"need-seen": "At noon", "need-lost": ""}, htmx=htmx)
    shown = answer.content.decode()
    assert answer.status_code == 422
    for error in ("escalate-reason_error", "escalate-need-sessions_error", "escalate-need-lost_error"):
        assert f'id="{error}"' in shown
    assert "escalate-need-locked_error" not in shown
    assert 'value="At noon"' in shown
    assert "checked" in shown
    assert Ticket.objects.get(pk=ticket.pk).team.slug == "front-line"


@pytest.mark.parametrize("to", ["", "0", "x", "99999999999"])
def test_without_a_team_that_takes_cases_nothing_moves(desk, ticket, to):
    answer = post(desk, ticket, {"to": to, "reason": ""})
    assert answer.status_code == 422
    assert 'id="escalate-to_error"' in answer.content.decode()
    assert 'id="escalate-reason_error"' in answer.content.decode()


def test_a_solved_ticket_says_why_not(ada, desk, ticket, security):
    actions.resolve(ticket, by=ada)
    answer = post(desk, ticket, whole(security))
    assert answer.status_code == 422
    assert "This ticket is solved." in answer.content.decode()


def test_complexity_is_changed_with_a_reason_only(desk, ticket):
    address = reverse("desk:complexity", args=[ticket.pk])
    assert desk.post(address, {"complexity": "needs-data", "why": ""}, headers=HTMX).status_code == 422
    assert desk.post(address, {"complexity": "hard", "why": "x"}).status_code == 422
    assert desk.post(address, {"complexity": "needs-data", "why": "no txid"}).status_code == 302
    assert "simple → needs data, no txid, Ada" in page(desk, "ticket", ticket.pk)


def test_an_update_is_promised_once(desk, ticket):
    assert "Promise an update" in page(desk, "more", ticket.pk)
    assert desk.post(reverse("desk:promise", args=[ticket.pk]), headers=HTMX).status_code == 204
    shown = page(desk, "more", ticket.pk)
    assert "Promise an update" not in shown
    assert "Ada promised the customer news by" in shown


def test_in_an_empty_house_there_is_nobody_to_escalate_to(ada, desk, ticket):
    Agent.objects.exclude(user=ada).delete()
    Agent.objects.get(user=ada).teams.set(Team.objects.filter(slug="front-line"))
    assert "<option" in page(desk, "escalate", ticket.pk)
