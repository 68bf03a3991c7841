"""Every link of the summary and of the meter leads to where its answer is given, on every topic's form."""

import uuid
from html.parser import HTMLParser

import pytest

from tickets import catalogue

SLUGS = [row["slug"] for row in catalogue.read("topics.json")]
CONTROLS = {"input", "select", "textarea", "button"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("valkey", "house")]


class Page(HTMLParser):
    """The links to places on the page, and the tag and marks of everything that has an id."""

    def __init__(self, html):
        super().__init__()
        self.links, self.places, self.seen = [], {}, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        marks = dict(attrs)
        if "id" in marks:
            self.seen.append(marks["id"])
            self.places.setdefault(marks["id"], (tag, marks))
        if tag == "a" and (marks.get("href") or "").startswith("#"):
            self.links.append(marks["href"][1:])


def leads_nowhere(html):
    page = Page(html)
    assert len(page.seen) == len(set(page.seen))
    found = []
    for name in page.links:
        tag, marks = page.places.get(name, ("", {}))
        is_skip_link = name == "main" and tag == "main"
        if not is_skip_link and not (tag in CONTROLS or "tabindex" in marks):
            found.append(name)
    return found, page.links


@pytest.mark.parametrize("slug", SLUGS)
def test_each_link_of_an_empty_form_leads_to_its_answer(client, slug):
    typed = {"topic": slug, "asked": slug, "key": uuid.uuid4().hex}
    answer = client.post("/tickets/new/", typed)
    html = answer.content.decode()
    nowhere, links = leads_nowhere(html)
    assert not nowhere
    assert any(name.startswith(("f-", "id_f-")) or "happened" in name for name in links), links
    page = client.get("/tickets/new/", {"topic": slug}).content.decode()
    assert not leads_nowhere(page)[0]


def test_a_group_of_ticks_is_reached_by_its_first_one(client):
    page = client.post("/tickets/new/", {"topic": "account-locked", "asked": "account-locked", "key": "k1"})
    _nowhere, links = leads_nowhere(page.content.decode())
    places = Page(page.content.decode()).places
    firsts = [places[name] for name in links if name.endswith("_0")]
    assert firsts
    assert all(tag == "input" and marks["type"] in ("checkbox", "radio") for tag, marks in firsts)


def test_a_link_to_nowhere_is_found():
    assert leads_nowhere('<a href="#">x</a><a href="#gone">y</a><p id="words"></p><a href="#words">z</a>')[
        0
    ] == [
        "",
        "gone",
        "words",
    ]
