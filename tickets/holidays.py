"""Holidays out of a calendar file (iCalendar, RFC 5545), as states and companies publish them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar, Component

MOST_BYTES, MOST_DAYS = 1 << 20, 2000


class NoCalendar(ValueError):
    """A file that is no calendar we can read; the message says what is wrong with it."""


def read(file: bytes, *, first: date, last: date) -> dict[date, str]:
    """The whole days in a file from `first` to `last`, repeated ones spelled out, each with its name.

    Events with a time of day are meetings, not holidays, and are left out. Raises NoCalendar.
    """
    if len(file) > MOST_BYTES:
        raise NoCalendar(f"the file is larger than {MOST_BYTES >> 10} kB")
    try:
        events = Calendar.from_ical(file).walk("VEVENT")
        found = {day: name for event in events for day, name in _days(event, first, last)}
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise NoCalendar("the file is no iCalendar file") from error
    if len(found) > MOST_DAYS:
        raise NoCalendar(f"more than {MOST_DAYS} days")
    return dict(sorted(found.items()))


def _days(event: Component, first: date, last: date) -> Iterator[tuple[date, str]]:
    start = event.decoded("DTSTART")
    if isinstance(start, datetime):
        return
    end = event.decoded("DTEND") if "DTEND" in event else start + timedelta(days=1)
    length = max(1, min((end - start).days, 366))
    for begins in _begins(event, start, first - timedelta(days=length), last):
        for number in range(length):
            day = begins + timedelta(days=number)
            if first <= day <= last:
                yield day, str(event.get("SUMMARY", ""))[:120]


def _begins(event: Component, start: date, first: date, last: date) -> Iterator[date]:
    if "RRULE" not in event:
        yield start
        return
    midnight, said = time(), event["RRULE"].to_ical()
    words = said.decode() if isinstance(said, bytes) else str(said)
    rule = rrulestr(words, dtstart=datetime.combine(start, midnight), ignoretz=True)
    skipped = {moment.dt for dates in _listed(event, "EXDATE") for moment in dates.dts}
    for at in rule.between(datetime.combine(first, midnight), datetime.combine(last, midnight), inc=True):
        if at.date() not in skipped:
            yield at.date()


def _listed(event: Component, name: str) -> list[Any]:
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]
