"""What an agent is asked about before a reply leaves: named, asked once, and never a reason to lose words."""

import re
import uuid

import pytest
from django.test import override_settings
from django.urls import reverse

from tests.tickets.browsing import HTMX
from tickets.desk.cautions import cautions

PHRASE = " ".join(["abandon"] * 11 + ["about"])

PHONES = [
    *("(415) 555-0132", "415-555-2671", "1-800-555-0199", "13812345678", "8 (912) 345-67-89"),
    *("532 123 45 67", "00 49 30 123456", "+1 (415) 555‑0132", "+49‑30‑1234567"),
]
HOSTS = [
    *("meridian-help.de", "wallet-verify.shop", "bit.ly/abc", "evil.pro", "evil.ai"),
    *("мeridian.example", "evil。com", "http://evil。com/"),
]


def kinds(text, public=False):
    return [one.kind for one in cautions(text, public=public)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to someone.else@mail.example", ["email"]),
        ("Call +49 30 901820 tomorrow", ["phone"]),
        ("Call (030) 9018-2045", ["phone"]),
        ("Look at https://meridian-help.ru/login", ["link"]),
        ("Look at meridian.example.evil.com/x", ["link"]),
        ("Look at [our page](https://evil.example/)", ["link"]),
        ("https://meridian.example@evil.example/", ["link"]),
        ("http://[2001:db8::1]/login", ["link"]),
        ("https://evil%2eexample/", ["link"]),
        ("[call us](tel:+4930901820)", ["phone"]),
        (f"Your phrase is {PHRASE}", ["secret"]),
        *((f"Call {number}", ["phone"]) for number in PHONES),
        *((f"Go to {host}", ["link"]) for host in HOSTS),
        ("a@b.example or +1 202 555 0147, www.else.org", ["email", "phone", "link"]),
    ],
)
def test_what_should_perhaps_not_go_out_is_named(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We sent 0.00012345 BTC at 12:30 on 2026-11-20, order 0049123456789012345678.",
        "Your ticket MER-D2SXDYM, transaction 0x" + "ab" * 32,
        "Read https://help.meridian.example/deposits and http://meridian.example",
        "Version 2.0.1, e.g. in Node.js; 12.5 % of 1,250.00 USDT",
        "{ticket_link} and `POST /api/v3/order`",
        "1 234 567 890 sats, e.g. z.B. notes.md, receipt.pdf, v1.2.3; block 8123456789",
        "",
    ],
)
def test_what_is_said_every_day_is_not_asked_about(text):
    assert kinds(text) == []


def test_a_public_answer_is_always_asked_about():
    assert kinds("Hello", public=True) == ["public"]


@override_settings(OWN_DOMAINS=["else.org"])
def test_the_house_says_which_domains_are_its_own():
    assert kinds("https://www.else.org/") == []
    assert kinds("https://notelse.org/") == ["link"]


@pytest.fixture
def ticket(carl, says):
    return says(carl)


def send(desk, ticket, body, *, htmx=False, **more):
    said = {"body": body, "key": uuid.uuid4().hex} | more
    return desk.post(reverse("desk:reply", args=[ticket.pk]), said, headers=HTMX if htmx else {})


def seal(answer):
    return re.search(r'name="anyway" value="(\w+)"', answer.content.decode())[1]


@pytest.mark.parametrize("htmx", [True, False])
def test_it_is_asked_about_kept_and_sent_anyway(desk, ticket, htmx):
    words = "Write to other@mail.example"
    answer = send(desk, ticket, words, htmx=htmx, then="solve")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "It holds an e-mail address: other@mail.example." in shown
    assert words in shown
    assert not ticket.messages.filter(kind="reply").exists()
    send(desk, ticket, words, htmx=htmx, anyway=seal(answer), then_kept="solve")
    ticket.refresh_from_db()
    assert ticket.messages.get(kind="reply").body == words
    assert ticket.resolved_at


def test_other_words_are_asked_about_again(desk, ticket):
    first = send(desk, ticket, "Write to other@mail.example")
    again = send(desk, ticket, "Write to third@mail.example", anyway=seal(first))
    assert again.status_code == 422
    assert not ticket.messages.filter(kind="reply").exists()


def test_what_is_asked_for_is_looked_at_too(desk, ticket):
    asked = {"wanted": ["A mail to other@mail.example"], "wanted_kind": ["words"]}
    assert send(desk, ticket, "Please", **asked).status_code == 422


def test_a_public_reply_says_that_everybody_reads_it(desk, xenia, says):
    ticket = says(xenia, channel="x", thread="public:1:7001", public=True)
    answer = send(desk, ticket, "We help you by message")
    assert "everybody can read it" in answer.content.decode()
    assert send(desk, ticket, "We help you by message", anyway=seal(answer)).status_code == 302


def test_a_note_is_not_asked_about(desk, ticket):
    body = {"body": "He wrote from other@mail.example", "key": "n" * 32}
    assert desk.post(reverse("desk:note", args=[ticket.pk]), body).status_code == 302


def test_a_real_mistake_is_told_before_the_caution(desk, ticket):
    answer = send(desk, ticket, "{nobody} other@mail.example")
    assert "There is no variable {nobody}." in answer.content.decode()
    assert 'name="anyway"' not in answer.content.decode()
