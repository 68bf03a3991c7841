"""A person's browser and its windows, speaking to the real live lines over a real Valkey.

A story about windows is one async function run by `play`: the line's own code then runs in the test's thread,
on the test's connection. The test needs `transactional_db`: what is told, is told after a commit.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from asgiref.sync import async_to_sync, sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client

from livechat.models import Visit
from support.asgi import application
from support.people.models import User
from tests import protocol

WAIT = 5  # seconds for a frame that must come
QUIET = 0.3  # seconds in which a frame that must not come would have come


class Window:
    """One open window: says, hears, and keeps everything it heard."""

    def __init__(self, line: WebsocketCommunicator, path: str = "/ws/chat/") -> None:
        self.line, self.path, self.heard = line, path, []

    async def send(self, **frame: Any) -> None:
        """Send one frame."""
        await self.line.send_to(text_data=json.dumps(frame))

    async def hear(self, type: str = "", **wanted: Any) -> dict[str, Any]:
        """The next frame of this type with these values; what comes before it is kept in `heard`."""
        async with asyncio.timeout(WAIT):
            while True:
                frame = json.loads(await self.line.receive_from(timeout=WAIT))
                protocol.check(frame, self.path)
                self.heard.append(frame)
                if frame.get("type", "") == type and wanted.items() <= frame.items():
                    return frame

    async def say(self, body: str, key: str = "line-0001", **more: Any) -> dict[str, Any]:
        """Say something and wait until it is kept."""
        await self.send(say=body, id=key, **more)
        return await self.hear("kept", id=key)

    async def gap(self, seq: int = 0) -> list[dict[str, Any]]:
        """Everything after `seq`."""
        await self.send(after=seq)
        return (await self.hear("gap"))["events"]

    async def state(self) -> dict[str, Any]:
        """Ask for the state, which is also a sign of life."""
        await self.send(state=True)
        return await self.hear("state")

    async def is_quiet(self) -> bool:
        """Whether nothing more comes for a moment."""
        return await self.line.receive_nothing(timeout=QUIET)

    async def closed_with(self) -> int:
        """The code it is closed with."""
        async with asyncio.timeout(WAIT):
            while (message := await self.line.receive_output(timeout=WAIT))["type"] != "websocket.close":
                self.heard.append(json.loads(message["text"]))
        return message["code"]


class Browser:
    """Somebody's browser: the page over HTTP, and as many windows as they open."""

    def __init__(self, user: User | None = None) -> None:
        self.client = Client()
        if user:
            self.client.force_login(user)

    def open_page(self) -> Any:
        """Load /chat/, which begins a visit or goes on with one."""
        return self.client.get("/chat/")

    @property
    def visit(self) -> Visit:
        """What the session remembers."""
        return Visit.objects.get(pk=self.client.session["visit"])

    @asynccontextmanager
    async def window(self, path: str = "/ws/chat/", origin: str = "") -> AsyncIterator[Window]:
        """One live line, with this browser's cookies; an agent's is at /ws/desk/."""
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self.client.cookies.items())
        headers = [(b"cookie", cookies.encode()), (b"origin", (origin or settings.SITE_URL).encode())]
        line = WebsocketCommunicator(application, path, headers=headers)
        connected, _ = await line.connect(timeout=WAIT)
        if not connected:
            raise ConnectionRefusedError(path)
        try:
            yield Window(line, path)
        finally:
            await line.disconnect()


def play(story: Callable[..., Any], *people: Any) -> Any:
    """Run an async story; `await here(action, …)` inside it for what others do."""
    return async_to_sync(story)(*people)


def here(action: Callable[..., Any], *args: Any, **options: Any) -> Any:
    """Await something synchronous inside a story: an action, a look at the database."""
    return sync_to_async(action)(*args, **options)
