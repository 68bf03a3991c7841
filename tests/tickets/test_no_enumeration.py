"""Nobody learns from an answer whether an address or a ticket is known here (AUTH-01, AZ-02, AZ-15).

Compared are the status, every header (the length too), the whole page without what is new each time (nonces,
tokens, the reference just made), and the number of queries.
"""

import re
import uuid
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tickets import letters
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
NEW = "/tickets/new/"
# New with each answer.
FRESH = re.compile(r"MER-[0-9A-Z]{7}|nonce-[^' ]+|nonce=\"[^\"]+\"|value=\"\w{64}\"|[0-9a-f]{32}")


@pytest.fixture(autouse=True)
def nobody_was_here(valkey, house, time_machine):
    """Counters of earlier stories are gone, and no minute ends meanwhile."""
    time_machine.move_to("2026-11-22 10:05Z", tick=False)
    Client().get(NEW)  # what every page remembers for a while is known


@pytest.fixture
def known(carl, cleo, gus, says):
    """Somebody who signs in, one of whom only the exchange told us, and a guest; all have written before."""
    cleo.user, cleo.name = None, "Cleopatra the Known"
    cleo.save()
    for customer in (carl, cleo, gus):
        says(customer, "Of the known")
    EmailAddress.objects.create(user=carl.user, email=carl.email, primary=True, verified=True)
    return [carl.email, cleo.email, gus.email]


def told(browser, method, address, *args, email="", **options):
    """What an answer tells: its status, headers and page, and how many queries it took."""
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(browser, method)(address, *args, **options)
    page = answer.content.decode()
    for one in filter(None, (email, quote(email), address, quote(address), quote(address, safe=""))):
        page = page.replace(one, "…")
    headers = {name: FRESH.sub("", f"{value} ") for name, value in answer.headers.items()}
    return answer.status_code, headers, FRESH.sub("", page), len(asked)


def same_length(unknown, emails):
    """An unknown address as long as each of these, so that even lengths can be compared."""
    return [(unknown[: len(email) - len("@nobody.example")] + "@nobody.example", email) for email in emails]


PAIRED = "zzzzzzzzzzzzzzzzzzzzzzzz"


def form(email):
    return {"happened": "Where is it?", "email": email, "key": uuid.uuid4().hex, "name": "Me"}


def test_filing_tells_nothing_of_the_address(known):
    for stranger, email in same_length(PAIRED, known):
        browsers = Client(), Client()
        filed = [
            told(browser, "post", NEW, form(one), email=one)
            for browser, one in zip(browsers, (stranger, email), strict=True)
        ]
        assert filed[0] == filed[1]
        pages = []
        for browser, one in zip(browsers, (stranger, email), strict=True):
            ticket = Ticket.objects.filter(customer__email=one).latest("pk")
            pages.append(told(browser, "get", f"/tickets/{ticket.reference}/", email=one))
        assert pages[0] == pages[1]
        assert "Cleopatra" not in pages[1][2]
        assert "Of the known" not in pages[1][2]


def test_a_refused_form_tells_nothing_of_the_address(known):
    for stranger, email in same_length(PAIRED, known):
        wrong = [
            told(Client(), "post", NEW, form(one) | {"happened": ""}, email=one) for one in (stranger, email)
        ]
        assert wrong[0][0] == 422
        assert wrong[0] == wrong[1]


def test_a_burst_tells_nothing_of_the_address(known):
    for stranger, email in same_length(PAIRED, known):
        last = []
        for one in (stranger, email):
            for _ in range(5):
                Client(REMOTE_ADDR=f"10.0.0.{len(one)}").post(NEW, form(one))
            status, headers, page, queries = told(Client(), "post", NEW, form(one), email=one)
            challenge = r'data-challenge="[^"]+"'
            assert re.search(challenge, page)
            last.append((status, headers, re.sub(challenge, "", page), queries))
        assert last[0][0] == 422
        assert last[0] == last[1]


def test_a_reference_that_is_there_is_like_one_that_is_not(known):
    theirs = Ticket.objects.first().reference
    plain, filed = Client(), Client()
    filed.post(NEW, form("me@guest.example"))
    for browser in (plain, filed):
        for method, rest in (("get", ""), ("get", "after/0/"), ("post", "reply/"), ("post", "link/")):
            here, nowhere = (
                told(browser, method, f"/tickets/{one}/{rest}") for one in (theirs, "MER-0000000")
            )
            assert here[0] == nowhere[0] == 404
            assert here[1:] == nowhere[1:]


def test_asking_for_a_fresh_link_takes_the_same_whoever_still_may_have_one(known, carl, gus, says):
    alive, dead = says(gus), says(gus)
    links = [letters.guest_link(one).partition("8000")[2] for one in (alive, dead)]
    carl.user, user = None, carl.user
    carl.save()
    Ticket.objects.filter(pk=dead.pk).update(customer=carl)
    carl.user = user
    carl.save()
    forged = links[0][:-4] + "xxx/"
    answers = [told(Client(), "post", link, {"fresh": "yes"}) for link in (*links, forged)]
    assert answers[0] == answers[1] == answers[2]
    assert (answers[0][0], answers[0][3]) == (200, 0)  # whoever may have one, a worker looks up


@pytest.mark.parametrize(
    ("address", "more"),
    [
        ("/account/login/", {"password": "not this one"}),
        ("/account/password/reset/", {}),
        ("/account/signup/", {"password1": "correct horse battery staple"}),
    ],
)
def test_the_sign_in_tells_nothing_of_the_address(known, address, more):
    for stranger, email in same_length(PAIRED, known):
        found = []
        for one in (stranger, email):
            fields = {"email": one, "login": one} | more
            found.append(told(Client(), "post", address, fields, email=one)[:3])
        assert found[0] == found[1]
