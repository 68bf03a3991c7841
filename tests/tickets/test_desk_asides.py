"""Side conversations at the desk: asked beside the ticket, answered from one's own list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from support.people.models import Team, User
from tests.tickets.browsing import HTMX, page
from tickets import actions
from tickets.models import SideConversation, Ticket


@pytest.fixture
def ticket(carl, says):
    return says(carl, "Where is my transfer?")


@pytest.fixture
def payments(house):
    return Team.objects.get(slug="payments")


@pytest.fixture
def asked(ada, ben, ticket, payments):
    return actions.ask(ticket, to=payments, by=ada, question="Did it bounce?\nIt is urgent", key="q1")


def post(desk, name, pk, *, htmx=False, **data):
    return desk.post(reverse(f"desk:{name}", args=[pk]), data, headers=HTMX if htmx else {})


@pytest.mark.parametrize("htmx", [True, False])
def test_a_team_is_asked_and_it_stands_beside_the_ticket(ben, desk, ticket, payments, htmx):
    assert f'value="team-{payments.pk}"' in page(desk, "ask", ticket.pk)
    answer = post(desk, "ask", ticket.pk, htmx=htmx, to=f"team-{payments.pk}", body="Did it bounce?", key="k")
    assert answer.status_code == (200 if htmx else 302)
    shown = page(desk, "ticket", ticket.pk)
    assert "Did it bounce?" in shown
    assert "To Payments and cards, among us. The customer never reads it." in shown
    assert "Ada asked Payments and cards" in shown
    assert "Did it bounce?" in page(desk, "asides", ticket.pk)


def test_a_colleague_is_asked(ada, ben, desk, ticket):
    post(desk, "ask", ticket.pk, to=f"agent-{ben.pk}", body="You know this bank?", key="k")
    assert SideConversation.objects.get().colleague == ben


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    ("to", "body"),
    [("", "words"), ("team-0", "words"), ("agent-x", "words"), ("team", ""), ("team", "x" * 5001)],
)
def test_what_cannot_be_asked_comes_back_as_typed(ben, desk, ticket, payments, to, body, htmx):
    to = f"team-{payments.pk}" if to == "team" else to
    answer = post(desk, "ask", ticket.pk, htmx=htmx, to=to, body=body, key="kept-key")
    assert answer.status_code == 422
    assert body[:50] in answer.content.decode()
    assert 'value="kept-key"' in answer.content.decode()
    assert not SideConversation.objects.exists()


def test_what_is_asked_of_us_has_a_view_with_its_count(ben, desk, sign_in, asked):
    theirs = sign_in(ben)
    shown = page(theirs, "home", view="asked")
    assert "Did it bounce?" in shown
    assert "It is urgent" not in shown
    assert reverse("desk:aside", args=[asked.pk]) in shown
    assert "Nobody waits for an answer from you." in page(desk, "home", view="asked")


@pytest.mark.parametrize("htmx", [True, False])
def test_it_is_answered_from_there_and_leaves_the_view(ben, desk, sign_in, asked, ticket, htmx):
    theirs = sign_in(ben)
    answer = post(theirs, "aside-say", asked.pk, htmx=htmx, body="It bounced on Friday", key="k")
    assert answer.status_code == (200 if htmx else 302)
    assert asked.lines.last().kind == "answer"
    assert "It bounced on Friday" in page(desk, "ticket", ticket.pk)
    assert "Did it bounce?" not in page(theirs, "home", view="asked")


def test_who_asked_asks_on_and_ends_it(desk, asked):
    post(desk, "aside-say", asked.pk, body="Which Friday?", key="k")
    assert asked.lines.last().kind == "question"
    assert post(desk, "aside-end", asked.pk, htmx=True).status_code == 204
    asked.refresh_from_db()
    assert (asked.asked_at, bool(asked.ended_at)) == (None, True)


@pytest.mark.parametrize("htmx", [True, False])
def test_an_empty_word_is_no_answer(ben, sign_in, asked, htmx):
    answer = post(sign_in(ben), "aside-say", asked.pk, htmx=htmx, body="  ", key="k")
    assert answer.status_code == 422
    assert asked.lines.count() == 1


def test_the_ticket_is_linked_for_who_may_see_it_only(ben, desk, sign_in, asked, ticket):
    link = reverse("desk:ticket", args=[ticket.pk])
    assert link in page(desk, "aside", asked.pk)
    assert link not in page(sign_in(ben), "aside", asked.pk)


def test_beside_the_survivor_stand_those_of_its_parts(ada, carl, says, desk, asked, ticket):
    other = says(carl)
    actions.merge(ticket, into=other, by=ada)
    assert "Did it bounce?" in page(desk, "ticket", other.pk)


def test_they_are_found_through_a_chain(ada, ben, carl, says, desk, sign_in, asked, ticket):
    middle, end = says(carl), says(carl)
    actions.merge(ticket, into=middle, by=ada)
    actions.merge(middle, into=end, by=ada)
    assert "Did it bounce?" in page(desk, "ticket", end.pk)
    Ticket.objects.filter(pk__in=[ticket.pk, middle.pk]).update(team=Team.objects.get(slug="technical"))
    SideConversation.objects.update(by=User.objects.create_user("eve@meridian.example", "x"))
    assert list(SideConversation.objects.visible_to(ada)) == [asked]
    actions.unmerge(middle, by=ada)
    assert "Did it bounce?" not in page(desk, "ticket", end.pk)
    assert not SideConversation.objects.visible_to(ada).exists()


def test_more_side_conversations_ask_the_database_no_more_often(ada, desk, ticket, asked, payments):
    page(desk, "ticket", ticket.pk)
    with CaptureQueriesContext(connection) as one:
        page(desk, "asides", ticket.pk)
    for number in range(4):
        actions.ask(ticket, to=payments, by=ada, question="?", key=f"more-{number}")
    with CaptureQueriesContext(connection) as five:
        page(desk, "asides", ticket.pk)
    assert len(five) == len(one)
