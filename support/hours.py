"""Opening hours and business time: wall times in a zone, asked about instants. Pure; every instant is aware.

Written as `Mo-Fr 08:00-12:00,13:00-20:00; Sa 10:00-14:00` (the common part of OpenStreetMap's
opening_hours); `24/7` is always open. Days are local dates: one of 23 or 25 hours is never counted as 24.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

Span = tuple[time, time]  # of one local date; an end of 00:00 is the end of that date

DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
RULE = re.compile(r"(\w\w)(?:-(\w\w))? (\d\d:\d\d-\d\d:\d\d(?:, ?\d\d:\d\d-\d\d:\d\d)*)")
MIDNIGHT = time(0)
EPOCH = 2020  # the year from whose first local second `mark` counts
LOOK_AHEAD = 14  # days
FOR_EVER = 10  # years in which something must open, or it never does


@dataclass(frozen=True)
class Hours:
    """When somebody is there: spans for each weekday, Monday first, but not on holidays (local dates)."""

    spans: tuple[tuple[Span, ...], ...]
    zone: ZoneInfo
    holidays: frozenset[date] = frozenset()

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there at this instant."""
        return any(start <= at < end for start, end in self._around(at))

    def closes_at(self, at: datetime) -> datetime | None:
        """When the span that is open now ends; None when closed, or when it never ends in two weeks."""
        end = None
        for start, stop in self._around(at):
            if start <= (end or at) < stop:
                end = stop
        return end if end and end - at < timedelta(days=LOOK_AHEAD - 1) else None

    def opens_at(self, at: datetime) -> datetime | None:
        """When it opens next; None when it is open, or stays closed for two weeks."""
        if self.is_open(at):
            return None
        return next((start for start, _ in self._around(at) if start > at), None)

    def mark(self, at: datetime) -> float:
        """Seconds open from the start of EPOCH until this instant: a clock that stands still while closed."""
        year = at.astimezone(self.zone).year
        opened = _opened(self, year)
        passed = bisect_right(opened.starts, at)
        inside = (
            (min(at, opened.ends[passed - 1]) - opened.starts[passed - 1]).total_seconds() if passed else 0.0
        )
        return _before(self, year) + (opened.sums[passed - 1] if passed else 0.0) + inside

    def at(self, mark: float) -> datetime:
        """The first instant by which so many seconds were open; raises NeverOpen."""
        year = EPOCH
        while not _before(self, year) < mark <= _before(self, year + 1):
            year += 1 if mark > 0 else -1
            if abs(year - EPOCH) > FOR_EVER and not any(
                _opened(self, year - n).ends for n in range(FOR_EVER)
            ):
                raise NeverOpen("nothing opens in these hours")
        opened, rest = _opened(self, year), mark - _before(self, year)
        index = bisect_left(opened.sums, rest) - 1
        return opened.starts[index] + timedelta(seconds=rest - opened.sums[index])

    def elapsed(self, start: datetime, end: datetime) -> float:
        """Seconds open between two instants; negative when the second is the earlier one."""
        return self.mark(end) - self.mark(start)

    def due(self, start: datetime, seconds: float) -> datetime:
        """The first instant by which `seconds` (above 0) were open since `start`; raises NeverOpen."""
        return self.at(self.mark(start) + seconds)

    def on(self, day: date) -> list[tuple[datetime, datetime]]:
        """The spans of one local date as instants in UTC, in order.

        A wall time that a change of clocks leaves out is read with the offset before the change (PEP 495).
        """
        if day in self.holidays:
            return []
        return [
            (
                datetime.combine(day, start, self.zone).astimezone(UTC),
                datetime.combine(day + timedelta(days=end == MIDNIGHT), end, self.zone).astimezone(UTC),
            )
            for start, end in self.spans[day.weekday()]
        ]

    def _around(self, at: datetime) -> list[tuple[datetime, datetime]]:
        today = at.astimezone(self.zone).date()
        return [span for n in range(-1, LOOK_AHEAD) for span in self.on(today + timedelta(days=n))]


class NeverOpen(ValueError):
    """Hours that no longer open: nothing can fall due in them."""


@dataclass(frozen=True)
class _Year:
    """The spans of one local year; `sums[i]` seconds were open before span i, `total` in all."""

    starts: list[datetime]
    ends: list[datetime]
    sums: list[float]
    total: float


@lru_cache(maxsize=512)
def _opened(hours: Hours, year: int) -> _Year:
    first, following = date(year, 1, 1), date(year + 1, 1, 1)
    spans = [span for n in range((following - first).days) for span in hours.on(first + timedelta(days=n))]
    spans = [(start, end) for start, end in spans if end > start]  # a span in the hour that spring leaves out
    sums = [0.0, *accumulate((end - start).total_seconds() for start, end in spans)]
    return _Year([start for start, _ in spans], [end for _, end in spans], sums[:-1], sums[-1])


@lru_cache(maxsize=512)
def _before(hours: Hours, year: int) -> float:
    """Seconds open between the start of EPOCH and the start of `year`."""
    if year < EPOCH:
        return _before(hours, year + 1) - _opened(hours, year).total
    return _before(hours, year - 1) + _opened(hours, year - 1).total if year > EPOCH else 0.0


def parse(text: str, zone: str, holidays: frozenset[date] = frozenset()) -> Hours:
    """Read opening hours. Raises ValueError, which names the rule it does not understand."""
    text = "Mo-Su 00:00-24:00" if text.strip() == "24/7" else text
    spans: list[list[Span]] = [[] for _ in DAYS]
    for rule in filter(None, (part.strip() for part in text.split(";"))):
        match = RULE.fullmatch(rule)
        if not match or match[1] not in DAYS or (match[2] or match[1]) not in DAYS:
            raise ValueError(f"opening hours not understood: {rule!r}")
        first, last = DAYS.index(match[1]), DAYS.index(match[2] or match[1])
        for day in range(first, last + 1 if last >= first else last + 8):
            for span in match[3].split(","):
                start, end = (_time(wall.strip(), rule) for wall in span.split("-"))
                if MIDNIGHT < end <= start:  # past midnight: the rest is the next date's
                    spans[(day + 1) % 7].append((MIDNIGHT, end))
                    end = MIDNIGHT
                spans[day % 7].append((start, end))
    return Hours(tuple(_apart(day) for day in spans), ZoneInfo(zone), holidays)


def _time(text: str, rule: str) -> time:
    try:
        return MIDNIGHT if text == "24:00" else time.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"opening hours not understood: {rule!r}") from error


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """The spans of a day in order, with those that touch or overlap made one."""
    minutes = sorted((_minute(start), _minute(end) or 1440) for start, end in spans)
    joined: list[tuple[int, int]] = []
    for start, end in minutes:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple((time(a // 60, a % 60), time(b // 60 % 24, b % 60)) for a, b in joined)


def _minute(wall: time) -> int:
    return wall.hour * 60 + wall.minute
