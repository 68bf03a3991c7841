"""Figures out of samples."""

import time
from collections.abc import Callable, Iterable


def figure(value: float, unit: str, n: int) -> dict[str, object]:
    """One entry of results.json; three significant digits are all a shared machine gives."""
    return {"value": float(f"{value:.3g}"), "unit": unit, "n": n}


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Seconds of each of `times` calls."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return took


def quantile(samples: Iterable[float], share: float) -> float:
    """The value under which `share` of the samples lie (nearest rank)."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
