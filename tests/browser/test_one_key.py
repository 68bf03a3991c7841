"""One form, one key, one ticket: however many threads of however many processes hear it at once."""

import re
from collections.abc import Iterator

import httpx
import pytest
from django.conf import settings
from django.test import Client

from support.processes import COMMANDS
from support.supervisor import free_port
from tests.browser.conftest import HOST, Servers
from tests.together import at_once
from tickets.models import Message, Ticket

MANY = 20


@pytest.fixture
def houses(servers: Servers) -> Iterator[list[str]]:
    """Two processes of the same house, by their addresses."""
    port = free_port(HOST, 18_500)
    servers.answers_at["web-2"] = f"http://{HOST}:{port}"
    servers.start("web-2", f"env GRANIAN_PORT={port} {COMMANDS['web']}")
    yield [servers.base_url, servers.answers_at["web-2"]]
    servers.stop("web-2")


@pytest.fixture
def visit(houses, transactional_db, valkey, carl):
    """Carl's browser, and the hidden fields of one form he opened."""
    client = Client()
    client.force_login(carl.user)
    with httpx.Client(trust_env=False, timeout=60) as web:
        name = settings.SESSION_COOKIE_NAME
        web.cookies.set(name, client.cookies[name].value)
        page = web.get(f"{houses[0]}/tickets/new/").text
        hidden = {
            field: re.search(rf'name="{field}"[^>]*value="([^"]*)"', page)[1]
            for field in ("csrfmiddlewaretoken", "key")
        }
        yield web, hidden


def test_twenty_sends_to_two_processes_are_one_ticket(visit, houses):
    web, hidden = visit
    said = hidden | {"happened": "It is gone"}
    found = at_once(MANY, lambda n: web.post(f"{houses[n % 2]}/tickets/new/", data=said))
    assert {answer.status_code for answer in found} == {302}
    assert {answer.headers["Location"] for answer in found} == {f"/tickets/{Ticket.objects.get().reference}/"}
    assert Message.objects.count() == 1


def test_of_two_texts_under_one_key_one_is_filed_and_the_other_is_shown_beside_it(visit, houses):
    web, hidden = visit
    texts = ["It is gone", "Something else altogether"]
    found = at_once(
        MANY,
        lambda n: web.post(f"{houses[n % 2]}/tickets/new/", data=hidden | {"happened": texts[n // 2 % 2]}),
    )
    ticket = Ticket.objects.get()
    filed = ticket.messages.get().body
    for number, answer in enumerate(found):
        mine = texts[number // 2 % 2]
        assert answer.status_code == (302 if mine == filed else 409)
        assert mine == filed or (mine in answer.text and ticket.reference in answer.text)
