"""What a group of waits comes to: median, ninth decile, promises kept. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from support import wilson
from tickets.replay.lanes import Outcome


@dataclass(frozen=True)
class Figure:
    """Of `many` waits: seconds that half and nine tenths do not exceed (None: never), and promises kept."""

    many: int
    median: float | None
    ninth: float | None
    kept: int

    @property
    def attainment(self) -> float:
        """The share of promises kept."""
        return self.kept / self.many

    @property
    def percent(self) -> int:
        """The same in whole percent."""
        return round(100 * self.attainment)

    @property
    def bounds(self) -> tuple[int, int]:
        """The interval in whole percent."""
        low, high = self.interval
        return round(100 * low), round(100 * high)

    @property
    def interval(self) -> tuple[float, float]:
        """Between what shares it would lie in 95 of 100 such weeks (Wilson)."""
        return wilson.interval(self.kept, self.many)

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> "Figure":
        """The figure of some outcomes, at least one."""
        waits = [one.wait for one in outcomes]
        kept = sum(one.kept for one in outcomes)
        return cls(len(outcomes), quantile(waits, 0.5), quantile(waits, 0.9), kept)


def quantile(waits: Iterable[float | None], share: float) -> float | None:
    """The wait that a share of them does not exceed (nearest rank); None, never, is the longest."""
    ordered = sorted(math.inf if wait is None else wait for wait in waits)
    found = ordered[max(0, math.ceil(share * len(ordered)) - 1)]
    return None if math.isinf(found) else found
