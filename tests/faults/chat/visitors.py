"""Visitors' windows, as docs/chat-protocol.md has them: a line is said until it is kept or refused, under one
id; what is shown is what came as events and gaps, in the order of their numbers.

A window shows `[(seq, tag)]`. Without a WebSocket the same goes over HTTP.
"""

import asyncio
import json
import random
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import websockets

from tests.faults.chat.history import History

TAG = re.compile(r"v\d+-(?:[a-z]+-)?\d+")
ACK, DEAD, SIGN = 5.0, 8.0, 10.0  # seconds: for an answer, until a silent line is given up, between signs
TRIES, LONGEST_WAIT = 4, 4.0  # opened in vain so often: over HTTP meanwhile; seconds between tries
BROKEN = (OSError, TimeoutError, httpx.HTTPError, websockets.WebSocketException, asyncio.IncompleteReadError)
CSRF = "f" * 32
OVER_HTTP = {"Cookie": f"csrftoken={CSRF}", "X-CSRFToken": CSRF}


@dataclass
class Place:
    """Where the house is met: through the two proxies."""

    web: str
    live: str
    origin: str
    http: httpx.AsyncClient


@dataclass
class Transcript:
    """What one window shows: hints in order are shown, anything else is asked for."""

    ticket: str | None = None
    last: int = 0
    shown: list[tuple[int, str]] = field(default_factory=list)

    def hear(self, event: dict[str, Any]) -> bool:
        """Show an event; False when something before it is missing, and has to be asked for."""
        if event["seq"] <= self.last:
            return True
        if event["seq"] != self.last + 1:
            return False
        self._show(event)
        return True

    def fill(self, gap: dict[str, Any]) -> bool:
        """Show what was missing; False while there is more, or all of another ticket, to be asked for."""
        if gap["ticket"] != self.ticket:
            self.ticket, self.last, self.shown = gap["ticket"], 0, []
        if gap["after"] > self.last:  # the answer to a question from before: showing it would leave a hole
            return False
        for event in gap["events"]:
            if event["seq"] > self.last:
                self._show(event)
        self.last = max(self.last, gap["upto"])
        return not gap["more"]

    def _show(self, event: dict[str, Any]) -> None:
        self.last = event["seq"]
        self.shown += [(event["seq"], tag) for tag in TAG.findall(event.get("html", ""))]


class Window:
    """One window of a visitor: keeps a line open, or goes over HTTP, and shows what it learns."""

    def __init__(self, place: Place, cookie: str, chance: random.Random, *, socket: bool = True) -> None:
        self.place, self.chance, self.socket = place, chance, socket
        self.head = {"Cookie": f"{cookie}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
        self.transcript = Transcript()
        self.opened = self.failed = 0  # how often, and how often in vain since
        self._line: websockets.ClientConnection | None = None
        self._is_open, self._heard = asyncio.Event(), 0.0
        self._answers: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Open, and stay open."""
        self._task = asyncio.create_task(self._stay() if self.socket else self._poll())

    async def end(self) -> None:
        """Close the window."""
        self._task.cancel()
        with suppress(asyncio.CancelledError, *BROKEN):
            await self._task

    async def say(self, words: str, key: str) -> tuple[dict[str, Any], str]:
        """One try: the frame that answered, and by which door; raises one of BROKEN where nobody did."""
        if not self.socket or self.failed >= TRIES:
            return await self._post(words, key), "http"
        async with asyncio.timeout(ACK):
            await self._is_open.wait()
        answer = self._answers[key] = asyncio.get_running_loop().create_future()
        try:
            await self._tell(say=words, id=key)
            async with asyncio.timeout(ACK):
                return await answer, "line"
        except TimeoutError:
            if self._line:  # whoever does not answer is not there
                self._line.transport.abort()
            raise
        finally:
            self._answers.pop(key, None)

    async def catch_up(self) -> None:
        """Ask over HTTP for what is missing; raises one of BROKEN."""
        whole = False
        while not whole:
            answer = await self._get(f"/chat/after/{self.transcript.last}/")
            whole = self.transcript.fill(answer["gap"])

    async def _post(self, words: str, key: str) -> dict[str, Any]:
        told = {"say": words, "id": key}
        answer = await self.place.http.post(f"{self.place.web}/chat/say/", json=told, headers=self.head)
        if answer.status_code not in {200, 422, 429}:
            raise httpx.HTTPStatusError(str(answer.status_code), request=answer.request, response=answer)
        return answer.json()

    async def _get(self, path: str) -> dict[str, Any]:
        answer = await self.place.http.get(f"{self.place.web}{path}", headers=self.head)
        answer.raise_for_status()
        return answer.json()

    async def _poll(self) -> None:
        while True:
            with suppress(*BROKEN):
                await self.catch_up()
            await asyncio.sleep(self.chance.uniform(2, 4))

    async def _stay(self) -> None:
        while True:
            with suppress(*BROKEN):
                async with websockets.connect(
                    f"{self.place.live}/ws/chat/",
                    origin=self.place.origin,
                    additional_headers={"Cookie": self.head["Cookie"]},
                    open_timeout=ACK,
                    close_timeout=0.2,
                    ping_interval=None,
                    proxy=None,
                ) as self._line:
                    await self._listen()
            self._is_open.clear()
            self.failed += 1
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(ConnectionResetError())
            await asyncio.sleep(self.chance.uniform(0.1, min(LONGEST_WAIT, 0.5 * 2**self.failed)))

    async def _listen(self) -> None:
        """Ask for the gap, then hear; who is silent is asked, and left when they stay so."""
        await self._tell(after=self.transcript.last)
        self.opened += 1
        self._is_open.set()
        clock, asked, signed = asyncio.get_running_loop().time, False, 0.0
        while True:
            try:
                async with asyncio.timeout(DEAD):
                    frame = json.loads(await self._line.recv())
                self.failed, asked = 0, False
                await self._take(frame)
            except TimeoutError:
                if asked:
                    raise
                asked = True
            if asked or clock() - signed > SIGN:
                signed = clock()
                await self._tell(state=True)

    async def _take(self, frame: dict[str, Any]) -> None:
        """Show, or ask for what is missing; answers go to who waits for them."""
        match frame:
            case {"type": "kept" | "refused", "id": key} if key in self._answers:
                if not self._answers[key].done():
                    self._answers[key].set_result(frame)
            case {"type": "event"}:
                if not self.transcript.hear(frame):
                    await self._tell(after=self.transcript.last)
            case {"type": "gap"}:
                if not self.transcript.fill(frame):
                    await self._tell(after=self.transcript.last)
            case {"type": "state", "seq": seq} if seq > self.transcript.last:
                await self._tell(after=self.transcript.last)
            case {"error": "try again"}:
                for answer in self._answers.values():
                    if not answer.done():
                        answer.set_exception(ConnectionResetError("try again"))

    async def _tell(self, **frame: Any) -> None:
        await self._line.send(json.dumps(frame))


class Visitor:
    """Somebody who has things to say, one after the other, and does not give up."""

    def __init__(self, number: int, place: Place, history: History, chance: random.Random) -> None:
        self.name, self.place, self.history, self.chance = f"v{number}", place, history, chance
        self.number, self.said, self.windows, self.head = number, 0, [], {}

    async def come(self, *, socket: bool = True, devices: int = 1) -> None:
        """Open the page, and so many windows of it; only the first speaks."""
        address = f"10.{self.number // 250}.{self.number % 250}.1"
        page = await self.place.http.get(f"{self.place.web}/chat/", headers={"X-Forwarded-For": address})
        page.raise_for_status()
        cookie = "; ".join(f"{name}={value}" for name, value in page.cookies.items() if name != "csrftoken")
        for device in range(devices):
            window = Window(self.place, cookie, self.chance, socket=socket or device > 0)
            window.begin()
            self.windows.append(window)

    async def say_one(self, until: float) -> bool:
        """Say the next line until it is kept; False when time is up, and nobody knows."""
        self.said += 1
        tag = f"{self.name}-{self.said}"
        self.history.note(self.name, "say", tag, "invoke")
        while asyncio.get_running_loop().time() < until:
            try:
                answer, via = await self.windows[0].say(f"This is line {tag} of my story", tag)
            except BROKEN:
                await asyncio.sleep(self.chance.uniform(0.1, 0.4))
                continue
            if answer["type"] == "kept":
                self.history.note(self.name, "say", tag, "ok", via=via, seq=answer["seq"])
                return True
            self.history.note(self.name, "say", tag, "fail", via=via, why=answer["why"])
            await asyncio.sleep(min(answer["after"] or 1, 5))
        self.history.note(self.name, "say", tag, "info")
        return False

    async def go(self) -> None:
        """Close all windows."""
        await asyncio.gather(*(window.end() for window in self.windows))
