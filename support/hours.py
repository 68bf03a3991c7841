"""Opening hours: wall times in a zone, asked about instants. Pure; every instant is aware.

Written as `Mo-Fr 08:00-20:00; Sa 10:00-14:00` (the common part of OpenStreetMap's opening_hours); `24/7`
is always open. Days are local dates, so a day of 23 or 25 hours is never counted as 24.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
RULE = re.compile(r"(\w\w)(?:-(\w\w))? (\d\d:\d\d)-(\d\d:\d\d)")
LOOK_AHEAD = 14  # days


@dataclass(frozen=True)
class Hours:
    """When somebody is there: spans of local wall time for each weekday, Monday first."""

    spans: tuple[tuple[tuple[time, time], ...], ...]
    zone: ZoneInfo

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

    def _around(self, at: datetime) -> list[tuple[datetime, datetime]]:
        today = at.astimezone(self.zone).date()
        days = (today + timedelta(days=n) for n in range(-1, LOOK_AHEAD))
        return [self._instants(day, *span) for day in days for span in self.spans[day.weekday()]]

    def _instants(self, day: date, start: time, end: time) -> tuple[datetime, datetime]:
        last = day if end > start else day + timedelta(days=1)  # 24:00, or a span past midnight
        return (
            datetime.combine(day, start, self.zone).astimezone(ZoneInfo("UTC")),
            datetime.combine(last, end, self.zone).astimezone(ZoneInfo("UTC")),
        )


def parse(text: str, zone: str) -> Hours:
    """Read opening hours. Raises ValueError, which names the rule it does not understand."""
    text = "Mo-Su 00:00-24:00" if text.strip() == "24/7" else text
    spans: list[list[tuple[time, time]]] = [[] for _ in DAYS]
    for rule in filter(None, (part.strip() for part in text.split(";"))):
        match = RULE.fullmatch(rule)
        if not match or match[1] not in DAYS or (match[2] or match[1]) not in DAYS:
            raise ValueError(f"opening hours not understood: {rule!r}")
        first, last = DAYS.index(match[1]), DAYS.index(match[2] or match[1])
        for day in range(first, last + 1 if last >= first else last + 8):
            spans[day % 7].append((_time(match[3]), _time(match[4])))
    return Hours(tuple(tuple(sorted(day)) for day in spans), ZoneInfo(zone))


def _time(text: str) -> time:
    return time(0) if text == "24:00" else time.fromisoformat(text)
