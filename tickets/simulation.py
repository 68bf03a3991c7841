"""What the simulator is played with: arrivals, by chance or recorded, and the rules of who is next.

Pure; times in one unit. tickets.floor plays them.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

from tickets import priority

Rule = Callable[
    [float, float, int], Any
]  # (now, when it came, class) → the smallest is served; ties: lower class


class Source(Protocol):
    """Where work comes from. `next_at` is when the next one arrives, None when nothing comes any more."""

    next_at: float | None

    def take(self) -> int:
        """The class of the one that arrives now; moves `next_at` on."""

    def work(self, number: int) -> float:
        """How long arrival `number` (the first is 0) keeps an agent; asked when it starts."""


@dataclass
class Poisson:
    """Random arrivals and handling: `rates` of the classes and the mean `handling`, seeded."""

    rates: Sequence[float]
    handling: float
    many: int
    seed: int = 3
    next_at: float | None = field(init=False)

    def __post_init__(self) -> None:
        self._chance, self._left, self._all = Random(self.seed), self.many, sum(self.rates)  # noqa: S311
        self._upto = [sum(self.rates[: n + 1]) / self._all for n in range(len(self.rates))]
        self.next_at = self._chance.expovariate(self._all) if self.many else None

    def take(self) -> int:
        """The next arrival, chosen by the rates."""
        assert self.next_at is not None
        self._left -= 1
        following = self.next_at + self._chance.expovariate(self._all)
        self.next_at = following if self._left else None
        chosen = self._chance.random()
        return min(bisect_left(self._upto, chosen), len(self._upto) - 1)

    def work(self, number: int) -> float:
        """Exponential."""
        return self._chance.expovariate(1 / self.handling)


@dataclass
class Recorded:
    """What really arrived: `(at, class, work)`, in order of time."""

    arrivals: Sequence[tuple[float, int, float]]
    next_at: float | None = field(init=False)

    def __post_init__(self) -> None:
        self._index = 0
        self.next_at = self.arrivals[0][0] if self.arrivals else None

    def take(self) -> int:
        """The next that was recorded."""
        _, kind, _ = self.arrivals[self._index]
        self._index += 1
        self.next_at = self.arrivals[self._index][0] if self._index < len(self.arrivals) else None
        return kind

    def work(self, number: int) -> float:
        """As long as it really took."""
        return self.arrivals[number][2]


def fifo(now: float, came: float, kind: int) -> float:
    """The longest wait first."""
    return came


def strict(ranks: Sequence[float]) -> Rule:
    """The highest rank first, whatever the others have waited."""
    return lambda _now, _came, kind: -ranks[kind]


def earliest_due(targets: Sequence[float]) -> Rule:
    """The earliest due date first (Jackson; Goldberg 1977)."""
    return lambda _now, came, kind: came + targets[kind]


def accumulating(gains: Sequence[float]) -> Rule:
    """The largest gain × wait first (Kleinrock 1964)."""
    return lambda now, came, kind: -gains[kind] * (now - came)


def share_of_target(targets: Sequence[float]) -> Rule:
    """The house's rule: priority.order, without S0 and round the clock."""
    return lambda now, came, kind: priority.order(used=(now - came) / targets[kind], since=came)


def kleinrock(
    rates: Sequence[float], handling: float, second_moment: float, gains: Sequence[float]
) -> list[float]:
    """Mean waits of an accumulating priority queue with one agent, gains ascending (Kleinrock 1964).

    W_p = [W0/(1-ρ) − Σ_{i<p} ρ_i W_i (1 − b_i/b_p)] / [1 − Σ_{i>p} ρ_i (1 − b_p/b_i)]
    """
    shares = [rate * handling for rate in rates]
    residual = sum(rates) * second_moment / 2
    waits: list[float] = []
    for p, gain in enumerate(gains):
        before = sum(shares[i] * waits[i] * (1 - gains[i] / gain) for i in range(p))
        over = sum(shares[i] * (1 - gain / gains[i]) for i in range(p + 1, len(gains)))
        waits.append((residual / (1 - sum(shares)) - before) / (1 - over))
    return waits
