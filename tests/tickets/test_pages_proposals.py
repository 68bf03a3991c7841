"""While no topic is chosen the form says what it may be about, and why; a chosen one is left in peace."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tickets.models import Ticket


@pytest.fixture
def browser(house) -> Client:
    return Client()


def advised(browser: Client, **said: str) -> str:
    answer = browser.post(reverse("tickets:advice"), said)
    assert answer.status_code == 200
    return answer.content.decode()


def proposed(html: str) -> list[str]:
    return re.findall(r'name="take" value="([a-z0-9-]+)"', html)


def test_a_typed_line_is_answered_with_topics_and_the_words_that_spoke_for_them(browser):
    html = advised(browser, subject="My deposit has not arrived")
    assert proposed(html)[0] == "deposit-missing"
    assert len(proposed(html)) <= 3
    assert "Is it about …?" in html
    assert '<q dir="auto">deposit</q>' in html


@pytest.mark.parametrize("subject", ["", "Hello", "zzz 12345 ???", "\0\0", "a" * 200])
def test_what_says_nothing_is_answered_with_nothing(browser, subject):
    assert proposed(advised(browser, subject=subject)) == []


def test_a_chosen_topic_is_left_in_peace_where_the_likelier_one_is_less_grave(browser):
    assert proposed(advised(browser, topic="account-takeover", subject="My deposit has not arrived")) == []


def test_beside_a_chosen_topic_a_graver_likelier_one_is_proposed(browser):
    html = advised(browser, topic="feedback", subject="My margin position was liquidated")
    assert proposed(html) == ["liquidation"]
    assert "Or is it about this?" in html


def test_an_answer_that_made_it_graver_counts_as_chosen(browser):
    calm = {"topic": "fees", "subject": "My account is locked"}
    assert proposed(advised(browser, **calm)) == ["account-locked"]
    assert proposed(advised(browser, topic="account-takeover", subject=calm["subject"])) == []


def test_what_was_typed_is_shown_as_text(browser):
    html = advised(browser, subject="deposit <img src=x> not arrived deposit&lt;")
    assert "<img" not in html
    assert proposed(html)


def test_without_a_script_taking_one_brings_its_questions_and_files_nothing(browser):
    said = {
        "subject": "My deposit has not arrived",
        "happened": "It is gone",
        "topic": "",
        "email": "g@g.example",
    }
    answer = browser.post(reverse("tickets:new"), said | {"take": "deposit-missing"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r'value="deposit-missing"[^>]* selected', html)
    assert "It is gone" in html
    assert not Ticket.objects.exists()


def test_an_invented_proposal_chooses_nothing(browser):
    html = browser.post(reverse("tickets:new"), {"take": "no-such-topic", "topic": "fees"}).content.decode()
    assert "selected" not in re.search(r'<select class="input" name="topic".*?</select>', html, re.S)[0]


def test_a_refused_form_offers_what_it_may_be_about(browser):
    answer = browser.post(reverse("tickets:new"), {"subject": "My deposit has not arrived"})
    assert answer.status_code == 422
    assert proposed(answer.content.decode())


def test_every_topic_can_be_found_by_its_english_name_and_what_people_call_it(browser):
    html = browser.get(reverse("tickets:new"), headers={"Accept-Language": "de"}).content.decode()
    row = re.search(r'<option value="withdrawal-on-hold" data-also="([^"]*)"', html)[1]
    assert "My withdrawal is on hold" in row
    assert "Auszahlung hängt" in row
