"""Live lines of browsers, for stories about who hears what."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.db import connections
from django.test import Client

from support.asgi import application
from support.people.models import User
from tickets import guests
from tickets.models import Ticket

do = sync_to_async  # what the rows see happens in one thread, as in the live process


@asynccontextmanager
async def line(
    user: User | None,
    path: str = "/ws/desk/",
    *,
    origin: str | None = None,
    let_into: Ticket | None = None,
    filed_here: Ticket | None = None,
) -> AsyncIterator[WebsocketCommunicator]:
    """A browser's live line, by its session cookie."""
    client = await do(_browser)(user, let_into, filed_here)
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    headers = [(b"origin", (origin or settings.LIVE_ORIGINS[0]).encode()), (b"cookie", cookie.encode())]
    socket = WebsocketCommunicator(application, path, headers=headers)
    try:
        yield socket
    finally:
        await socket.disconnect()
        await do(connections.close_all)()


def _browser(user: User | None, let_into: Ticket | None, filed_here: Ticket | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    if let_into or filed_here:
        session = client.session
        if let_into:
            guests.let_in(session, let_into)
        if filed_here:
            guests.filed_here(session, filed_here)
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


async def opened(socket: WebsocketCommunicator) -> WebsocketCommunicator:
    assert (await socket.connect(timeout=5))[0]
    return socket


async def refused_with(socket: WebsocketCommunicator) -> int:
    await opened(socket)
    return (await socket.receive_output(timeout=5))["code"]


async def frames(
    socket: WebsocketCommunicator, until: Callable[[dict[str, Any]], bool]
) -> list[dict[str, Any]]:
    """Everything heard up to and with the first frame that fits."""
    heard = []
    while True:
        heard.append(await socket.receive_json_from(timeout=5))
        if until(heard[-1]):
            return heard


def of(kind: str) -> Callable[[dict[str, Any]], bool]:
    return lambda frame: frame.get("type") == kind


async def rest(socket: WebsocketCommunicator) -> list[dict[str, Any]]:
    """What is still heard until nothing comes for a while."""
    heard = []
    while not await silent(socket):
        heard.append(await socket.receive_json_from())
    return heard


async def silent(socket: WebsocketCommunicator) -> bool:
    return await socket.receive_nothing(timeout=0.3, interval=0.05)
