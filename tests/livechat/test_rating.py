"""The end of a conversation in the window, and how it was."""

import pytest

from livechat import actions as livechat
from tickets import actions
from tickets.models import Rating, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(stranger, ada):
    """A visitor's conversation that an agent has solved."""
    ticket = livechat.say(stranger.visit, body="Hello", key="line-0001").ticket
    return actions.resolve(ticket, by=ada)


def rates(browser, **said):
    """Send the form."""
    return browser.client.post("/chat/rate/", said)


def test_a_visitor_says_how_it_was_and_the_window_thanks(over, stranger):
    assert "How did we do?" in stranger.open_page().content.decode()
    assert rates(stranger, score="4", comment="Quick, my password is hunter2hunter2").status_code == 302
    rating = Rating.objects.get()
    assert (rating.score, rating.ticket, "hunter2" in rating.comment) == (4, over, False)
    assert "4 of 5" in stranger.open_page().content.decode()


def test_said_twice_it_is_one_rating(over, stranger):
    for _again in range(2):
        rates(stranger, score="5")
    assert Rating.objects.get().score == 5


@pytest.mark.parametrize("said", [{}, {"score": "6"}, {"score": "x"}])
def test_what_is_no_score_is_asked_again(over, stranger, said):
    assert rates(stranger, **said).status_code == 422
    assert not Rating.objects.exists()


def test_what_is_not_over_is_not_rated_and_nobody_rates_anothers(stranger, browser_of, carl, ada):
    livechat.say(stranger.visit, body="Hello", key="line-0001")
    assert rates(stranger, score="4").status_code == 404
    actions.resolve(Ticket.objects.get(), by=ada)
    assert rates(browser_of(carl.user), score="1").status_code == 404
    assert not Rating.objects.exists()


def test_ending_it_oneself_leads_to_the_same_question(stranger):
    livechat.say(stranger.visit, body="Hello", key="line-0001")
    page = stranger.client.post("/chat/end/", follow=True).content.decode()
    assert "How did we do?" in page
    assert rates(stranger, score="3").status_code == 302
