"""The chat page, and the same conversation without a live line."""

import json
from html.parser import HTMLParser

import pytest
from django.conf import settings

from support.people.models import Agent
from tests.windows import Browser
from tickets.models import Message, Ticket


class Attributes(HTMLParser):
    """The names of the window's attributes, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: dict[str, set[str]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.names.setdefault(tag, set()).update(name for name, _ in attrs)


@pytest.fixture
def browser(house, valkey):
    """A stranger's browser with the page open."""
    browser = Browser()
    browser.open_page()
    return browser


def say(browser, body, key="line-0001", **more):
    return browser.client.post("/chat/say/", {"say": body, "id": key, **more}, "application/json")


def test_the_page_begins_one_visit_and_goes_on_with_it(browser):
    first = browser.visit
    assert browser.open_page().status_code == 200
    assert browser.visit == first
    assert first.customer is None


def test_without_any_script_there_is_a_way_to_write(browser):
    page = browser.open_page().content.decode()
    assert "<noscript>" in page
    assert 'action="/tickets/new/"' in page


def test_an_open_window_has_a_composer_and_a_closed_one_a_ticket_form(browser, ada):
    state = browser.open_page().context["state"]
    assert state["mode"] == "hello"
    Agent.objects.update(availability="offline")
    page = browser.open_page()
    assert page.context["state"]["mode"] == "closed"
    assert 'name="happened"' in page.content.decode()


def test_the_closed_windows_form_opens_a_ticket_at_once(browser):
    form = {
        "happened": "It is on hold",
        "email": "gus@guest.example",
        "key": "k-1",
        "topic": "withdrawal-on-hold",
    }
    page = browser.client.post("/tickets/new/", form, follow=True)
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.topic.slug) == ("web", "withdrawal-on-hold")
    assert "It is on hold" in page.content.decode()


def test_what_the_closed_window_sends_wrongly_comes_back_with_every_word(browser):
    page = browser.client.post("/tickets/new/", {"happened": "It is on hold", "email": "nobody"})
    assert page.status_code == 422
    assert "It is on hold" in page.content.decode()


def test_a_line_over_http_is_kept_once_and_the_gap_follows(browser):
    kept = say(browser, "No socket here").json()
    assert kept == say(browser, "No socket here").json()
    answer = browser.client.get("/chat/after/0/").json()
    assert answer["visit"] == str(browser.visit.pk)
    assert [event["kind"] for event in answer["gap"]["events"]] == ["opened", "received"]
    assert (answer["gap"]["upto"], answer["state"]["mode"]) == (2, "waiting")
    assert browser.client.get("/chat/after/2/").json()["gap"]["events"] == []
    assert browser.visit.is_here


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[]", 400),
        ("[" * 100_000, 400),
        ('{"say": 1}', 400),
        (json.dumps({"say": " ", "id": "line-0001"}), 422),
        (json.dumps({"say": "x" * 10_001, "id": "line-0001"}), 422),
        (b"\xff\xfe", 400),
    ],
)
def test_what_cannot_be_read_is_refused(browser, body, status):
    assert browser.client.post("/chat/say/", body, "application/json").status_code == status
    assert not Message.objects.exists()


def test_a_number_too_large_is_nowhere(browser):
    assert browser.client.get(f"/chat/after/{10**12}/").status_code == 404


def test_without_a_visit_there_is_nothing(house, valkey):
    browser = Browser()
    assert say(browser, "Hello").status_code == 404
    assert browser.client.get("/chat/after/0/").status_code == 404
    assert browser.client.post("/chat/end/").status_code == 404
    assert browser.client.post("/chat/address/", {"email": "a@b.example"}).status_code == 404


def test_an_address_is_kept_for_who_leaves_and_a_broken_one_comes_back(browser):
    say(browser, "Hello")
    page = browser.client.post("/chat/address/", {"email": "not an address"})
    assert page.status_code == 422
    assert "no complete address" in page.content.decode()
    assert browser.client.post("/chat/address/", {"email": "gus@guest.example"}).status_code == 302
    assert browser.visit.address == "gus@guest.example"
    assert browser.client.get("/chat/after/0/").json()["state"]["email"] == "gus@guest.example"


def test_the_visitor_may_end_it_and_open_it_again(browser):
    say(browser, "Hello")
    browser.client.post("/chat/end/")
    assert browser.client.get("/chat/after/0/").json()["state"]["mode"] == "done"
    say(browser, "Not yet", key="line-0002")
    assert browser.client.get("/chat/after/0/").json()["state"]["mode"] == "waiting"


def test_twenty_talkative_visits_an_hour_come_from_one_address(house, valkey):
    for _ in range(20):
        browser = Browser()
        browser.open_page()
        assert say(browser, "Hello").status_code == 200
    one_too_many = Browser()
    one_too_many.open_page()
    refused = say(one_too_many, "Hello")
    assert (refused.status_code, refused.json()["why"]) == (429, "many")
    assert say(browser, "I was here before", key="line-0002").status_code == 200


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_no_translation_breaks_out_of_its_attribute(browser, language):
    english = Attributes(browser.open_page().content.decode()).names
    theirs = browser.client.get("/chat/", headers={"accept-language": language}).content.decode()
    assert f'<html lang="{language}"' in theirs
    assert Attributes(theirs).names["support-chat"] == english["support-chat"]
    assert "data-fill" in theirs.split('class="wait-number"')[1][:200]
