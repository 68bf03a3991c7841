"""The topic at the desk: chosen or taken from what is probable, with what follows said before."""

import pytest
from django.urls import reverse

from support.people.models import User
from tests.tickets.browsing import HTMX, page, text
from tickets import actions
from tickets.models import Ticket, Topic


@pytest.fixture
def ticket(carl, says) -> Ticket:
    return says(carl, "I sent coins on Tron", subject="Crypto deposit has not arrived")


def post(desk, ticket: Ticket, *, htmx: bool = False, **said: object):
    answer = desk.post(reverse("desk:refile", args=[ticket.pk]), said, headers=HTMX if htmx else {})
    ticket.refresh_from_db()
    return answer


def part(desk, ticket: Ticket, topic: str) -> str:
    return text(desk.get(reverse("desk:refile", args=[ticket.pk]), {"topic": topic}, headers=HTMX))


def test_what_it_is_probably_about_is_said_with_the_words_and_set_with_one_press(ada, desk, ticket):
    before = page(desk, "ticket", ticket.pk)
    assert "Probably: <b>My crypto deposit has not arrived</b>" in before
    assert '<q dir="auto">deposit</q>' in before
    answer = post(desk, ticket, htmx=True, topic="deposit-missing", seen="", suggested="on")
    assert answer.status_code == 204
    assert ticket.topic.slug == "deposit-missing"
    event = ticket.events.get(kind="refiled")
    assert (event.by, event.detail["suggested"]) == (ada, True)
    after = page(desk, "ticket", ticket.pk)
    assert "Probably:" not in after
    assert "filed it under “My crypto deposit has not arrived”" in after


def test_nothing_is_probable_where_a_topic_is_set_or_nothing_is_said(desk, carl, says):
    assert "Probably:" not in page(desk, "ticket", says(carl, "Crypto deposit", topic="fees").pk)
    assert "Probably:" not in page(desk, "ticket", says(carl, "Hello there", subject="Hello").pk)


def test_the_guess_alone_decides_nothing(ticket):
    assert (ticket.topic, ticket.severity, ticket.team.slug) == (None, 3, "front-line")


def test_handed_over_it_leaves_whoever_is_not_of_that_team(desk, ticket):
    answer = post(desk, ticket, topic="deposit-missing", hand_over="on")
    assert answer.url == reverse("desk:home")
    assert ticket.team.slug == "crypto-operations"


def test_before_it_is_set_the_page_says_what_follows(desk, ticket):
    assert "Hand it to Account security" in part(desk, ticket, "account-takeover")
    assert "It becomes S0" in part(desk, ticket, "account-takeover")
    assert "It becomes" not in part(desk, ticket, "feedback")
    assert "Hand it to" not in part(desk, ticket, "fees")


@pytest.mark.parametrize("topic", ["", "no-such-topic", "fees\0", "<b>"])
@pytest.mark.parametrize("htmx", [True, False])
def test_no_topic_or_an_unknown_one_is_refused_in_words(desk, ticket, topic, htmx):
    answer = post(desk, ticket, htmx=htmx, topic=topic)
    assert answer.status_code == 422
    assert ticket.topic is None
    assert "aria-invalid" in answer.content.decode()


def test_an_old_page_is_told_what_a_colleague_said_since(desk, sam, ticket):
    actions.refile(ticket, topic=Topic.objects.get(slug="limits"), by=sam)
    answer = post(desk, ticket, topic="staking", seen="")
    assert answer.status_code == 409
    assert "set this to A question about my limits" in text(answer)
    assert ticket.topic.slug == "limits"


def test_what_a_colleague_took_since_is_not_taken_from_them(desk, sam, ticket):
    actions.claim(ticket, by=sam)
    answer = post(desk, ticket, topic="deposit-missing", hand_over="on", seen="", seen_with="")
    assert answer.status_code == 409
    assert (ticket.topic, ticket.assignee) == (None, sam)


def test_a_closed_ticket_is_not_filed_anew(ada, desk, ticket):
    actions.close(actions.resolve(ticket, by=ada))
    assert post(desk, ticket, topic="fees").status_code == 409
    assert ticket.topic is None


def test_other_teams_and_customers_find_no_such_page(ben: User, carl, sign_in, ticket):
    for user in (ben, carl.user):
        assert post(sign_in(user), ticket, topic="fees").status_code == 404
    assert ticket.topic is None


def test_the_customer_is_not_told_of_it(ada, carl, sign_in, ticket):
    actions.refile(ticket, topic=Topic.objects.get(slug="fees"), by=ada)
    seen = text(sign_in(carl.user).get(reverse("tickets:show", args=[ticket.reference])))
    assert "filed it under" not in seen
    assert "topic changed" not in seen
