"""What goes wrong, and when: a deck of faults, shuffled by a seed, every kind in each round."""

import asyncio
import random
import signal
from collections.abc import Callable
from contextlib import suppress

import redis

from tests.faults.chat.history import History
from tests.faults.chat.house import House
from tests.faults.chat.proxy import Proxy

CALM = (0.3, 1.5)  # seconds between recovery and the next fault
RECOVERY = 20  # seconds; then the next fault comes all the same
Blow = Callable[[], float]  # strikes, and says for how many seconds it lasts


class Nemesis:
    """Breaks something every few seconds until it is cancelled; `struck` counts by kind."""

    def __init__(
        self, house: House, proxies: dict[str, Proxy], history: History, chance: random.Random
    ) -> None:
        self.house, self.proxies, self.history, self.chance = house, proxies, history, chance
        self.struck: dict[str, int] = {}
        self.stopped: set[str] = set()

    @property
    def kinds(self) -> dict[str, Blow]:
        """Every fault by name."""
        kills = {f"{name} killed": self._killer(name) for name in ("live", "web", "worker", "beat")}
        stops = {f"{name} stopped": self._stopper(name) for name in ("live", "web", "worker")}
        return (
            kills
            | stops
            | {
                "Valkey killed, back empty": self._killer("valkey", 3.0),
                "Valkey paused": self._pause,
                "PostgreSQL down at once": self._killer("postgres", 1.5),
                "lines cut mid-frame": self._cut,
            }
        )

    async def rage(self) -> None:
        """One round after the other."""
        try:
            while True:
                kinds = sorted(self.kinds)
                self.chance.shuffle(kinds)
                for kind in kinds:
                    await asyncio.sleep(self.chance.uniform(*CALM))
                    await self.strike(kind)
        finally:
            for name in list(self.stopped):
                self.house.signal(name, signal.SIGCONT)

    async def strike(self, kind: str) -> None:
        """One fault, until its end."""
        self.struck[kind] = self.struck.get(kind, 0) + 1
        self.history.note("nemesis", "fault", kind, "invoke")
        lasts = self.kinds[kind]()
        await asyncio.sleep(lasts)
        for name in list(self.stopped):
            self.house.signal(name, signal.SIGCONT)
            self.stopped.discard(name)
        self.history.note("nemesis", "fault", kind, "ok", lasted=round(lasts, 2))
        await self._until_recovered()

    async def _until_recovered(self) -> None:
        """One thing breaks at a time: wait until both doors keep words again, though not for ever."""
        waited, seen, doors = 0.0, len(self.history.rows), {"line", "http"}
        while doors and waited < RECOVERY:
            await asyncio.sleep(0.1)
            waited += 0.1
            kept = (row for row in self.history.rows[seen:] if row["phase"] == "ok")
            doors = {"line", "http"} - {row.get("via") for row in kept}

    def _killer(self, name: str, longest: float = 0.0) -> Blow:
        def strike() -> float:
            away = self.chance.uniform(0, longest)
            self.house.kill(name, away=away)
            return away

        return strike

    def _stopper(self, name: str) -> Blow:
        def strike() -> float:
            self.stopped.add(name)
            self.house.signal(name, signal.SIGSTOP)
            return self.chance.uniform(0.5, 3)

        return strike

    def _pause(self) -> float:
        lasts = self.chance.uniform(0.5, 3)
        with suppress(redis.RedisError), self.house.valkey() as client:
            client.client_pause(int(lasts * 1000))
        return lasts

    def _cut(self) -> float:
        for proxy in self.proxies.values():
            proxy.cut(self.chance.randrange(1, 2_000))
        return 0.5
