"""Similar tickets: only those the agent may see, with what solved them."""

import pytest
from django.urls import reverse

from support.people.models import Team
from tests.tickets.browsing import HTMX, page
from tickets import actions
from tickets.desk.similar import SHOWN, similar_to
from tickets.models import Identifier


def found(ticket, user):
    return [one.ticket for one in similar_to(ticket, user)]


def test_alike_in_words_and_topic(ada, carl, cleo, says):
    ticket = says(carl, "x", subject="Cannot sign in after new phone", topic="cannot-sign-in")
    alike = says(cleo, "x", subject="I cannot sign in, new phone", topic="cannot-sign-in")
    says(cleo, "x", subject="Please delete my data", topic="cannot-sign-in")
    says(cleo, "x", subject="Cannot sign in after new phone", topic="fees")
    assert found(ticket, ada) == [alike]


def test_what_is_named_the_same_comes_first_whatever_it_is_called(ada, carl, cleo, says):
    ticket, same = says(carl, "Where is it?"), says(cleo, "Something else entirely")
    for one in (ticket, same):
        Identifier.objects.create(ticket=one, kind="txid", value="ab" * 32)
    (one,) = similar_to(ticket, ada)
    assert (one.ticket, one.because) == (same, "The same transaction ID")


def test_of_another_team_nothing(ada, sam, carl, cleo, says):
    ticket, same = says(carl, "Where is my deposit?"), says(cleo, "Where is my deposit?")
    for one in (ticket, same):
        Identifier.objects.create(ticket=one, kind="txid", value="ab" * 32)
    actions.assign(same, by=sam, team=Team.objects.get(slug="payments"))
    assert found(ticket, ada) == []
    assert found(ticket, sam) == [same]


def test_a_solved_one_says_what_solved_it(ada, carl, cleo, says, desk):
    ticket, solved = says(carl, "Where is my deposit?"), says(cleo, "Where is my deposit?")
    actions.reply(solved, by=ada, body="It was credited after 20 confirmations.", key="k1")
    assert similar_to(ticket, ada)[0].answer is None
    actions.resolve(solved, by=ada)
    assert similar_to(ticket, ada)[0].answer.body.startswith("It was credited")
    shown = page(desk, "around", ticket.pk)
    assert "It was credited after 20 confirmations." in shown
    assert "What solved it" in shown


def test_a_few_at_most(ada, carl, cleo, says):
    ticket = says(carl, "Where is my deposit?")
    for number in range(SHOWN + 2):
        says(cleo, "Where is my deposit?", subject=f"Where is my deposit? {number}")
    assert len(found(ticket, ada)) == SHOWN


def test_articles_are_asked_for_by_address(carl, says, desk):
    ticket = says(carl, "x", subject="Where is my deposit?", topic="cannot-sign-in")
    whole = page(desk, "around", ticket.pk)  # beside it the same part is fetched
    assert "/help/suggest/" not in whole
    assert "Look in the help center" in whole
    shown = desk.get(reverse("desk:around", args=[ticket.pk]), headers=HTMX).content.decode()
    assert 'hx-get="/help/suggest/?q=Where%20is%20my%20deposit%3F&amp;lang=en"' in shown
    assert "/help/titles/?a=" in shown


@pytest.mark.parametrize("many", [1, 5])
def test_statements_do_not_grow_with_what_is_found(
    ada, carl, cleo, says, desk, many, django_assert_max_num_queries
):
    ticket = says(carl, "Where is my deposit?")
    for number in range(many):
        other = says(cleo, "Where is my deposit?", subject=f"Where is my deposit? {number}")
        actions.resolve(other, by=ada)
    with django_assert_max_num_queries(7):
        similar_to(ticket, ada)
