"""How many agents a promise needs: Erlang B, C and A. Pure; times in one unit throughout.

Erlang (1917); Erlang A after Palm (1946), as in Mandelbaum and Zeltyn, "Service engineering in action: the
Palm/Erlang-A queue" (2007). Erlang C assumes that nobody leaves, so it overstates waits in chat; use A there.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

MOST_AGENTS = 2000
STEPS = 400  # of an integral
SPREAD = 30  # lengths of work and patience after which nobody waits any more


def erlang_b(load: float, agents: int) -> float:
    """The share of arrivals that find everybody busy when nobody can wait; `load` in erlangs."""
    blocked = 1.0
    for number in range(1, agents + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


@dataclass(frozen=True)
class Patient:
    """M/M/s, Erlang C: everybody waits. `rate` arrivals and `handling` length, in the same unit of time."""

    rate: float
    handling: float
    agents: int

    @property
    def load(self) -> float:
        """Work arriving, in erlangs."""
        return self.rate * self.handling

    @property
    def is_stable(self) -> bool:
        """Whether the line does not grow for ever."""
        return self.load < self.agents

    @property
    def waits(self) -> float:
        """P(W > 0); 1.0 where the line grows for ever."""
        if not self.is_stable:
            return 1.0
        blocked, busy = erlang_b(self.load, self.agents), self.load / self.agents
        return blocked / (1 - busy * (1 - blocked))

    @property
    def spare(self) -> float:
        """Replies a unit of time beyond the arrivals: sμ − λ."""
        return self.agents / self.handling - self.rate

    @property
    def mean_wait(self) -> float:
        """E[W], the average speed of answer; infinite where the line grows for ever."""
        return self.waits / self.spare if self.is_stable else math.inf

    def within(self, time: float) -> float:
        """P(W ≤ time)."""
        return 1 - self.waits * math.exp(-self.spare * time) if self.is_stable else 0.0

    def quantile(self, share: float) -> float:
        """The wait that `share` of all do not exceed."""
        if not self.is_stable:
            return math.inf
        return 0.0 if self.waits <= 1 - share else math.log(self.waits / (1 - share)) / self.spare


@dataclass(frozen=True)
class Impatient:
    """M/M/s+M, Erlang A: who waits longer than they like leaves; `patience` is the mean."""

    rate: float
    handling: float
    patience: float
    agents: int

    def _logs(self) -> list[float]:
        """ln P(n in the system), up to where the rest is below 1e-12 of the largest."""
        logs, largest, number = [0.0], 0.0, 0
        while True:
            number += 1
            leaving = min(number, self.agents) / self.handling
            leaving += max(0, number - self.agents) / self.patience
            logs.append(logs[-1] + math.log(self.rate / leaving))
            largest = max(largest, logs[-1])
            if number > self.agents and logs[-1] < largest - 28:
                break
        total = largest + math.log(math.fsum(math.exp(one - largest) for one in logs))
        return [one - total for one in logs]

    def _states(self) -> list[float]:
        return [math.exp(one) for one in self._logs()]

    @property
    def waits(self) -> float:
        """P(W > 0)."""
        return math.fsum(self._states()[self.agents :])

    def within(self, time: float) -> float:
        """The share of all that is answered within a time; who leaves before is not.

        1 − P(W > 0) + ∫₀ᵗ e^(−θx) v(x) dx, where v is the density of the wait that is offered:
        v(x) = λ P(s − 1) exp(λ (1 − e^(−θx)) / θ − sμx) (Zeltyn and Mandelbaum 2005).
        """
        logs = self._logs()
        before, leaving = math.log(self.rate) + logs[self.agents - 1], 1 / self.patience

        def density(wait: float) -> float:
            came = self.rate * self.patience * -math.expm1(-leaving * wait)
            return math.exp(before + came - (self.agents / self.handling + leaving) * wait)

        at_once = math.fsum(math.exp(one) for one in logs[: self.agents])
        end = min(time, SPREAD * (self.handling + self.patience))
        return min(1.0, at_once + _integral(density, end))

    @property
    def queue(self) -> float:
        """E[Q], how many wait on average."""
        states = self._states()
        return math.fsum((n - self.agents) * p for n, p in enumerate(states) if n > self.agents)

    @property
    def mean_wait(self) -> float:
        """E[W] over all, by Little's law."""
        return self.queue / self.rate

    @property
    def leaves(self) -> float:
        """P(Ab), the share that leaves without an answer: θ E[Q] / λ."""
        return self.queue / (self.rate * self.patience)


def _integral(of: Callable[[float], float], end: float) -> float:
    """∫ of(x) dx from 0, by Simpson's rule; the steps grow, for what we integrate is steep at 0."""
    points = [end * (n / STEPS) ** 2 for n in range(STEPS + 1)]
    parts = (
        (later - now) / 6 * (of(now) + 4 * of((now + later) / 2) + of(later))
        for now, later in pairwise(points)
    )
    return math.fsum(parts)


def fewest(share_with: Callable[[int], float], *, load: float, share: float) -> int:
    """The fewest agents (or slots) with which `share_with(agents)` reaches a share.

    No share above agents / load can be answered at all, so the search begins there. Raises ValueError when
    that takes more than MOST_AGENTS.
    """
    for agents in range(max(1, math.floor(share * load)), MOST_AGENTS + 1):
        if share_with(agents) >= share:
            return agents
    raise ValueError(f"more than {MOST_AGENTS} agents would be needed")


def agents_for(rate: float, handling: float, *, within: float, share: float) -> int:
    """The fewest agents with which `share` of all are answered within a time (Erlang C).

    Raises ValueError when that takes more than MOST_AGENTS.
    """
    return fewest(
        lambda agents: Patient(rate, handling, agents).within(within), load=rate * handling, share=share
    )
