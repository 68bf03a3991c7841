"""Chat: 200 visitors on the live server, each line kept in the database, against an unkept group echo."""

import asyncio
import itertools
import json
import time
from importlib import import_module

import psutil
import websockets
from django.conf import settings

from bench.figures import figure, quantile
from bench.servers import cpu, free_port, serving
from livechat import actions

SOCKETS = 200
PACE = 20.0  # lines a second, all visitors together: one each in ten seconds, for the latency
CALM, HARD = 20, 12  # seconds of the paced and of the unpaced run
LIVE = ("uvicorn", "--ws", "websockets-sansio", "--log-level", "warning", "--port")


def measure() -> dict[str, dict[str, object]]:
    """p99 of "kept" at a steady pace, and lines per server-CPU-second flat out, over the echo's."""
    visitors = [_visitor() for _ in range(SOCKETS)]
    port, origin = free_port(), settings.LIVE_ORIGINS[0]
    with serving(*LIVE, str(port), "support.asgi:application", port=port) as server:
        url = f"ws://127.0.0.1:{port}/ws/chat/"
        kept = asyncio.run(_talk(server, url, origin, visitors))
    port = free_port()
    with serving(*LIVE, str(port), "bench.echo:application", port=port) as server:
        echoed = asyncio.run(_talk(server, f"ws://127.0.0.1:{port}/", origin, [""] * SOCKETS))
    return {
        "chat.p99_ms.200_sockets": figure(quantile(kept[0], 0.99) * 1000, "ms at 20 lines/s", len(kept[0])),
        "chat.rate_over_group_echo": figure(kept[1] / echoed[1], "× (per server-CPU-s)", SOCKETS),
        "chat.per_cpu_s": figure(kept[1], "lines/server-CPU-s", SOCKETS),
    }


def _visitor() -> str:
    """A browser with a visit: its session cookie."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["visit"] = str(actions.begin(None, language="en").pk)
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


async def _talk(
    server: psutil.Process, url: str, origin: str, cookies: list[str]
) -> tuple[list[float], float]:
    """Seconds each paced line took, and lines per server-CPU-second without a pace."""
    lines = await asyncio.gather(
        *(
            websockets.connect(
                url, origin=origin, additional_headers={"Cookie": cookie}, max_queue=None, open_timeout=60
            )
            for cookie in cookies
        )
    )
    await asyncio.gather(*(_say(line, "first") for line in lines))
    took = await _paced(lines)
    before, start = cpu(server), time.monotonic()
    counts = await asyncio.gather(*(_flat_out(line, start + HARD) for line in lines))
    rate = sum(counts) / (cpu(server) - before)
    await asyncio.gather(*(line.close() for line in lines))
    return took, rate


async def _paced(lines: list[websockets.ClientConnection]) -> list[float]:
    waiting: list[asyncio.Task[float]] = []
    start = time.monotonic()
    for number, line in zip(range(int(CALM * PACE)), itertools.cycle(lines), strict=False):
        await asyncio.sleep(max(0.0, start + number / PACE - time.monotonic()))
        waiting.append(asyncio.create_task(_say(line, f"calm-{number}")))
    return list(await asyncio.gather(*waiting))


async def _flat_out(line: websockets.ClientConnection, until: float) -> int:
    for number in itertools.count():
        if time.monotonic() > until:
            return number
        await _say(line, f"hard-{number}")
    return 0


async def _say(line: websockets.ClientConnection, key: str) -> float:
    """Say one line and wait until it is kept (or echoed); raises TimeoutError after 30 s."""
    start = time.perf_counter()
    await line.send(json.dumps({"say": "Where is my deposit of 1,250 USDT?", "id": key}))
    async with asyncio.timeout(30):
        while json.loads(await line.recv()).get("id") != key:
            pass
    return time.perf_counter() - start
