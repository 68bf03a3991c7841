"""Open lines without browsers, all on one clock: visitors who speak, agents who have their tickets open."""

import asyncio
import itertools
import json
import random
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import websockets
from django.conf import settings
from websockets.exceptions import ConnectionClosed, InvalidHandshake

WORDS = "Where is my deposit of 1,250 USDT?"
PATIENCE = 30  # seconds for an answer
FIRST, LONGEST = 0.5, 30  # seconds between tries, as in static/js/lib/live.js


@dataclass(eq=False)
class Talker:
    """One open line. `kept` and `heard` say when, by time.perf_counter(): kept by key, heard by number."""

    url: str
    cookie: str
    opens: int | None = None  # an agent's: the ticket
    seq: int = 0
    kept: dict[str, float] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    heard: dict[int, float] = field(default_factory=dict)
    owed: dict[str, asyncio.Event] = field(default_factory=dict)
    caught_up: asyncio.Event = field(default_factory=asyncio.Event)
    keys: "itertools.count[int]" = field(default_factory=itertools.count)

    async def open(self) -> None:
        """Open the line and read it from now on. Raises what the connection raises."""
        self.line = await websockets.connect(
            self.url,
            origin=settings.LIVE_ORIGINS[0],
            additional_headers={"Cookie": self.cookie},
            max_queue=None,
            open_timeout=PATIENCE,
            compression=None,
            proxy=None,
        )
        self._reading = asyncio.create_task(self._read())
        if self.opens:
            await self._send(open=self.opens)

    async def close(self) -> None:
        """Leave."""
        self._reading.cancel()
        await self.line.close()

    async def say(self) -> float:
        """Say one line and wait until it is kept, or echoed; when it was said. TimeoutError after 30 s."""
        key = f"line-{next(self.keys)}"
        self.owed[key] = answered = asyncio.Event()
        begun = time.perf_counter()
        await self._send(say=WORDS, id=key)
        async with asyncio.timeout(PATIENCE):
            await answered.wait()
        return begun

    async def come_back(self, until: float) -> None:
        """As a window does after a loss: wait a random while, ask for the gap, say again what is owed."""
        for tries in itertools.count(1):
            await asyncio.sleep(max(FIRST / 2, random.random() * min(LONGEST, FIRST * 2**tries)))
            try:
                await self.open()
                await self._send(after=self.seq)
                for key in list(self.owed):
                    await self._send(say=WORDS, id=key)
                async with asyncio.timeout(PATIENCE):
                    await self.caught_up.wait()
                    while self.owed:
                        await asyncio.sleep(0.05)
                return
            except (OSError, InvalidHandshake, ConnectionClosed, TimeoutError):
                if time.monotonic() > until:
                    raise

    async def _send(self, **frame: Any) -> None:
        await self.line.send(json.dumps(frame))

    async def _read(self) -> None:
        try:
            async for words in self.line:
                self._take(json.loads(words))
        except ConnectionClosed:
            return

    def _take(self, frame: dict[str, Any]) -> None:
        now, key = time.perf_counter(), frame.get("id")
        if frame.get("type", "kept") == "kept" and key in self.owed:
            self.kept[key] = now
            self.numbers[key] = frame.get("seq", 0)
            self.owed.pop(key).set()
        elif frame.get("type") == "event":
            self.heard.setdefault(frame["seq"], now)
        elif frame.get("type") == "gap":
            self.seq = frame["upto"]
            self.caught_up.set()


async def each(talkers: Iterable[Talker], do: Callable[[Talker], Awaitable[Any]], *, at_once: int) -> None:
    """Have each do something, so many at a time."""
    room = asyncio.Semaphore(at_once)

    async def one(talker: Talker) -> None:
        async with room:
            await do(talker)

    await asyncio.gather(*map(one, talkers))


async def flat_out(talkers: Iterable[Talker], seconds: float) -> int:
    """Each says its next line when the last one is kept; how many were."""
    until = time.monotonic() + seconds

    async def one(talker: Talker) -> int:
        said = 0
        while time.monotonic() < until:
            await talker.say()
            said += 1
        return said

    return sum(await asyncio.gather(*map(one, talkers)))


async def paced(talkers: list[Talker], pace: float, seconds: float) -> dict[tuple[Talker, str], float]:
    """They speak in turn, so many lines a second; when each line was said."""
    said: dict[tuple[Talker, str], float] = {}

    async def one(talker: Talker, key: str) -> None:
        said[talker, key] = await talker.say()

    waiting, start = [], time.monotonic()
    for number, talker in zip(range(int(pace * seconds)), itertools.cycle(talkers), strict=False):
        await asyncio.sleep(max(0.0, start + number / pace - time.monotonic()))
        key = f"line-{number // len(talkers)}"
        waiting.append(asyncio.create_task(one(talker, key)))
    await asyncio.gather(*waiting)
    return said
