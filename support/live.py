"""What every live line has in common: it takes small, whole frames, and passes on what it hears."""

import json
from typing import Any

from asgiref.sync import async_to_sync
from channels.generic.websocket import WebsocketConsumer

LARGEST_FRAME = 64 * 1024  # characters
NOT_ALLOWED = 4403
NOT_SIGNED_IN = 4401


class LiveConsumer(WebsocketConsumer):
    """A WebSocket of JSON objects. Broken or oversized frames get an `{"error"}` and change nothing."""

    def understand(self, frame: dict[str, Any]) -> None:
        """Act on one frame; subclasses match it."""
        raise NotImplementedError

    def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Read one frame, or say why it cannot be read."""
        if text_data is None or len(text_data) > LARGEST_FRAME:
            self.tell(error="too large" if text_data else "not text", most=LARGEST_FRAME)
            return
        try:
            frame = json.loads(text_data)
        except (ValueError, RecursionError):  # broken, or nested to do harm
            frame = None
        if isinstance(frame, dict):
            self.understand(frame)
        else:
            self.tell(error="not understood")

    def tell(self, **frame: Any) -> None:
        """Send one frame to this screen."""
        self.send(json.dumps(frame))

    def frame(self, event: dict[str, Any]) -> None:
        """Pass on what the outbox pushed to a group."""
        self.send(json.dumps(event["frame"]))

    def join(self, group: str) -> None:
        """Hear a group from now on."""
        if group not in self.groups:
            self.groups.append(group)
            async_to_sync(self.channel_layer.group_add)(group, self.channel_name)

    def leave(self, group: str) -> None:
        """Stop hearing a group."""
        if group in self.groups:
            self.groups.remove(group)
            async_to_sync(self.channel_layer.group_discard)(group, self.channel_name)

    def refuse(self, code: int) -> None:
        """Accept and close at once, so that the browser learns the code."""
        self.accept()
        self.close(code)
