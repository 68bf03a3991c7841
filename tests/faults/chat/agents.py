"""Agents at their desks: they race for chats, answer, give back; each follows one chat on a live line."""

import asyncio
import json
import random
import re
from contextlib import suppress
from typing import Any

import httpx
import websockets

from tests.faults.chat.history import History
from tests.faults.chat.visitors import BROKEN, CSRF, TAG, Place

MESSAGE = re.compile(r'<article class="message"[^>]*data-seq="(\d+)"(.*?)</article>', re.DOTALL)
SEQ = re.compile(r'data-seq="(\d+)"')
HTMX = {"HX-Request": "true"}


class Agent:
    """One agent: `tickets` is what there is to do, `{pk: visitor}`, filled by whoever looks."""

    def __init__(self, who: dict[str, Any], place: Place, history: History, chance: random.Random) -> None:
        self.name, self.pk, self.place = who["name"], who["pk"], place
        self.history, self.chance, self.answered = history, chance, 0
        self.head = {"Cookie": f"{who['cookie']}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
        self.mine: set[int] = set()
        self.follows: int | None = None
        self.shown: list[tuple[int, str]] = []
        self.last, self._line = 0, None
        self._task = asyncio.create_task(self._stay())

    async def claim(self, ticket: int) -> None:
        """Take it; somebody else may be faster."""
        self.history.note(self.name, "claim", ticket, "invoke")
        answer = await self._post(ticket, "claim", HTMX)
        if answer is None:
            self.history.note(self.name, "claim", ticket, "info")
        elif answer.status_code == 204:
            self.mine.add(ticket)
            self.history.note(self.name, "claim", ticket, "ok")
        else:
            self.history.note(self.name, "claim", ticket, "fail", status=answer.status_code)

    async def give_back(self, ticket: int, team: int) -> None:
        """Back into the queue."""
        self.mine.discard(ticket)
        self.history.note(self.name, "release", ticket, "invoke")
        answer = await self._post(ticket, "assign", HTMX, to=f"team-{team}", seen_with=str(self.pk))
        phase = "info" if answer is None else "ok" if answer.status_code == 204 else "fail"
        self.history.note(self.name, "release", ticket, phase)

    async def answer(self, ticket: int, visitor: str, until: float) -> bool:
        """Say something to a visitor until it has left; False when time is up, and nobody knows."""
        self.answered += 1
        tag = f"{visitor}-{self.name}-{self.answered}"
        self.history.note(self.name, "reply", tag, "invoke")
        while asyncio.get_running_loop().time() < until:
            said = {"body": f"Answer {tag} to you", "key": tag.replace("-", "0")}
            answer = await self._post(ticket, "reply", {}, **said)
            if answer is not None and answer.status_code == 302:
                self.history.note(self.name, "reply", tag, "ok", via="http")
                return True
            await asyncio.sleep(self.chance.uniform(0.2, 0.6))
        self.history.note(self.name, "reply", tag, "info")
        return False

    async def read(self, ticket: int) -> list[tuple[int, str]]:
        """The whole conversation as the desk shows it now, page by page; raises one of BROKEN."""
        shown: list[tuple[int, str]] = []
        last = 0
        while fresh := self._messages(page := await self._after(ticket, last), last):
            shown += fresh
            last = max(map(int, SEQ.findall(page)))
        return shown

    async def go(self) -> None:
        """Close the desk."""
        self._task.cancel()
        with suppress(asyncio.CancelledError, *BROKEN):
            await self._task

    async def catch_up(self) -> None:
        """Ask for what is missing of the followed chat."""
        if self.follows:
            page = await self._after(self.follows, self.last)
            self.shown += self._messages(page, self.last)
            self.last = max([self.last, *map(int, SEQ.findall(page))])

    def _messages(self, page: str, after: int) -> list[tuple[int, str]]:
        found = [(int(seq), TAG.findall(words)) for seq, words in MESSAGE.findall(page)]
        return [(seq, tag) for seq, tags in found if seq > after for tag in tags[:1]]

    async def _after(self, ticket: int, seq: int) -> str:
        address = f"{self.place.web}/desk/tickets/{ticket}/after/{seq}/"
        answer = await self.place.http.get(address, headers=self.head | HTMX)
        answer.raise_for_status()
        return answer.text

    async def _post(self, ticket: int, what: str, more: dict[str, str], **said: str) -> httpx.Response | None:
        """What the house says; None when nobody knows what it did."""
        address = f"{self.place.web}/desk/tickets/{ticket}/{what}/"
        try:
            answer = await self.place.http.post(address, data=said, headers=self.head | more)
        except BROKEN:
            return None
        return None if answer.status_code >= 500 else answer

    async def _stay(self) -> None:
        while True:
            with suppress(*BROKEN):
                async with websockets.connect(
                    f"{self.place.live}/ws/desk/",
                    origin=self.place.origin,
                    additional_headers={"Cookie": self.head["Cookie"]},
                    open_timeout=5,
                    close_timeout=0.2,
                    ping_interval=5,
                    ping_timeout=5,
                    proxy=None,
                ) as self._line:
                    await self._listen()
            await asyncio.sleep(self.chance.uniform(0.1, 2))

    async def _listen(self) -> None:
        """Hints of the chat that is followed; each says only that there is something to ask for."""
        opened = None
        while True:
            if self.follows != opened:
                opened = self.follows
                await self._line.send(json.dumps({"open": opened}))
                await self.catch_up()
            try:
                async with asyncio.timeout(1):
                    frame = json.loads(await self._line.recv())
            except TimeoutError:
                continue
            if frame.get("type") == "event" and frame["ticket"] == opened and frame["seq"] > self.last:
                await asyncio.sleep(0.3)  # several at once are one question
                await self.catch_up()
