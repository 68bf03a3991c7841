"""What only a real line can meet: handshakes of other sites, letters that are none, floods, guesses.

A real `live` process (uvicorn, as it is run) stands on the test's rows.
"""

import asyncio
import json
import os
import shlex
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AsyncExitStack, suppress

import pytest
import websockets
from django.conf import settings
from websockets.exceptions import ConnectionClosed, InvalidStatus

from support import realtime
from support.processes import COMMANDS
from support.supervisor import free_port
from tests.faults.conftest import PATIENCE, surroundings
from tests.windows import Browser
from tickets.models import Message, Ticket

HOST, ORIGIN, WAIT, QUIET = "127.0.0.1", "https://desk.meridian.example", 20, 1.0
HALF_OPEN = 500
OTHERS = [
    None,
    "null",
    "",
    "http://desk.meridian.example",
    "https://desk.meridian.example:8443",
    "https://meridian.example",
    "https://chat.desk.meridian.example",
    "https://desk.meridian.example.evil.example",
    "https://evil-desk.meridian.example",
    "https://evil.example",
    "https://desk.meridian.example@evil.example",
    "*",
]
INTERNAL = [
    {"type": "frame", "frame": {"type": "kept", "id": "x"}},
    {"type": "roll"},
    {"type": "websocket.disconnect", "code": 1000},
    {"type": "websocket.receive", "text": "{}"},
    {"type": "websocket.connect"},
    {"handler": "refuse", "code": 4403},
    {"type": "pushed", "text": "{}"},
]
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("transactional_db", "valkey")]


@pytest.fixture(scope="module")
def live(django_db_setup: None) -> Iterator[str]:
    """Where a real live line answers; `ORIGIN` alone may open it."""
    mine = 100 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    port = free_port(HOST, 27_000 + mine)
    environment = surroundings(UVICORN_HOST=HOST, UVICORN_PORT=str(port), LIVE_ORIGINS=ORIGIN)
    process = subprocess.Popen(
        shlex.split(COMMANDS["live"]), cwd=settings.BASE_DIR, env=environment, start_new_session=True
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            with suppress(OSError):
                urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5).close()
                break
            assert time.monotonic() < deadline, "no live line"
            assert process.poll() is None, "the live line ended"
            time.sleep(0.2)
        yield f"ws://{HOST}:{port}"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)


class Line:
    """A browser's line: says JSON, and hears it."""

    def __init__(self, live, browser=None, path="/ws/chat/", origin=ORIGIN, **more):
        cookies = browser.client.cookies if browser else {}
        head = {"Cookie": "; ".join(f"{name}={one.value}" for name, one in cookies.items())}
        options = {"open_timeout": WAIT, "close_timeout": 1, "ping_interval": None, "proxy": None} | more
        self._opening = websockets.connect(
            live + path, origin=origin, additional_headers=head if cookies else {}, **options
        )

    async def __aenter__(self):
        self.line = await self._opening.__aenter__()
        return self

    async def __aexit__(self, *how):
        await self._opening.__aexit__(*how)

    async def say(self, **frame):
        await self.line.send(json.dumps(frame))

    async def hear(self, **wanted):
        async with asyncio.timeout(WAIT):
            while True:
                frame = json.loads(await self.line.recv())
                if wanted.items() <= frame.items():
                    return frame

    async def heard(self, seconds=QUIET):
        """Everything that comes in a while."""
        frames = []
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    frames.append(json.loads(await self.line.recv()))
        return frames

    async def closed(self):
        """The code it is closed with."""
        async with asyncio.timeout(WAIT):
            with suppress(ConnectionClosed):
                while True:
                    await self.line.recv()
        return self.line.close_code


def opened(user=None):
    browser = Browser(user)
    browser.open_page()
    return browser


@pytest.mark.parametrize("path", ["/ws/chat/", "/ws/desk/", "/ws/tickets/"])
def test_no_other_origin_opens_a_line_and_ours_does(live, carl, ada, path):
    browser = Browser(ada) if path == "/ws/desk/" else opened(carl.user)

    async def story():
        answers = {}
        for origin in OTHERS:
            try:
                async with Line(live, browser, path, origin=origin):
                    answers[origin] = "open"
            except InvalidStatus as refusal:
                answers[origin] = refusal.response.status_code
        async with Line(live, browser, path) as ours:
            answers[ORIGIN] = ours.line.state.name
        return answers

    assert asyncio.run(story()) == dict.fromkeys(OTHERS, 403) | {ORIGIN: "OPEN"}


def test_letters_that_are_none_close_the_line_and_nobody_else_s(live, house):
    async def story():
        async with Line(live, opened_stranger) as one, Line(live, opened_stranger) as other:
            async with one.line.send_context():
                one.line.protocol.send_text(b'{"say": "\xff\xfe", "id": "line-0001"}')
            code = await one.closed()
            await other.say(ping=1)
            await other.hear(pong=1)
            return code

    opened_stranger = opened()
    assert asyncio.run(story()) == 1007
    assert not Message.objects.exists()


def test_a_frame_beyond_all_bounds_closes_the_line(live, house):
    async def story():
        async with Line(live, browser) as line:
            with suppress(ConnectionClosed):
                await line.line.send("x" * 3_000_000)
            return await line.closed()

    browser = opened()
    assert asyncio.run(story()) == 1009


@pytest.mark.parametrize("path", ["/ws/chat/", "/ws/desk/"])
def test_names_of_our_own_handlers_are_words_like_any_other(live, house, ada, path):
    browser = opened() if path == "/ws/chat/" else Browser(ada)

    async def story():
        async with Line(live, browser, path) as line:
            for frame in INTERNAL:
                await line.say(**frame)
                assert (await line.hear(error="not understood")) == {"error": "not understood"}
            await line.say(ping=1)
            await line.hear(pong=1)

    asyncio.run(story())


def test_guesses_at_others_conversations_hear_nothing(live, carl, cleo):
    hers, his = opened(cleo.user), opened(carl.user)

    async def story():
        async with Line(live, hers) as thief, Line(live, his) as line:
            await line.say(say="marmalade one", id="line-0001")
            kept = await line.hear(type="kept")
            ticket = await asyncio.to_thread(Ticket.objects.get)
            groups = [
                realtime.ticket_customer_group(ticket.pk),
                realtime.ticket_desk_group(ticket.pk),
                realtime.customer_group(carl.pk),
                *("desk.team.all", "customer.*", "customer.ticket.%", "c" * 200),
            ]
            guesses = [{name: group} for name in ("join", "group", "subscribe") for group in groups]
            guesses += [
                {"open": ticket.pk},
                {"after": 0, "ticket": kept["ticket"]},
                {"after": 0, "visit": str(his.visit_key)},
                {"seen": 2, "ticket": kept["ticket"]},
                {"hello": 1, "visit": str(his.visit_key), "after": 0},
                {"say": "I am Carl", "id": f"{his.visit_key}:line-0002"},
                {"say": "quince", "id": "line-0001", "ticket": kept["ticket"], "visit": str(his.visit_key)},
            ]
            for guess in guesses:
                await thief.say(**guess)
            await line.say(say="marmalade two", id="line-0002")
            await line.hear(type="kept", id="line-0002")
            return await thief.heard(3)

    his.visit_key = his.visit.pk
    told = asyncio.run(story())
    assert "marmalade" not in json.dumps(told)
    assert {message.body for message in Message.objects.filter(ticket__customer=carl)} == {
        *("marmalade one", "marmalade two")
    }


def test_an_agent_s_guesses_at_another_team_s_chat_hear_nothing(live, ada, ben, carl):
    his, bens = opened(carl.user), Browser(ben)

    async def story():
        async with Line(live, his) as line, Line(live, bens, "/ws/desk/") as thief:
            await line.say(say="marmalade one", id="line-0001")
            await line.hear(type="kept")
            ticket = await asyncio.to_thread(Ticket.objects.get)
            for guess in (
                {"open": ticket.pk},
                {"open": str(ticket.pk)},
                {"open": True},
                {"open": [ticket.pk]},
            ):
                await thief.say(**guess)
            await thief.say(typing="reply")
            await line.say(say="marmalade two", id="line-0002")
            await line.hear(type="kept", id="line-0002")
            typed = [frame for frame in await line.heard() if frame.get("type") == "typing"]
            told = await thief.heard()
            return ticket.pk, told, typed

    pk, told, typed = asyncio.run(story())
    assert not typed
    assert [frame for frame in told if frame.get("ticket") == pk] == []
    assert "marmalade" not in json.dumps(told)
    assert {"error": "not found", "open": pk} in told


def test_one_line_said_on_five_lines_at_once_is_kept_once(live, carl):
    browser = opened(carl.user)

    async def story():
        async with AsyncExitStack() as stack:
            lines = [await stack.enter_async_context(Line(live, browser)) for _line in range(5)]
            await asyncio.gather(*(line.say(say="Hello", id="line-0001") for line in lines))
            return await asyncio.gather(*(line.hear(type="kept", id="line-0001") for line in lines))

    kept = asyncio.run(story())
    assert Message.objects.count() == 1
    assert {(frame["seq"], frame["ticket"]) for frame in kept} == {(2, Ticket.objects.get().reference)}


def test_five_hundred_half_open_handshakes_keep_nobody_out(live, carl):
    browser, port = opened(carl.user), int(live.rpartition(":")[2])
    half = []
    try:
        for _one in range(HALF_OPEN):
            half.append(socket.create_connection((HOST, port), timeout=WAIT))
            half[-1].sendall(b"GET /ws/chat/ HTTP/1.1\r\nHost: desk\r\nUpgrade: webs")

        async def story():
            async with Line(live, browser) as line:
                await line.say(say="Hello", id="line-0001")
                return await line.hear(type="kept")

        assert asyncio.run(story())["seq"] == 2
    finally:
        for one in half:
            one.close()
