"""What waits to be written to one socket: bounded and in order. Nobody ever waits for who does not read."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

MOST = 100  # frames that wait
LARGEST = 1_000_000  # characters of them all
GRACE = 1  # seconds that a socket has to take its close code, once it is given up


class Outbound:
    """Frames of one socket on their way out; `put` never waits.

    `write` is the ASGI `send`, which waits while the other side does not read. Who lets more than `MOST`
    frames or `LARGEST` characters wait is given up: what waits is forgotten, and `give_up()` is called once.
    """

    def __init__(self, write: Callable[[Any], Awaitable[None]], give_up: Callable[[], object]) -> None:
        self._write, self._give_up = write, give_up
        self._waiting: deque[dict[str, Any]] = deque()
        self._size = 0
        self._writing: asyncio.Task[None] | None = None
        self.is_over = False

    def put(self, message: dict[str, Any]) -> None:
        """Have one ASGI message written after those that wait already."""
        if self.is_over:
            return
        size = len(message.get("text", ""))
        if self._waiting and (len(self._waiting) >= MOST or self._size + size > LARGEST):
            self.stop()
            self._give_up()
            return
        self._waiting.append(message)
        self._size += size
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())

    def stop(self) -> None:
        """Forget what waits; nothing more is written."""
        self.is_over = True
        self._waiting.clear()
        if self._writing:
            self._writing.cancel()

    async def say_last(self, message: dict[str, Any]) -> None:
        """Try once more, for a moment, to say why it is over."""
        try:
            async with asyncio.timeout(GRACE):
                await self._write(message)
        except Exception:  # it never reads, or is gone: nobody is left to be told
            return

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                message = self._waiting[0]  # it counts as long as it is not written
                await self._write(message)
                self._waiting.popleft()
                self._size -= len(message.get("text", ""))
        except Exception:  # the server says in its own way that the socket is gone; nobody waits for this
            self.stop()
        finally:
            self._writing = None
