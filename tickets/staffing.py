"""How many agents a promise needs: Erlang B, C and A. Pure; times in one unit throughout.

Erlang (1917); Erlang A after Palm (1946), as in Mandelbaum and Zeltyn, "Service engineering in action: the
Palm/Erlang-A queue" (2007). Erlang C assumes that nobody leaves, so it overstates waits in chat; use A there.
"""

import math
from dataclasses import dataclass

MOST_AGENTS = 2000


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

    def _states(self) -> list[float]:
        """P(n in the system), up to where the rest is below 1e-12 of the largest."""
        logs, largest, number = [0.0], 0.0, 0
        while True:
            number += 1
            leaving = min(number, self.agents) / self.handling
            leaving += max(0, number - self.agents) / self.patience
            logs.append(logs[-1] + math.log(self.rate / leaving))
            largest = max(largest, logs[-1])
            if number > self.agents and logs[-1] < largest - 28:
                break
        weights = [math.exp(one - largest) for one in logs]
        total = math.fsum(weights)
        return [weight / total for weight in weights]

    @property
    def waits(self) -> float:
        """P(W > 0)."""
        return math.fsum(self._states()[self.agents :])

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


def agents_for(rate: float, handling: float, *, within: float, share: float) -> int:
    """The fewest agents with which `share` of all are answered within a time (Erlang C).

    Raises ValueError when that takes more than MOST_AGENTS.
    """
    for agents in range(max(1, math.floor(rate * handling)), MOST_AGENTS + 1):
        if Patient(rate, handling, agents).within(within) >= share:
            return agents
    raise ValueError(f"more than {MOST_AGENTS} agents would be needed")
