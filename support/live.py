"""What every live line has in common: it takes small, whole frames, and passes on what it hears."""

import json
import logging
import time
from importlib import import_module
from typing import Any

from asgiref.sync import async_to_sync
from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer
from django.conf import settings
from django.contrib.auth import get_user
from django.db import Error as DatabaseError
from django.db import OperationalError, connection
from django.http import HttpRequest
from redis.exceptions import RedisError

LARGEST_FRAME = 64 * 1024  # characters
AT_ONCE, A_SECOND = 60, 10  # frames of one line: in a burst, and lastingly
NOT_ALLOWED = 4403
NOT_SIGNED_IN = 4401
NOT_FOUND = 4404

logger = logging.getLogger(__name__)


class LiveConsumer(WebsocketConsumer):
    """A WebSocket of JSON objects. Frames that cannot be taken get an `{"error"}` and change nothing.

    `{"ping": 1}` is answered `{"pong": 1}`: a page knows by it that its line is alive.
    """

    is_refused = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._room, self._counted_at, self._told_full = float(AT_ONCE), time.monotonic(), False

    def understand(self, frame: dict[str, Any]) -> None:
        """Act on one frame; subclasses match it."""
        raise NotImplementedError

    def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Read one frame, or say why it cannot be read. What fails on our side may be sent again."""
        if self.is_refused or not self._has_room():
            return
        if text_data is None or len(text_data) > LARGEST_FRAME:
            self.tell(error="too large" if text_data else "not text", most=LARGEST_FRAME)
            return
        try:
            frame = json.loads(text_data)
        except (ValueError, RecursionError):  # broken, or nested to do harm
            frame = None
        if not isinstance(frame, dict):
            self.tell(error="not understood")
            return
        if "ping" in frame:
            self.tell(pong=1)
            return
        try:
            self._understand(frame)
        except (DatabaseError, RedisError, ConnectionError):
            logger.warning("a frame was not answered", exc_info=True)
            self.tell(error="try again")

    def _understand(self, frame: dict[str, Any]) -> None:
        """Act on a frame; when the line to the database broke meanwhile, once more on a new one.

        Nothing was committed then, and what was would be recognised: every frame may come twice.
        """
        try:
            self.understand(frame)
        except OperationalError:
            if connection.is_usable():
                raise
            connection.close()
            self.understand(frame)

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

    def tell(self, **frame: Any) -> None:
        """Send one frame to this screen."""
        self.send(json.dumps(frame))

    def websocket_disconnect(self, message: dict[str, Any]) -> None:
        """Leave all groups; while Valkey is away there is nothing to leave."""
        try:
            super().websocket_disconnect(message)
        except (RedisError, ConnectionError) as error:
            self.disconnect(message["code"])
            raise StopConsumer from error

    def frame(self, event: dict[str, Any]) -> None:
        """Pass on what the outbox pushed to a group."""
        if not self.is_refused:
            self.send(json.dumps(event["frame"]))

    def join(self, group: str) -> None:
        """Hear a group from now on."""
        if group not in self.groups:
            async_to_sync(self.channel_layer.group_add)(group, self.channel_name)
            self.groups.append(group)

    def leave(self, group: str) -> None:
        """Stop hearing a group."""
        if group in self.groups:
            self.groups.remove(group)
            async_to_sync(self.channel_layer.group_discard)(group, self.channel_name)

    def is_signed_in_still(self) -> bool:
        """Whether the sign-in this line was opened with still holds: no sign-out, no new password."""
        request = HttpRequest()
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(
            self.scope["session"].session_key
        )
        return get_user(request).pk == self.scope["user"].pk

    def refuse(self, code: int) -> None:
        """Accept and close at once, so that the browser learns the code."""
        self.is_refused = True
        self.accept()
        self.close(code)


class Nowhere(LiveConsumer):
    """An address where nothing is: closed at once, with a code that says so."""

    def connect(self) -> None:
        """4404 is final; the browser does not try again."""
        self.refuse(NOT_FOUND)
