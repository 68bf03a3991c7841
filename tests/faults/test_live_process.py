"""The live process itself: what one window, or Valkey, does must not hold up the others."""

import asyncio
import json
import socket
import time
from contextlib import asynccontextmanager

import pytest
import websockets
from django.conf import settings
from django.db import connection

from support.processes import COMMANDS
from support.supervisor import free_port
from tests.faults.conftest import until
from tests.windows import Browser, here, play
from tickets.models import Message, Ticket

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SOON = 1.0  # seconds; a hung Valkey is waited for two


@pytest.fixture
def live(start, house, valkey):
    """The port of a live process, and the process."""
    port = free_port("127.0.0.1", 28_000)
    process = start(COMMANDS["live"], UVICORN_HOST="127.0.0.1", UVICORN_PORT=str(port))

    def listens():
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    until(listens, "the live process")
    return port, process


@asynccontextmanager
async def line(port, browser, path="/ws/chat/", **options):
    """A real line of a browser."""
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.client.cookies.items())
    headers = {"Cookie": cookies}
    address = f"ws://127.0.0.1:{port}{path}"
    async with websockets.connect(
        address, origin=settings.LIVE_ORIGINS[0], additional_headers=headers, **options
    ) as opened:
        yield opened


async def hear(opened, seconds=10.0, **wanted):
    """The next frame with these values."""
    async with asyncio.timeout(seconds):
        while True:
            frame = json.loads(await opened.recv())
            if wanted.items() <= frame.items():
                return frame


async def say(opened, body, key, seconds=10.0):
    """Say a line; the seconds until it is kept."""
    begun = time.monotonic()
    await opened.send(json.dumps({"say": body, "id": key}))
    await hear(opened, seconds, type="kept", id=key)
    return time.monotonic() - begun


def visitor():
    """A browser with the chat page open."""
    browser = Browser()
    browser.open_page()
    return browser


def connections():
    """When each connection of others to our rows began."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid, backend_start FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return set(cursor.fetchall())


def test_many_frames_need_one_connection_to_the_database(live):
    browser, others = visitor(), connections()

    async def story():
        async with line(live[0], browser) as window:
            await say(window, "Hello", "line-0001")
            before = await here(connections)
            for number in range(10):
                await window.send(json.dumps({"state": True}))
                await hear(window, type="state")
                await say(window, f"And {number}", f"more-{number}")
            return before, await here(connections)

    before, after = play(story)
    assert before == after
    assert len(after - others) <= 1


def test_a_valkey_that_hangs_holds_no_answer_and_the_others_hear_it_later(live, valkey, ada):
    browser, agent = visitor(), Browser(ada)

    async def story():
        async with line(live[0], browser) as window, line(live[0], agent, "/ws/desk/") as desk:
            await say(window, "Before", "line-0001")
            ticket = await here(Ticket.objects.get)
            await desk.send(json.dumps({"open": ticket.pk}))
            await hear(desk, type="here")
            await here(valkey.execute_command, "CLIENT", "PAUSE", "4000", "ALL")
            hung = time.monotonic()
            took = [await say(window, f"While it hangs {n}", f"hang-{n}") for n in range(5)]
            assert time.monotonic() - hung < 4, "it did not hang"
            for seq in range(3, 8):  # the ticket was opened, and "Before" was said
                await hear(desk, 20, type="event", kind="received", seq=seq)
            return took

    assert max(play(story)) < SOON
    assert Message.objects.count() == 6


def test_who_never_reads_holds_up_nobody_and_is_given_up(live, ada):
    deaf, other = visitor(), visitor()

    async def story():
        async with line(live[0], other) as window:
            await say(window, "Hello", "line-0001")
            reader, writer = await never_reads(live[0], deaf)
            for number in range(40):  # each is answered with a line of 10,000 letters, four times as long
                body = "<" * 9_000
                writer.write(frame({"say": body, "id": f"deaf-{number}"}))
            for _ in range(20):
                writer.write(frame({"after": 0}))
            took = [await say(window, f"Still here {n}", f"line-1{n}") for n in range(10)]
            reader.feed_eof()
            writer.close()
            return max(took)

    assert play(story) < SOON


async def never_reads(port, browser):
    """A line whose owner says hello and reads nothing after it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1_024)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.client.cookies.items())
    writer.write(
        f"GET /ws/chat/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
        f"Origin: {settings.LIVE_ORIGINS[0]}\r\nCookie: {cookies}\r\n\r\n".encode()
    )
    assert b" 101 " in await reader.readline()
    return reader, writer


def frame(words):
    """A text frame of a client, masked with noughts."""
    text = json.dumps(words).encode()
    size = len(text)
    head = bytes([0x81, 0x80 | size]) if size < 126 else bytes([0x81, 0xFE]) + size.to_bytes(2, "big")
    return head + bytes(4) + text
