"""Opening hours as plain numbers, counted as support.hours counts them, for a simulator in a hurry. Pure."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import accumulate

from support.hours import Hours


class Spans:
    """Spans in which something is open: seconds since an instant of the caller's choice, in order, apart."""

    def __init__(self, spans: Iterable[tuple[float, float]]) -> None:
        pairs = list(spans)
        self.starts = [start for start, _ in pairs]
        self.ends = [end for _, end in pairs]
        self._sums = [0.0, *accumulate(end - start for start, end in pairs)]
        self._last = (0.0, 0.0)

    @classmethod
    def of(cls, hours: Hours, *, since: datetime, first: datetime, last: datetime) -> "Spans":
        """The hours between two instants, in seconds since a third one."""
        day, days = first.date() - timedelta(days=1), (last - first).days + 3
        opened = (span for n in range(days) for span in hours.on(day + timedelta(days=n)))
        joined: list[tuple[float, float]] = []
        for start, end in (tuple((at - since).total_seconds() for at in span) for span in opened):
            if joined and start <= joined[-1][1]:  # midnight is no closing time
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            elif end > start:
                joined.append((start, end))
        return cls(joined)

    def is_open(self, at: float) -> bool:
        """Whether a moment lies in a span (its end does not)."""
        passed = bisect_right(self.starts, at)
        return bool(passed) and at < self.ends[passed - 1]

    def mark(self, at: float) -> float:
        """Seconds open until a moment; before the first span none, after the last no more."""
        if at == self._last[0]:
            return self._last[1]
        passed = bisect_right(self.starts, at)
        found = (
            self._sums[passed - 1] + min(at, self.ends[passed - 1]) - self.starts[passed - 1]
            if passed
            else 0.0
        )
        self._last = (at, found)
        return found
