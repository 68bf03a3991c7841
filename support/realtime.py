"""The one door to open screens: group names and `push`.

A frame is a hint, never the truth: layers are at-most-once, so a screen that missed one asks the database
for what came after the last `seq` it has seen.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from weakref import WeakKeyDictionary

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from redis.exceptions import RedisError

Frame = tuple[str, dict[str, Any]]  # a group, and what it is told
MOST = 5_000  # frames that wait for Valkey; of hints the oldest are worth least

logger = logging.getLogger(__name__)
_kept_back: ContextVar[list[Frame] | None] = ContextVar("kept_back", default=None)


def desk_group(team_id: int | str) -> str:
    """Agents of a team; `desk_group("all")` is for those who see every team."""
    return f"desk.team.{team_id}"


def agent_group(user_id: int) -> str:
    """One agent's own screens: what is in their hands, whatever team it belongs to."""
    return f"desk.agent.{user_id}"


ROLL = "desk.roll"  # every open desk; the lines themselves answer, the browsers need not


def ticket_desk_group(ticket_id: int) -> str:
    """Agents with this ticket open."""
    return f"desk.ticket.{ticket_id}"


def ticket_customer_group(ticket_id: int) -> str:
    """The customer's own screens on this ticket; nothing internal is ever sent here."""
    return f"customer.ticket.{ticket_id}"


def customer_group(customer_id: int) -> str:
    """A customer's own list of tickets: only that one of them moved, never what was said."""
    return f"customer.{customer_id}"


def writing_group(article_id: int, language: str) -> str:
    """Editors with this text open."""
    return f"writing.{article_id}.{language}"


def push(group: str, type: str, **data: Any) -> None:
    """Send one frame to a group's screens; see `push_all`."""
    push_all([(group, {"type": type, **data})])


def push_all(frames: Iterable[Frame]) -> None:
    """Send frames, each to its group, over one connection; consumers forward `frame` as it is.

    Raises whatever the layer raises (redis.ConnectionError when Valkey is away): the caller decides.
    """
    if (kept := _kept_back.get()) is not None:
        kept.extend(frames)
        return
    async_to_sync(send_all)(list(frames))


@contextmanager
def kept_back() -> Iterator[list[Frame]]:
    """Collect what is pushed in this block instead: a live line must not wait for Valkey."""
    kept: list[Frame] = []
    before = _kept_back.set(kept)
    try:
        yield kept
    finally:
        _kept_back.reset(before)


def call_the_roll() -> None:
    """Ask every open desk to write down that it is there. Raises as `push_all` does."""
    layer = get_channel_layer()
    async_to_sync(layer.group_send)(ROLL, {"type": "roll"})


async def send_all(frames: Iterable[Frame]) -> None:
    """As `push_all`, from a loop."""
    layer = get_channel_layer()
    for group, frame in frames:
        await layer.group_send(group, {"type": "frame", "frame": frame})


class Messenger:
    """Sends hints for the lines of one loop, one after the other; nobody waits for it.

    What Valkey does not take within its time-out is dropped, as every hint may be.
    """

    def __init__(self) -> None:
        self._waiting: deque[Frame] = deque(maxlen=MOST)
        self._sending: asyncio.Task[None] | None = None

    def send(self, frames: Iterable[Frame]) -> None:
        """Have these sent when those before are."""
        self._waiting.extend(frames)
        if self._sending is None and self._waiting:
            self._sending = asyncio.create_task(self._send_all())

    async def _send_all(self) -> None:
        try:
            while self._waiting:
                frames, self._waiting = self._waiting, deque(maxlen=MOST)
                try:
                    await send_all(frames)
                except (RedisError, ConnectionError):
                    logger.warning("up to %s hints are lost", len(frames), exc_info=True)
        finally:
            self._sending = None


_of_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, Messenger] = WeakKeyDictionary()


def messenger() -> Messenger:
    """The messenger of the running loop."""
    return _of_loop.setdefault(asyncio.get_running_loop(), Messenger())
