"""The story: many messages, by visitors and agents at once, while the nemesis rages; then every view.

Everything is bounded: `seconds` for the talking, a minute for everybody to finish, a minute for each view.
"""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx
import psycopg2

from tests.faults.chat.agents import Agent
from tests.faults.chat.history import History
from tests.faults.chat.house import HOST, House
from tests.faults.chat.nemesis import Nemesis
from tests.faults.chat.proxy import Proxy
from tests.faults.chat.views import Outcome, look
from tests.faults.chat.visitors import Place, Visitor

VISITORS, AGENTS = 40, 4
OVER_HTTP, TWO_DEVICES = 5, 8  # visitors without a WebSocket, and with a second device
ANSWERS = 0.15  # of all messages
PACE = 0.55  # seconds between lines of one visitor: the house takes 120 a minute
PATIENCE = 60  # seconds


class Story:
    """One run on one house."""

    def __init__(self, house: House, history: History, *, messages: int, seconds: float, seed: int) -> None:
        self.house, self.history, self.chance = house, history, random.Random(seed)
        self.seconds, self.messages = seconds, messages
        self.left, self.answers_left = round(messages * (1 - ANSWERS)), round(messages * ANSWERS)
        self.tickets: dict[int, str] = {}  # open chats, and whose they are
        self.until = 0.0

    async def run(self) -> Outcome:
        """Play it."""
        agents = json.loads(self.house.run_inside("tests.faults.chat.cast", str(AGENTS)))
        async with self._place() as (place, proxies):
            visitors = [Visitor(n, place, self.history, self._chance()) for n in range(VISITORS)]
            for few in range(0, VISITORS, 4):
                await asyncio.gather(
                    *(
                        one.come(
                            socket=one.number >= OVER_HTTP,
                            devices=2 if one.number >= VISITORS - TWO_DEVICES else 1,
                        )
                        for one in visitors[few : few + 4]
                    )
                )
            desks = [Agent(who, place, self.history, self._chance()) for who in agents]
            nemesis = Nemesis(self.house, proxies, self.history, self._chance())
            outcome = Outcome(self.history.rows, struck=nemesis.struck, began=time.time())
            cpu = self.house.cpu()
            self.until = asyncio.get_running_loop().time() + self.seconds + PATIENCE / 2
            outcome.ended = await self._talk(visitors, desks, nemesis)
            outcome.cpu = self.house.cpu() - cpu
            try:
                await look(outcome, self.house, visitors, desks)
            finally:
                await asyncio.gather(*(one.go() for one in (*visitors, *desks)))
        return outcome

    def _chance(self) -> random.Random:
        return random.Random(self.chance.random())

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[tuple[Place, dict[str, Proxy]]]:
        async with AsyncExitStack() as stack:
            ports = self.house.ports
            proxies = {
                name: await stack.enter_async_context(Proxy(HOST, ports[name])) for name in ("web", "live")
            }
            nobody_s = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
            http = await stack.enter_async_context(
                httpx.AsyncClient(
                    timeout=8,
                    trust_env=False,
                    cookies=nobody_s,
                    limits=httpx.Limits(max_connections=40, max_keepalive_connections=10),
                )
            )
            web, live = (f"{HOST}:{proxies[name].port}" for name in ("web", "live"))
            origin = f"http://{HOST}:{ports['web']}"
            yield Place(f"http://{web}", f"ws://{live}", origin, http), proxies

    async def _talk(self, visitors: list[Visitor], desks: list[Agent], nemesis: Nemesis) -> float:
        """Everybody speaks; when all is said, the nemesis is called off, and who waits may finish.

        Says when it was called off, in seconds since 1970.
        """
        talking = [self._tell(one) for one in visitors] + [self._work(one) for one in desks]
        looking = asyncio.create_task(self._list_chats())
        raging = asyncio.create_task(nemesis.rage())
        everybody = asyncio.gather(*talking)
        try:
            while not everybody.done() and (self.left > 0 or self.answers_left > 0):
                await asyncio.wait([everybody], timeout=0.2)
                if asyncio.get_running_loop().time() > self.until - PATIENCE / 2:
                    break
            self.left = self.answers_left = 0
            raging.cancel()
            called_off = time.time()
            await asyncio.wait_for(everybody, PATIENCE)
        finally:
            for task in (raging, looking):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        return called_off

    async def _tell(self, visitor: Visitor) -> None:
        while self.left > 0:
            self.left -= 1
            began = asyncio.get_running_loop().time()
            await visitor.say_one(self.until)
            took = asyncio.get_running_loop().time() - began
            await asyncio.sleep(max(0.0, PACE * visitor.chance.uniform(0.8, 1.2) - took))

    async def _work(self, agent: Agent) -> None:
        """Race for what nobody has, answer what is mine, now and then give something back."""
        while self.answers_left > 0:
            if not self.tickets:
                await asyncio.sleep(0.2)
                continue
            ticket = agent.chance.choice(sorted(self.tickets))
            if agent.follows is None:
                agent.follows = ticket
            if ticket not in agent.mine:
                await agent.claim(ticket)
            elif agent.chance.random() < 0.3:
                await agent.give_back(ticket, self.team)
            for mine in agent.chance.sample(sorted(agent.mine), min(2, len(agent.mine))):
                if self.answers_left > 0:
                    self.answers_left -= 1
                    await agent.answer(mine, self.tickets[mine], self.until)

    async def _list_chats(self) -> None:
        """What agents find in their queue, without asking the page for it each time."""
        statement = """SELECT DISTINCT ON (ticket_id) ticket_id, substring(body FROM 'v[0-9]+'), team_id
                         FROM tickets_message JOIN tickets_ticket ON tickets_ticket.id = ticket_id
                        WHERE kind = 'customer' AND closed_at IS NULL"""
        while True:
            with suppress(psycopg2.Error):
                for ticket, visitor, team in await asyncio.to_thread(self.house.ask, statement):
                    self.tickets[ticket], self.team = visitor, team
            await asyncio.sleep(2)
