"""Without a script, what was typed is on the page that refuses it, with a form that sends it again."""

import re

import pytest
from django.test import Client

from tickets.models import Message, Ticket

NEW = "/tickets/new/"
WORDS = "My <b>deposit</b> is missing & nobody answers"
SHOWN = "My &lt;b&gt;deposit&lt;/b&gt; is missing &amp; nobody answers"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house", "valkey")]


@pytest.fixture
def strict(carl):
    """Carl's browser, whose forms are looked into."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(carl.user)
    return client


def send_again(client, page, where):
    """Press the button of the form that the page brought."""
    form = re.search(r'<form[^>]*id="typed-words".*?</form>', page.content.decode(), re.S)[0]
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    name = re.search(r'<textarea[^>]*name="([a-z]+)"', form)[1]
    return client.post(where, hidden | {name: WORDS})


def test_a_form_without_its_cookie_brings_its_words_back_and_can_be_sent(strict):
    page = strict.post(NEW, {"happened": WORDS, "topic": "fees", "email": "x", "key": "k"})
    assert page.status_code == 403
    assert SHOWN in page.content.decode()
    assert not Ticket.objects.exists()
    assert send_again(strict, page, NEW).status_code == 302
    ticket = Ticket.objects.get()
    assert (ticket.topic.slug, ticket.messages.get().body) == ("fees", WORDS)


def test_an_answer_without_its_cookie_brings_its_words_back_and_can_be_sent(strict, carl, says):
    where = f"/tickets/{says(carl).reference}/reply/"
    page = strict.post(where, {"body": WORDS, "key": "k"})
    assert (page.status_code, Message.objects.filter(body=WORDS).exists()) == (403, False)
    assert send_again(strict, page, where).status_code == 302
    assert Message.objects.filter(body=WORDS).count() == 1


def test_a_wrong_token_is_refused_with_the_words_and_nothing_is_kept(strict):
    strict.get(NEW)
    page = strict.post(NEW, {"happened": WORDS, "key": "k", "csrfmiddlewaretoken": "x" * 64})
    assert (page.status_code, SHOWN in page.content.decode()) == (403, True)
    assert not Ticket.objects.exists()


def test_an_answer_after_the_session_ended_brings_its_words_back(client, carl, says):
    where = f"/tickets/{says(carl).reference}/reply/"
    page = client.post(where, {"body": WORDS, "key": "k"})
    assert page.status_code == 404
    assert SHOWN in page.content.decode()
    assert "Sign in in another tab" in page.content.decode()
    client.force_login(carl.user)
    assert send_again(client, page, where).status_code == 302
    assert Message.objects.filter(body=WORDS).count() == 1


def test_a_page_that_was_only_looked_for_brings_no_form(client, carl, says):
    page = client.get(f"/tickets/{says(carl).reference}/")
    assert (page.status_code, "typed-words" in page.content.decode()) == (404, False)


def test_without_a_script_the_summary_of_what_is_wrong_has_the_focus(client):
    page = client.post(NEW, {"happened": ""}).content.decode()
    assert page.count(" autofocus") == 1
    assert re.search(r'role="alert"[^>]* autofocus', page)
    assert " autofocus" not in client.get(NEW).content.decode()
