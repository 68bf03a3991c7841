"""Holidays come in by a calendar file; what is none is refused with words."""

from datetime import date

import pytest

from tests.tickets.office_hours import day, ics
from tickets.holidays import NoCalendar, read

YEARS = {"first": date(2026, 1, 1), "last": date(2028, 12, 31)}


def test_single_days_spans_and_repeated_ones_are_spelled_out():
    file = ics(
        day("20261225", name="Christmas"),
        day("20261230", "DTEND;VALUE=DATE:20270102", name="Closed"),
        day("20200501", "RRULE:FREQ=YEARLY", name="Labour Day"),
    )
    assert read(file, **YEARS) == {
        date(2026, 5, 1): "Labour Day",
        date(2026, 12, 25): "Christmas",
        date(2026, 12, 30): "Closed",
        date(2026, 12, 31): "Closed",
        date(2027, 1, 1): "Closed",
        date(2027, 5, 1): "Labour Day",
        date(2028, 5, 1): "Labour Day",
    }


def test_exceptions_from_a_rule_and_meetings_are_no_holidays():
    file = ics(
        day("20260105", "RRULE:FREQ=YEARLY;COUNT=3", "EXDATE;VALUE=DATE:20270105"),
        "DTSTART:20260202T090000Z\r\nDTEND:20260202T100000Z\r\nSUMMARY:Stand-up",
    )
    assert list(read(file, **YEARS)) == [date(2026, 1, 5), date(2028, 1, 5)]


def test_a_day_that_never_ends_fills_no_more_than_the_years_asked_for():
    file = ics(day("20260101", "RRULE:FREQ=DAILY"), day("20200101", "DTEND;VALUE=DATE:20991231"))
    assert len(read(file, **YEARS)) == 365 + 365 + 366


def test_an_old_or_distant_day_is_left_out():
    assert read(ics(day("20190101"), day("20400101")), **YEARS) == {}


@pytest.mark.parametrize(
    "file",
    [
        b"\xff\xfe\x00",
        b"Mo-Fr 09:00-18:00",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:never\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        ics("SUMMARY:no day"),
        ics(day("20260101", "RRULE:FREQ=SOMETIMES")),
        b"x" * (2 << 20),
    ],
)
def test_what_is_no_calendar_is_refused(file):
    with pytest.raises(NoCalendar, match="file"):
        read(file, **YEARS)
