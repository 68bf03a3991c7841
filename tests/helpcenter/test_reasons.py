"""Why a page did not help: in a word or their own, masked, and never a dead end."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from helpcenter import actions
from helpcenter.models import Translation, Vote
from helpcenter.reading import reading
from tests.helpcenter.reading import words
from tickets.topics import Forms

VOTE = "/help/memo/vote/"
NO = {"helped": "no", "language": "en"}


def test_a_no_is_asked_why_and_may_say_it(client, write) -> None:
    write("memo")
    page = client.post(VOTE, NO, follow=True)
    assert "What was wrong with this page?" in words(page)
    page = client.post(VOTE, NO | {"reason": "missing", "words": "Which tag for XRP?"}, follow=True)
    assert page.redirect_chain == [("/help/memo/?voted=said#vote", 303)]
    assert "Whoever keeps this page reads what you told us" in words(page)
    assert "What was wrong" not in words(page)
    assert 'href="/tickets/new/?article=memo"' in page.content.decode()
    assert list(Vote.objects.values_list("helped", "reason", "words")) == [
        (False, "missing", "Which tag for XRP?")
    ]


def test_a_yes_is_asked_nothing_more(client, write) -> None:
    write("memo")
    assert "What was wrong" not in words(client.post(VOTE, NO | {"helped": "yes"}, follow=True))


def test_a_secret_in_their_words_is_masked_before_it_is_kept(client, write) -> None:
    write("memo")
    client.post(VOTE, NO | {"words": "My phrase is " + "abandon " * 11 + "about"})
    kept = Vote.objects.get().words
    assert kept.startswith("My phrase is")
    assert "abandon" not in kept


def test_a_secret_that_was_searched_for_is_not_sent_on(client, write) -> None:
    write("memo")
    page = client.post(VOTE, NO | {"q": "abandon " * 11 + "about"})
    assert page["Location"] == "/help/memo/?voted=no#vote"


def test_reasons_are_ours_and_words_have_an_end(client, write) -> None:
    write("memo")
    client.post(VOTE, NO | {"reason": "<script>", "words": "x" * 5000})
    vote = Vote.objects.get()
    assert vote.reason == ""
    assert len(vote.words) == actions.LONGEST_WORDS


def test_reasons_belong_to_the_text_they_were_given_for(client, write, committed) -> None:
    text = write("memo")
    client.post(VOTE, NO | {"reason": "wrong"})
    with committed():
        actions.revise(text.article, "en", title="Memo", body="Better.")
        actions.publish(text)
    client.post(VOTE, NO | {"reason": "unclear"})
    assert [vote.reason for vote in Vote.objects.order_by("revision_id")] == ["wrong", "unclear"]


@pytest.mark.parametrize(
    ("article", "topic"), [("wrong-network", "wrong-network"), ("no-topics-article", "")]
)
def test_no_leads_to_the_form_of_its_topic_with_page_and_query(client, house, article, topic) -> None:
    html = client.get(f"/tickets/new/?article={article}&q=lost+coins").content.decode()
    chosen = html.partition(f'value="{topic}" selected')[1] or html.partition(f'value="{topic}" checked')[1]
    assert bool(chosen) == bool(topic)
    assert f'value="{article}"' in html
    assert "lost coins" in html


def test_a_topic_that_was_asked_for_comes_before_the_article_s(client, house) -> None:
    html = client.get("/tickets/new/?article=wrong-network&topic=fees").content.decode()
    assert 'value="wrong-network" selected' not in html


def test_no_leads_to_the_form_that_the_text_links_to_where_no_topic_names_the_article(
    client, house, write
) -> None:
    write("prices", body="Ask.\n\n[Write about a fee](/tickets/new/?topic=fees)")
    html = client.get("/help/prices/?voted=no&q=too+dear").content.decode()
    address = re.search(r'href="(/tickets/new/\?article=prices[^"]*)"', html)[1]
    assert unescape(address) == "/tickets/new/?article=prices&topic=fees&q=too%20dear"
    assert 'value="fees" selected' in client.get(unescape(address)).content.decode()


def test_a_form_that_is_not_there_is_not_led_to(client, house, write) -> None:
    write("prices", body="[Write](/tickets/new/?topic=gone) or [anyhow](/tickets/new/).")
    assert 'href="/tickets/new/?article=prices"' in client.get("/help/prices/").content.decode()


@pytest.mark.parametrize(
    ("article", "linked", "topic"),
    [
        ("someone-in-my-account", ["suspicious-sign-in", "account-takeover"], "suspicious-sign-in"),
        ("someone-in-my-account", ["fees"], "account-takeover"),  # named by two: one of them, in their order
        ("what-we-never-ask", ["phishing-report", "shared-a-secret"], "shared-a-secret"),  # the most urgent
        ("wrong-network", ["account-takeover"], "wrong-network"),  # its own topic
        ("no-topics-article", ["gone", "fees", "limits"], "fees"),
        ("no-topics-article", [], ""),
        ("", ["fees"], "fees"),
    ],
)
def test_undecided_between_forms_the_most_urgent_then_the_first(house, article, linked, topic) -> None:
    assert Forms().topic(article, linked) == topic


def test_every_article_with_a_form_of_its_own_leads_to_one(house, library) -> None:
    out = Translation.objects.visible_to(None).filter(language="en")
    led = {one.article.slug: reading(one.article.slug, AnonymousUser()).topic for one in out}
    assert sorted(slug for slug, topic in led.items() if not topic) == ["ways-to-reach-us"]
    assert led["someone-in-my-account"] == "account-takeover"


def test_who_is_locked_out_reads_and_says_so_without_a_sign_in(write) -> None:
    write("memo")
    stranger = Client()
    assert stranger.get("/help/memo/").status_code == 200
    assert stranger.post(VOTE, NO).status_code == 303
    assert "sessionid" not in stranger.cookies
