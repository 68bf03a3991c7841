"""Chat on the live server, each line kept in the database: what a line costs, how soon the other side has it,
what an idle window weighs, and how a thousand come back when the server is killed.

A line's cost is counted in seconds of the live process' own CPU, over a bare group echo that keeps nothing,
on the same server with the same options. Sessions, visits and tickets are made before.
"""

import asyncio
import time
from contextlib import AbstractContextManager
from importlib import import_module

import psutil
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from bench import crowd
from bench.figures import figure, quantile
from bench.servers import cpu, free_port, serving
from bench.talkers import Talker, each, flat_out, paced
from livechat import access, actions
from livechat.models import Visit
from support.processes import COMMANDS
from tickets import outbox
from tickets.models import Message, Ticket

TALKERS, HARD = 200, 12  # lines, and seconds, of the unpaced runs
SOCKETS, PACE, CALM = 1_000, 50.0, 20  # half are visitors, half agents with a visitor's ticket open
STORM, BACK = 5, 30  # seconds of talk before the kill; and until all must be back
AT_ONCE = 20  # knock at the same time, but in the storm
BACKEND = "django.contrib.auth.backends.ModelBackend"


def measure() -> dict[str, dict[str, object]]:
    """All of it; raises AssertionError when a line is lost or doubled."""
    hard = asyncio.run(_cost("support.asgi:application", _visitors(TALKERS)))
    echo = asyncio.run(_cost("bench.echo:application", [""] * TALKERS))
    weight = asyncio.run(_weight(_visitors(SOCKETS)))
    waits = asyncio.run(_pace())
    back = asyncio.run(_storm(_visitors(SOCKETS)))
    return {
        "chat.rate_over_group_echo": figure(hard / echo, "× (per server-CPU-s)", TALKERS),
        "chat.per_cpu_s": figure(hard, "lines/server-CPU-s", TALKERS),
        "chat.kib_per_idle_socket": figure(weight, "KiB (resident)", SOCKETS),
        "chat.p50_ms.1000_sockets": figure(quantile(waits, 0.5) * 1000, "ms to the other side", len(waits)),
        "chat.p99_ms.1000_sockets": figure(quantile(waits, 0.99) * 1000, "ms to the other side", len(waits)),
        "chat.s_until_1000_are_back": figure(back, "s after a kill, none lost", SOCKETS),
    }


def _server(application: str, port: int) -> AbstractContextManager[psutil.Process]:
    command = COMMANDS["live"].replace("support.asgi:application", application).split()
    return serving(*command, port=port, UVICORN_HOST="127.0.0.1", UVICORN_PORT=str(port))


def _url(port: int, path: str = "/ws/chat/") -> str:
    return f"ws://127.0.0.1:{port}{path}"


def _session(**kept: str) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update(kept)
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _visitors(many: int) -> list[str]:
    """Cookies of browsers whose visit has its ticket already."""
    cookies = []
    with outbox.kept_back():  # nobody is there to be told
        for _ in range(many):
            visit = actions.begin(None, language="en")
            actions.say(visit, body="Hello", key="first")
            cookies.append(_session(**{access.KEPT: str(visit.pk)}))
    return cookies


async def _cost(application: str, cookies: list[str]) -> float:
    """Lines a second of the server's CPU."""
    port = free_port()
    with _server(application, port) as server:
        talkers = [Talker(_url(port), cookie) for cookie in cookies]
        await each(talkers, Talker.open, at_once=AT_ONCE)
        await each(talkers, Talker.say, at_once=AT_ONCE)
        before = cpu(server)
        said = await flat_out(talkers, HARD)
        rate = said / (cpu(server) - before)
        await each(talkers, Talker.close, at_once=AT_ONCE)
    return rate


async def _weight(cookies: list[str]) -> float:
    """KiB of the server's memory for each open line, after the first hundred."""
    port = free_port()
    with _server("support.asgi:application", port) as server:
        talkers = [Talker(_url(port), cookie) for cookie in cookies]
        first, rest = talkers[:100], talkers[100:]
        await each(first, Talker.open, at_once=AT_ONCE)
        await asyncio.sleep(3)
        before = server.memory_info().rss
        await each(rest, Talker.open, at_once=AT_ONCE)
        await asyncio.sleep(3)
        weight = (server.memory_info().rss - before) / 1024 / len(rest)
        await each(talkers, Talker.close, at_once=AT_ONCE)
    return weight


async def _pace() -> list[float]:
    """Seconds from a visitor's line to the agent who has its ticket open."""
    port, half = free_port(), SOCKETS // 2
    cookies = await asyncio.to_thread(_visitors, half)
    tickets = await asyncio.to_thread(_newest, half)
    agents = await asyncio.to_thread(_agents, half)
    with _server("support.asgi:application", port):
        visitors = [Talker(_url(port), cookie) for cookie in cookies]
        desks = [
            Talker(_url(port, "/ws/desk/"), cookie, opens=ticket)
            for cookie, ticket in zip(agents, tickets, strict=True)
        ]
        await each([*visitors, *desks], Talker.open, at_once=AT_ONCE)
        said = await paced(visitors, PACE, CALM)
        await asyncio.sleep(2)
        desk_of = dict(zip(visitors, desks, strict=True))
        waits = [desk_of[talker].heard[talker.numbers[key]] - begun for (talker, key), begun in said.items()]
        await each([*visitors, *desks], Talker.close, at_once=AT_ONCE)
    await asyncio.to_thread(crowd.leave)
    return waits


def _newest(many: int) -> list[int]:
    return list(reversed(Ticket.objects.order_by("-pk").values_list("pk", flat=True)[:many]))


def _agents(many: int) -> list[str]:
    """Cookies of agents who are signed in."""
    people = crowd.agents(many)
    return [
        _session(
            **{
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: BACKEND,
                HASH_SESSION_KEY: user.get_session_auth_hash(),
            }
        )
        for user in people
    ]


async def _storm(cookies: list[str]) -> float:
    """Seconds after the kill until the last of them has its gap and every line it owed is kept."""
    port = free_port()
    talkers = [Talker(_url(port), cookie) for cookie in cookies]
    with _server("support.asgi:application", port) as server:
        await each(talkers, Talker.open, at_once=AT_ONCE)
        talk = asyncio.create_task(paced(talkers, PACE, STORM))
        await asyncio.sleep(STORM)
        owing = talkers[:100]
        begun = [asyncio.create_task(talker.say()) for talker in owing]
        await asyncio.sleep(0.01)
        server.kill()
        killed = time.monotonic()
    with _server("support.asgi:application", port):
        await asyncio.gather(*(talker.come_back(killed + 2 * BACK) for talker in talkers))
        took = time.monotonic() - killed
        await asyncio.gather(talk, *begun)
        await each(talkers, Talker.close, at_once=AT_ONCE)
    await asyncio.to_thread(_nothing_lost, talkers, cookies)
    return took


def _nothing_lost(talkers: list[Talker], cookies: list[str]) -> None:
    said = sum(len(talker.kept) for talker in talkers)
    sessions = import_module(settings.SESSION_ENGINE).SessionStore
    visits = [sessions(cookie.partition("=")[2])[access.KEPT] for cookie in cookies]
    threads = Visit.objects.filter(pk__in=visits).values_list("ticket", flat=True)
    rows = Message.objects.filter(ticket__in=threads).exclude(external_id__endswith=":first").count()
    assert said == rows, f"{said} lines were kept, {rows} are there"
