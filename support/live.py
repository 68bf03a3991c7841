"""What every live line has in common: it takes small, whole frames, and passes on what it hears.

The loop listens and speaks and never waits for anybody; the one thread behind it works with rows. What that
thread wants to say, hear and push is done by the loop when it is done.
"""

import asyncio
import json
import logging
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore  # the rows under cached_db, which cannot hang
from django.db import Error as DatabaseError
from django.http import HttpRequest
from redis.exceptions import RedisError

from support import realtime, watch
from support.outbound import Outbound
from support.rows import at_the_rows

LARGEST_FRAME = 64 * 1024  # characters
AT_ONCE, A_SECOND = 60, 10  # frames of one line: in a burst, and lastingly
NOT_SIGNED_IN, NOT_ALLOWED, NOT_FOUND = 4401, 4403, 4404
DOES_NOT_READ, TOO_MANY = 4413, 4429
A_BREATH = 20  # frames
COME_BACK_AFTER = 30  # seconds, for who has too many lines open

logger = logging.getLogger(__name__)


class LiveConsumer(AsyncWebsocketConsumer):
    """A WebSocket of JSON objects. Frames that cannot be taken get an `{"error"}` and change nothing.

    `{"ping": 1}` is answered `{"pong": 1}`: a page knows by it that its line is alive. What subclasses write
    is plain code that runs in the thread of the rows: `connect`, `disconnect`, `understand`, `look_again`.
    """

    is_refused = False
    protocol = ""  # what it speaks, said to who offers it: a browser that is not told hangs up
    stood = 0  # how its sign-in stood when it was last looked at; see support.watch

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._room, self._counted_at, self._told_full = float(AT_ONCE), time.monotonic(), False
        self._to_do: deque[Callable[[], object]] = deque()
        self._hears: set[str] = set()
        self._out: Outbound

    def understand(self, frame: dict[str, Any]) -> None:
        """Act on one frame; subclasses match it."""
        raise NotImplementedError

    def disconnect(self, code: int) -> None:
        """Write down that it ended; most have nothing to write."""

    def look_again(self) -> None:
        """Close where the right to be here has ended: the session, the person or their teams are changed."""
        if self.scope["user"].is_authenticated and not self.is_signed_in_still():
            self.close(NOT_SIGNED_IN)

    standing = staticmethod(watch.standing)

    @property
    def session_key(self) -> str:
        """Of the session it was opened with; empty when there was none."""
        return self.scope["session"].session_key or ""

    @property
    def whose(self) -> str:
        """Whom its place among the open lines counts for: the person, else the browser."""
        return str(self.scope["user"].pk or self.session_key or self.scope.get("client"))

    # ── In the thread of the rows ──

    def tell(self, **frame: Any) -> None:
        """Send one frame to this screen."""
        self._to_do.append(partial(self._send, json.dumps(frame)))

    def accept(self) -> None:
        """Open the line."""
        offered = self.scope.get("subprotocols", [])
        chosen = {"subprotocol": self.protocol} if self.protocol in offered else {}
        self._to_do.append(partial(self._put, {"type": "websocket.accept"} | chosen))

    def close(self, code: int = 1000) -> None:
        """Say nothing more and close; who is turned away hears nothing that came meanwhile."""
        self._to_do.append(partial(self._put, {"type": "websocket.close", "code": code}))
        self.is_refused = True

    def refuse(self, code: int) -> None:
        """Accept and close at once, so that the browser learns the code."""
        self.accept()
        self.close(code)

    def join(self, group: str) -> None:
        """Hear a group from now on."""
        self._hears.add(group)

    def leave(self, group: str) -> None:
        """Stop hearing a group."""
        self._hears.discard(group)

    def afterwards(self, do: Callable[..., object], *args: Any) -> None:
        """Have the loop do something when everything before is said; it must not wait for anybody."""
        self._to_do.append(partial(do, *args))

    def is_signed_in_still(self) -> bool:
        """Whether the sign-in this line was opened with still holds: no sign-out, no new password."""
        request = HttpRequest()
        request.session = SessionStore(self.session_key)
        return get_user(request).pk == self.scope["user"].pk

    def at_work(self, do: Callable[..., object], *args: Any) -> None:
        """Do something with rows; what it pushes leaves when it is done, whatever becomes of it."""
        with realtime.kept_back() as pushed:
            try:
                do(*args)
            finally:
                self.afterwards(_push, pushed)

    # ── In the loop ──

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        me = asyncio.current_task()
        assert me
        self._out = Outbound(send, me.cancel)
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if not self._out.is_over:
                raise
            me.uncancel()  # it does not read: what it has said was answered as far as it would hear it
            await self._out.say_last({"type": "websocket.close", "code": DOES_NOT_READ})
            await self._end(DOES_NOT_READ)
        finally:
            self._out.stop()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Channels would ask the database about its connection here, each time; see support.rows."""
        await getattr(self, get_handler_name(message))(message)

    async def websocket_connect(self, message: dict[str, Any]) -> None:
        """A browser knocks."""
        if watch.watch().begin(self):
            await self.work(self._begin)
            return
        self.accept()
        self.tell(type="bye", why="many", after=COME_BACK_AFTER)
        self.close(TOO_MANY)
        await self._speak()

    def _begin(self) -> None:
        self.stood = self.standing([self])[self]
        self.connect()

    async def websocket_receive(self, message: dict[str, Any]) -> None:
        """Read one frame, or say why it cannot be read. What fails on our side may be sent again."""
        if self.is_refused or not self._has_room():
            await self._speak()
            return
        text = message.get("text")
        if text is None or len(text) > LARGEST_FRAME:
            self.tell(error="too large" if text else "not text", most=LARGEST_FRAME)
        elif (frame := _read(text)) is None:
            self.tell(error="not understood")
        elif "ping" in frame:
            self.tell(pong=1)
        else:
            try:
                await self.work(self.understand, frame)
            except (DatabaseError, RedisError, ConnectionError):
                logger.warning("a frame was not answered", exc_info=True)
                self.tell(error="try again")
        await self._speak()

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        """The other side is gone."""
        await self._end(message["code"])
        raise StopConsumer

    async def frame(self, event: dict[str, Any]) -> None:
        """Pass on what the outbox pushed to a group."""
        if not self.is_refused:
            self._send(json.dumps(event["frame"]))

    async def work(self, do: Callable[..., object], *args: Any) -> None:
        """Do something in the thread of the rows, then what it wants to be said, heard and pushed."""
        try:
            await at_the_rows(self.at_work, do, *args)
        finally:
            await self._speak()

    async def _end(self, code: int) -> None:
        watch.watch().end(self)
        self.is_refused = True
        try:
            await self.work(self.disconnect, code)
        except (DatabaseError, RedisError, ConnectionError):
            logger.warning("it was not written down that a line ended", exc_info=True)
        self._hears.clear()
        await self._tune_in()
        await self.settled()

    async def settled(self) -> None:
        """A last moment for what was begun here and is not done."""

    async def _speak(self) -> None:
        for done in count(1):
            if not self._to_do:
                break
            self._to_do.popleft()()
            if not done % A_BREATH:
                await asyncio.sleep(0)  # a long answer is written while it is said, should anybody read it
        if len(self._hears) != len(self.groups) or self._hears.symmetric_difference(self.groups):
            await self._tune_in()

    async def _tune_in(self) -> None:
        """Hear the groups that are wanted, and only them; while Valkey is away this is tried again later."""
        try:
            for group in set(self.groups) - self._hears:
                self.groups.remove(group)
                await self.channel_layer.group_discard(group, self.channel_name)
            for group in self._hears - set(self.groups):
                await self.channel_layer.group_add(group, self.channel_name)
                self.groups.append(group)
        except (RedisError, ConnectionError):
            logger.warning("not heard yet: %s", self._hears, exc_info=True)

    def _send(self, text: str) -> None:
        self._out.put({"type": "websocket.send", "text": text})

    def _put(self, message: dict[str, Any]) -> None:
        self._out.put(message)

    def _has_room(self) -> bool:
        """Whether one more frame may be looked at; the first too many is told so, the rest are dropped."""
        now = time.monotonic()
        self._room = min(AT_ONCE, self._room + (now - self._counted_at) * A_SECOND)
        self._counted_at = now
        if self._room >= 1:
            self._room -= 1
            self._told_full = False
            return True
        if not self._told_full:
            self._told_full = True
            self.tell(error="too many", most=A_SECOND)
        return False


def _read(text: str) -> dict[str, Any] | None:
    """The object a frame is, None when it is none, broken, or nested to do harm."""
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return frame if isinstance(frame, dict) else None


def _push(frames: list[realtime.Frame]) -> None:
    if frames:
        realtime.messenger().send(frames)


class Nowhere(LiveConsumer):
    """An address where nothing is: closed at once, with a code that says so."""

    def connect(self) -> None:
        """4404 is final; the browser does not try again."""
        self.refuse(NOT_FOUND)
