"""Announces for live lines: who spoke is answered first, and waits neither for screens nor for the broker.

What is told here stands in rows. What is not told, because this process or Valkey is away, has no
`announced_at`, and the clock tells it.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from asgiref.sync import sync_to_async
from django.db import DatabaseError, InterfaceError
from kombu.exceptions import OperationalError as BrokerAway
from redis.exceptions import RedisError

from support import realtime
from support.rows import at_the_rows
from tickets import outbox

MOST, REMEMBERED = 200, 10_000  # events told at once; and owed, before the clock has to come for the oldest
TOGETHER = 0.1  # seconds in which errands gather, so that one does for many
AGAIN = 1  # seconds until a messenger that was away is tried again
AWAY = (RedisError, BrokerAway, DatabaseError, InterfaceError, OSError)

logger = logging.getLogger(__name__)


class Announcer:
    """Tells screens at once, one batch after the other; the workers a moment later."""

    def __init__(self) -> None:
        self._owed: deque[int] = deque(maxlen=REMEMBERED)
        self._shown: deque[outbox.News] = deque()
        self._showing: asyncio.Task[None] | None = None
        self._handing: asyncio.Task[None] | None = None

    def owe(self, event_ids: Iterable[int]) -> None:
        """Have these told; nobody waits for it."""
        self._owed.extend(event_ids)
        if self._showing is None and self._owed:
            self._showing = asyncio.create_task(self._show())

    async def settled(self, seconds: float) -> None:
        """Wait until nothing is owed, or that long."""
        running = [task for task in (self._showing, self._handing) if task]
        if running:
            await asyncio.wait(running, timeout=seconds)
        if self._handing and self._handing not in running:
            await asyncio.wait([self._handing], timeout=seconds)

    async def _show(self) -> None:
        try:
            while self._owed:
                batch = [self._owed.popleft() for _ in range(min(MOST, len(self._owed)))]
                try:
                    told = await at_the_rows(outbox.news, batch)
                    await realtime.send_all(told.frames)
                except AWAY:
                    logger.warning("%s events are not announced yet", len(batch), exc_info=True)
                    self._owed.extendleft(reversed(batch))
                    await asyncio.sleep(AGAIN)
                    continue
                self._shown.append(told)
                if self._handing is None:
                    self._handing = asyncio.create_task(self._hand_over())
        finally:
            self._showing = None

    async def _hand_over(self) -> None:
        try:
            while self._shown:
                await asyncio.sleep(TOGETHER)
                told = outbox.News()
                while self._shown:
                    told.add(self._shown.popleft())
                try:
                    await sync_to_async(outbox.hand_over, thread_sensitive=False)(told.errands)
                    await at_the_rows(outbox.is_told, told.event_ids)
                except AWAY:  # the clock tells the workers; screens have it
                    logger.warning("%s events are not handed over yet", len(told.event_ids), exc_info=True)
        finally:
            self._handing = None


_of_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, Announcer] = WeakKeyDictionary()


def announcer() -> Announcer:
    """The announcer of the running loop."""
    return _of_loop.setdefault(asyncio.get_running_loop(), Announcer())


def owe(event_ids: Iterable[int]) -> None:
    """Have the announcer of the running loop tell these."""
    announcer().owe(event_ids)
