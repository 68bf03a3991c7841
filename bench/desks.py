"""One agent's open desk without a browser: its line, and what its page asks for when that says something."""

import asyncio
import json
import re
import time
from contextlib import suppress
from typing import Any

import httpx
import websockets
from django.conf import settings

# As in static/js/elements/desk-queue.js and desk-thread.js: seconds, rows, kinds.
SOON, CALM, LATER, FULL = 0.15, 0.85, 4.0, 30
BEHIND = {"opened", "received", "replied", "noted", "claimed", "resolved"}
WORDS = {"received", "replied", "noted"}
SEQ, ROW = re.compile(r'data-seq="(\d+)"'), re.compile(r'id="row-(\d+)"')
PART = {"HX-Request": "true"}


class Desk:
    """A page with one ticket open. `asked` counts its requests."""

    def __init__(self, web: int, live: int, cookie: str, user: int, ticket: int) -> None:
        self.user, self.ticket, self.asked, self.last = user, ticket, 0, 0
        self._live, self._cookie = f"ws://127.0.0.1:{live}/ws/desk/", cookie
        self._web = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{web}", headers=PART | {"Cookie": cookie}, timeout=30
        )
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._acted: dict[str, float] = {}
        self._rows: set[int] = set()
        self._again = False

    async def open(self) -> None:
        """Load the page, open the line, say what is open."""
        page = await self._ask(f"/desk/tickets/{self.ticket}/")
        self.last = max(map(int, SEQ.findall(page)), default=0)
        self._rows = set(map(int, ROW.findall(await self._ask("/desk/queue/?view=next"))))
        head = {"Cookie": self._cookie}
        origin = settings.LIVE_ORIGINS[0]
        self._line = await websockets.connect(
            self._live, origin=origin, additional_headers=head, open_timeout=60
        )
        await self._line.send(json.dumps({"open": self.ticket}))
        self._listening = asyncio.create_task(self._listen())

    async def close(self) -> None:
        """Leave."""
        self._listening.cancel()
        for task in self._waiting.values():
            task.cancel()
        await self._line.close()
        await self._web.aclose()

    async def _listen(self) -> None:
        async for words in self._line:
            frame = json.loads(words)
            if frame.get("type") == "queue":
                soon = self._shows(frame)
                self._calmly("soon" if soon else "later", SOON if soon else LATER, CALM if soon else LATER)
            elif frame.get("type") == "event" and frame.get("ticket") == self.ticket:
                self._catch_up(brief=frame["kind"] in WORDS)

    def _shows(self, frame: dict[str, Any]) -> bool:
        """Whether a row may look different."""
        if frame["urgent"] or frame["ticket"] in self._rows or frame["kind"] not in BEHIND:
            return True
        return frame["holder"] == self.user if frame["holder"] else len(self._rows) < FULL

    def _calmly(self, name: str, soon: float, calm: float) -> None:
        if name in self._waiting:
            return
        wait = max(soon, self._acted.get(name, 0.0) + calm - time.monotonic())
        self._acted[name] = time.monotonic() + wait
        self._waiting[name] = asyncio.create_task(self._queue(name, wait))

    async def _queue(self, name: str, wait: float) -> None:
        await asyncio.sleep(wait)
        del self._waiting[name]
        with suppress(httpx.HTTPError):
            page = await self._ask(f"/desk/queue/?view=next&open={self.ticket}")
            self._rows = set(map(int, ROW.findall(page)))

    def _catch_up(self, *, brief: bool) -> None:
        """Head and gap, one question at a time."""
        if "thread" in self._waiting:
            self._again = True
            return
        self._waiting["thread"] = asyncio.create_task(self._thread(brief))

    async def _thread(self, brief: bool) -> None:
        try:
            self._again = True
            while self._again:
                self._again = False
                here = f"/desk/tickets/{self.ticket}"
                head = f"{here}/head/{'?brief' if brief else ''}"
                with suppress(httpx.HTTPError):
                    gap, _head = await asyncio.gather(
                        self._ask(f"{here}/after/{self.last}/"), self._ask(head)
                    )
                    self._shown(gap)
        finally:
            self._waiting.pop("thread", None)

    def _shown(self, gap: str) -> None:
        for seq in map(int, SEQ.findall(gap)):
            self.last = max(self.last, seq)

    async def _ask(self, path: str) -> str:
        self.asked += 1
        answer = await self._web.get(path)
        answer.raise_for_status()
        return answer.text
