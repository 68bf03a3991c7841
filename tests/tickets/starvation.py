"""How long the queue rule can make somebody wait, derived; and a pool of agents serving the real queue.

Somebody of target T who comes at 0 and is served at w is overtaken only by S0, and by later arrivals of a
target T' < T whose share was larger when they were served: (s − a)/T' > s/T for some s ≤ w, so that
a < w·(1 − T'/T). While they wait all agents work, so agents·w is at most the work of those in hand, of those
before them, and of these.
"""

import heapq
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import time_machine

from support.people.models import Customer, Tier, User
from tickets import actions, queue
from tickets.models import Topic
from tickets.pricing import PriceBook

S0 = 0


@dataclass(frozen=True)
class Class:
    """A tier at a severity, with what it is promised in seconds."""

    tier: str
    severity: int
    target: float

    def weight_against(self, other: "Class") -> float:
        """The share of the other's wait in which an arrival of this class still overtakes it."""
        if self.severity == S0 or other.severity == S0:
            return float(self.severity == S0 and other.severity != S0)
        return max(0.0, 1 - self.target / other.target)


@dataclass(frozen=True)
class Arrival:
    """Somebody comes `at` seconds after the beginning and keeps an agent for `work` seconds."""

    at: float
    kind: Class
    work: float


def bound(
    mine: Class,
    *,
    before: int,
    agents: int,
    work: float,
    rates: dict[Class, float],
    bursts: dict[Class, float],
) -> float | None:
    """The longest wait when each class brings at most burst + rate·x in any x seconds, each at most `work`.

    None where the overtakers alone could keep all agents busy: then the flood decides, not the rule.
    """
    weights = {kind: kind.weight_against(mine) for kind in rates}
    left = agents - work * sum(rate * weights[kind] for kind, rate in rates.items())
    if left <= 0:
        return None
    burst = sum(bursts[kind] for kind in rates if weights[kind])
    return work * (agents + before + burst) / left


def burst(times: Sequence[float], rate: float) -> float:
    """The least burst with which these arrivals keep to a rate."""
    return max(
        (last - first + 1 - rate * (times[last] - times[first])
         for first in range(len(times)) for last in range(first, len(times))),
        default=0.0,
    )  # fmt: skip


def bounds(arrivals: list[Arrival], waits: list[float], agents: int, load: float) -> list[float | None]:
    """The bound of each arrival, at rates that load the agents so much; `waits` tells who was before them."""
    work, kinds = max(one.work for one in arrivals), {one.kind for one in arrivals}
    rates = dict.fromkeys(kinds, load * agents / work / len(kinds))
    bursts = {kind: burst([it.at for it in arrivals if it.kind == kind], rates[kind]) for kind in kinds}
    starts = [one.at + wait for one, wait in zip(arrivals, waits, strict=True)]
    return [
        bound(
            one.kind,
            before=sum(starts[n] > one.at for n, it in enumerate(arrivals[:number])),
            agents=agents,
            work=work,
            rates=rates,
            bursts=bursts,
        )
        for number, one in enumerate(arrivals)
    ]


def trespasses(arrivals: list[Arrival], waits: list[float]) -> list[tuple[Arrival, Arrival]]:
    """Who was overtaken by whom outside the window in which the other's share could have been larger."""
    found = []
    for later, fast in enumerate(arrivals):
        start = fast.at + waits[later]
        for earlier, slow in enumerate(arrivals[:later]):
            if slow.at < fast.at and start < slow.at + waits[earlier] - 1e-3:
                window = (start - slow.at) * fast.kind.weight_against(slow.kind)
                if fast.at - slow.at > window + 1e-3:
                    found.append((slow, fast))
    return found


def promised(tier: str, severity: int) -> Class:
    """A class as the product's table prices it."""
    first = PriceBook().first_reply(severity, Tier.objects.get(slug=tier), "web")
    return Class(tier, severity, first.seconds)


def through_the_queue(arrivals: list[Arrival], agents: list[User], *, begin: datetime) -> list[float]:
    """Let everybody come and be claimed by whoever is free; back come their waits, in order of arrival."""
    coming, free = deque(enumerate(arrivals)), list(agents)
    busy: list[tuple[float, int]] = []
    waits = [0.0] * len(arrivals)
    number_of: dict[int, int] = {}  # of the tickets that wait
    while coming or number_of:
        now = min([one.at for _number, one in list(coming)[:1]] + [until for until, _agent in busy[:1]])
        while busy and busy[0][0] <= now:
            free.append(agents[heapq.heappop(busy)[1]])
        while coming and coming[0][1].at <= now:
            number, one = coming.popleft()
            number_of[_comes(one, number, begin)] = number
        while free and (pk := queue.claim(free[-1], now=begin + timedelta(seconds=now))):
            number = number_of.pop(pk)
            waits[number] = now - arrivals[number].at
            heapq.heappush(busy, (now + arrivals[number].work, agents.index(free.pop())))
    return waits


def _comes(one: Arrival, number: int, begin: datetime) -> int:
    topic = Topic.objects.filter(team__slug="front-line").first()
    Topic.objects.filter(pk=topic.pk).update(severity=one.kind.severity)
    topic.refresh_from_db()
    tier = Tier.objects.get(slug=one.kind.tier)
    customer, _made = Customer.objects.get_or_create(name=tier.slug, tier=tier)
    with time_machine.travel(begin + timedelta(seconds=one.at), tick=False):
        heard = actions.receive(
            channel="web", external_id=f"arrival-{number}", customer=customer, body="x", topic=topic
        )
    return heard.ticket.pk
