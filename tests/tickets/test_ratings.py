"""A solve is rated once, by page or letter; the letter's link shows and the form keeps."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from tests.together import at_once
from tickets import actions, rating_links
from tickets.models import Rating, Ticket


@pytest.fixture
def solved(ada, carl, says, clock):
    return actions.resolve(says(carl, "Where is it?", subject="My secret subject"), by=ada)


@pytest.fixture
def link(solved):
    return urlsplit(rating_links.link(actions.last_solve(solved))).path


def page(ticket, rest=""):
    return f"/tickets/{ticket.reference}/{rest}"


def thread(browser, ticket, address="/tickets/{0.reference}/"):
    return browser.get(address.format(ticket)).content.decode()


def rate(ticket, score=4, comment=""):
    return actions.rate(ticket, solved=actions.last_solve(ticket), score=score, comment=comment)


def test_on_the_page_a_solved_ticket_asks_and_keeps_what_is_said(solved, carl, sign_in):
    mine = sign_in(carl.user)
    assert "How did we do?" in mine.get(page(solved)).content.decode()
    answer = mine.post(page(solved, "rate/"), {"score": "4", "comment": "Kind, but slow"})
    assert answer.url == page(solved) + "#rate"
    assert [(row.score, row.comment) for row in Rating.objects.all()] == [(4, "Kind, but slow")]
    assert "4 of 5" in mine.get(page(solved)).content.decode()


def test_an_open_ticket_asks_nothing_and_takes_nothing(carl, says, sign_in):
    ticket, mine = says(carl), sign_in(carl.user)
    assert "How did we do?" not in mine.get(page(ticket)).content.decode()
    assert mine.post(page(ticket, "rate/"), {"score": "5"}).status_code == 404
    assert not Rating.objects.exists()


@pytest.mark.parametrize("score", ["", "0", "6", "-1", "five", "4.5", "5" * 400, "\0"])
def test_what_is_no_score_is_refused_and_the_words_are_kept(solved, carl, sign_in, score):
    answer = sign_in(carl.user).post(page(solved, "rate/"), {"score": score, "comment": "I wrote this"})
    assert answer.status_code == 422
    assert "I wrote this" in answer.content.decode()
    assert not Rating.objects.exists()


def test_too_long_a_comment_is_refused_whole(solved, carl, sign_in):
    answer = sign_in(carl.user).post(page(solved, "rate/"), {"score": "3", "comment": "y" * 2001})
    assert answer.status_code == 422
    assert not Rating.objects.exists()


def test_the_letter_asks_once_and_only_when_we_solved_it(ada, carl, says, clock, committed, carry_out):
    ours, theirs = says(carl), says(carl)
    with committed():
        actions.resolve(ours, by=ada)
        actions.resolve(theirs, by=carl.user)
    carry_out()
    asked = [letter for letter in mail.outbox if letter.subject.startswith("Solved?")]
    assert [letter.subject for letter in asked] == [f"Solved? Your ticket {ours.reference}"]
    assert "/tickets/rate/" in asked[0].body
    assert "by 23 November, 12:00 (UTC)" in asked[0].body
    assert asked[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_who_opened_it_again_before_the_letter_left_is_asked_nothing(
    ada, carl, says, clock, committed, carry_out
):
    ticket = says(carl)
    with committed():
        actions.resolve(ticket, by=ada)
    says(carl, "No!", ticket=ticket)
    carry_out()
    assert not [letter for letter in mail.outbox if letter.subject.startswith("Solved?")]


def test_the_link_shows_by_get_and_keeps_by_post_without_a_sign_in(client, solved, link):
    for _ in range(3):  # mail programs look at links
        html = client.get(link).content.decode()
        assert client.head(link).status_code == 200
    assert not Rating.objects.exists()
    assert "How did we do?" in html
    assert "secret subject" not in html
    answer = client.post(link, {"score": "5", "comment": ""})
    assert answer.url == link
    assert Rating.objects.get().score == 5
    assert client.get(link)["Referrer-Policy"] == "no-referrer"
    assert client.get(page(solved)).status_code == 404  # it opens nothing else


def test_a_forged_cut_or_old_link_rates_nothing(client, solved, link, clock):
    other = re.sub(r"/rate/\d+", "/rate/1", link)
    for wrong in (link[:-2] + "/", other, "/tickets/rate/x/"):
        assert client.post(wrong, {"score": "5"}).status_code == 404
    clock(days=31)
    assert client.post(link, {"score": "5"}).status_code == 404
    assert not Rating.objects.exists()


def test_the_link_of_an_earlier_solve_rates_nothing_after_it_was_opened_again(
    client, solved, link, ada, carl, says
):
    says(carl, "Not at all", ticket=solved)
    assert client.post(link, {"score": "5"}).status_code == 422
    ticket = actions.resolve(Ticket.objects.get(pk=solved.pk), by=ada)
    assert client.post(link, {"score": "5"}).status_code == 422
    assert not Rating.objects.exists()
    rate(ticket, 2)
    assert Rating.objects.get().solved == actions.last_solve(ticket)


def test_each_solve_has_its_own_rating(solved, ada, carl, says):
    rate(solved, 1)
    says(carl, "Not at all", ticket=solved)
    rate(actions.resolve(Ticket.objects.get(pk=solved.pk), by=ada), 5)
    assert list(Rating.objects.order_by("pk").values_list("score", flat=True)) == [1, 5]


def test_it_may_be_changed_for_a_day_and_then_stays(solved, carl, sign_in, clock):
    mine = sign_in(carl.user)
    mine.post(page(solved, "rate/"), {"score": "2"})
    clock(hours=23, minutes=59)
    assert mine.post(page(solved, "rate/"), {"score": "3"}).status_code == 302
    clock(minutes=1)
    late = mine.post(page(solved, "rate/"), {"score": "5"})
    assert late.status_code == 422
    assert Rating.objects.get().score == 3


def test_a_changed_rating_is_one_rating_that_says_so(solved, carl, sign_in, desk):
    mine = sign_in(carl.user)
    rate(solved, 5)
    assert "You rated it 5 of 5" in thread(mine, solved)
    rate(solved, 1)
    told = thread(mine, solved)
    assert "You changed your rating from 5 to 1 of 5" in told
    assert "You rated it 5 of 5" not in told
    assert "The customer changed the rating from 5 to 1 of 5" in thread(desk, solved, "/desk/tickets/{0.pk}/")


def test_another_comment_on_the_same_score_changes_no_score(solved, carl, sign_in):
    rate(solved, 4, "fine")
    rate(solved, 4, "very fine")
    told = thread(sign_in(carl.user), solved)
    assert "You changed your rating" not in told
    assert told.count("You rated it 4 of 5") == 1


def test_the_rating_of_an_earlier_solve_stays_in_the_story(solved, ada, carl, says, sign_in):
    rate(solved, 1)
    says(carl, "Not at all", ticket=solved)
    rate(actions.resolve(Ticket.objects.get(pk=solved.pk), by=ada), 5)
    told = thread(sign_in(carl.user), solved)
    assert "You rated it 1 of 5" in told
    assert "You rated it 5 of 5" in told


def test_the_same_again_is_no_news(solved):
    rate(solved, 4, "fine")
    rate(solved, 4, "fine")
    assert solved.events.filter(kind="rated").count() == 1


def test_after_thirty_days_nobody_is_asked(solved, carl, sign_in, clock):
    clock(days=31)
    assert "How did we do?" not in sign_in(carl.user).get(page(solved)).content.decode()
    with pytest.raises(actions.MayNotRate):
        rate(solved)


def test_agents_see_it_on_the_ticket_with_its_secrets_masked(solved, desk):
    rate(solved, 2, "My password: hunter2horse does not work <b>")
    html = desk.get(f"/desk/tickets/{solved.pk}/head/").content.decode()
    assert "Rated 2 of 5" in html
    assert "hunter2horse" not in html + Rating.objects.get().comment
    assert "&lt;b&gt;" in html
    assert "The customer rated it 2 of 5" in desk.get(f"/desk/tickets/{solved.pk}/").content.decode()


def test_the_database_takes_no_other_score(solved):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(
            ticket=solved, solved=actions.last_solve(solved), score=6, made_at=solved.resolved_at
        )


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_make_one(solved):
    at_once(10, lambda number: rate(solved, 1 + number % 5))
    assert Rating.objects.count() == 1
