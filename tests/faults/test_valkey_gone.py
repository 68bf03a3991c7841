"""Valkey comes back empty, or not at all: what was committed is told in the end, nobody is turned away."""

import re
import urllib.request
from datetime import timedelta

import httpx
import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from support.processes import COMMANDS
from support.supervisor import free_port
from tests import windows
from tests.faults.conftest import until
from tickets import actions, clock, delivery
from tickets.models import Event, Message, Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def later(minutes):
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes))


def names(done):
    return sorted(name.partition(":")[2] for name in done)


def test_tasks_lost_with_valkey_are_announced_again(gus, says, valkey, carry_out):
    clock.announce_the_forgotten()  # the desk has run for a while
    says(gus)
    valkey.flushdb()
    with later(1):
        assert clock.announce_the_forgotten() == 2
        assert names(carry_out()) == ["acknowledge", "notify"]
        assert clock.announce_the_forgotten() == 0


def test_as_long_as_valkey_remembers_nothing_is_told_twice(gus, says, valkey, carry_out):
    clock.announce_the_forgotten()
    says(gus)
    assert names(carry_out()) == ["acknowledge", "notify"]
    with later(1):
        assert clock.announce_the_forgotten() == 0
    assert not carry_out()


def test_what_was_told_long_ago_is_not_told_again(gus, says, valkey, carry_out):
    clock.announce_the_forgotten()
    says(gus)
    valkey.flushdb()
    with later(15):
        assert clock.announce_the_forgotten() == 0


def test_a_reply_leaves_although_its_task_is_lost(gus, ada, says, valkey, mailoutbox, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ticket = says(gus)
    message = actions.reply(ticket, by=ada, body="It has arrived.", key="k1")
    valkey.flushdb()
    assert clock.deliver_the_stranded() == 1
    assert not delivery.stranded()
    message.refresh_from_db()
    assert message.delivery == Message.Delivery.SENT
    assert len(mailoutbox) == 1


def test_a_chat_goes_on_through_an_empty_valkey(carl, ada, valkey):
    browser = windows.Browser(carl.user)
    browser.open_page()

    async def story():
        async with browser.window() as window:
            await window.say("Is anybody there?", "line-0001")
            await windows.here(valkey.flushdb)
            await window.say("Hello?", "line-0002")
            ticket = await windows.here(Ticket.objects.get)
            await windows.here(actions.reply, ticket, by=ada, body="I am here.", key="k1")
            frame = await window.hear("event", kind="replied")
            assert "I am here." in frame["html"]
            await windows.here(valkey.flushdb)
        async with browser.window() as again:  # the session is in a row too
            said = [event["html"] for event in await again.gap() if "html" in event]
            assert len(said) == 3

    windows.play(story)
    assert [message.body for message in Message.objects.order_by("seq")] == [
        *("Is anybody there?", "Hello?", "I am here.")
    ]


@pytest.fixture
def web(start, house):
    """A web process whose Valkey is not there."""
    port, nowhere = free_port("127.0.0.1", 24_000), free_port("127.0.0.1", 26_000)
    address = f"http://127.0.0.1:{port}"
    start(
        COMMANDS["web"],
        REDIS_URL=f"redis://127.0.0.1:{nowhere}/0",
        SITE_URL=address,
        GRANIAN_HOST="127.0.0.1",
        GRANIAN_PORT=str(port),
    )

    def answers():
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
        except urllib.error.HTTPError as refusal:
            return refusal.code == 503
        except OSError:
            return False
        raise AssertionError("healthy without Valkey")

    until(answers, "the web process")
    with httpx.Client(base_url=address, trust_env=False, timeout=30, follow_redirects=True) as browser:
        yield browser


def field(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]


@pytest.mark.slow
def test_without_valkey_pages_open_tickets_are_taken_in_and_told_later(web, valkey, carry_out):
    call_command("load_articles", verbosity=0)
    for address in ("/", "/status/", "/help/", "/help/search/?q=deposit", "/tickets/", "/chat/"):
        assert web.get(address).status_code == 200, address
    form = web.get("/tickets/new/").text
    said = {name: field(form, name) for name in ("csrfmiddlewaretoken", "key")}
    page = web.post("/tickets/new/", data=said | {"happened": "It is gone", "email": "gus@guest.example"})
    assert page.status_code == 200
    ticket = Ticket.objects.get()
    assert page.url.path == f"/tickets/{ticket.reference}/"
    assert "It is gone" in page.text
    assert set(Event.objects.values_list("announced_at", flat=True)) == {None}

    with connection.cursor() as cursor:  # and PostgreSQL hangs up on everybody
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid()"
        )
    assert web.get(page.url.path).status_code == 200

    with later(1):  # Valkey is back
        assert clock.announce_the_forgotten() == 2
    assert names(carry_out()) == ["acknowledge", "notify"]


@pytest.mark.slow
def test_without_valkey_an_account_is_locked_all_the_same_and_no_letter_is_promised(web, carl):
    client = Client()
    client.force_login(carl.user)  # kept in a row, too
    page = web.get("/tickets/lock/").text
    said = {"csrfmiddlewaretoken": field(page, "csrfmiddlewaretoken"), "email": carl.email}
    answer = web.post("/tickets/lock/letter/", data=said)
    assert answer.status_code == 503
    assert "Try again in a minute." in answer.text
    web.cookies.set(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
    assert "Locked at" in web.post("/tickets/lock/", data=said).text
