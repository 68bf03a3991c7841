"""Opening hours are wall times somewhere, asked about instants."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import hours

OFFICE = hours.parse("Mo-Fr 09:00-18:00", "Europe/Berlin")
INSTANTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_it_is_open_in_office_hours_and_closed_at_the_closing_second() -> None:
    assert OFFICE.is_open(at("2026-06-05T17:59:59+02:00"))
    assert not OFFICE.is_open(at("2026-06-05T18:00:00+02:00"))
    assert not OFFICE.is_open(at("2026-06-06T12:00:00+02:00"))


def test_on_friday_evening_it_opens_on_monday_whatever_the_clocks_do() -> None:
    assert OFFICE.opens_at(at("2026-03-27T18:00:00+01:00")) == at("2026-03-30T09:00:00+02:00")
    assert OFFICE.opens_at(at("2026-10-23T18:00:00+02:00")) == at("2026-10-26T09:00:00+01:00")


def test_while_open_it_says_when_it_closes_and_not_when_it_opens() -> None:
    noon = at("2026-06-05T12:00:00+02:00")
    assert OFFICE.closes_at(noon) == at("2026-06-05T18:00:00+02:00")
    assert OFFICE.opens_at(noon) is None
    assert OFFICE.closes_at(at("2026-06-06T12:00:00+02:00")) is None


def test_a_span_past_midnight_goes_on_in_the_next_day() -> None:
    night = hours.parse("Fr 22:00-06:00", "Europe/Berlin")
    assert night.is_open(at("2026-06-06T05:00:00+02:00"))
    assert not night.is_open(at("2026-06-05T05:00:00+02:00"))


def test_day_and_night_never_closes() -> None:
    always = hours.parse("24/7", "UTC")
    assert always.is_open(at("2026-06-07T00:00:00+00:00"))
    assert always.closes_at(at("2026-06-07T00:00:00+00:00")) is None


@given(INSTANTS)
def test_the_next_opening_is_the_first_open_minute(now: datetime) -> None:
    opens = OFFICE.opens_at(now)
    if opens is None:
        assert OFFICE.is_open(now)
    else:
        assert OFFICE.is_open(opens)
        assert not OFFICE.is_open(opens - timedelta(seconds=1))
        assert now < opens <= now + timedelta(days=4)


@pytest.mark.parametrize(
    "wrong", ["Mo-Fr 25:00-26:00", "Mo 09:00-18:00,", "Mo-Fr", "Xx 09:00-18:00", "Mo 9-18", "every day"]
)
def test_what_is_not_understood_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match="opening hours not understood"):
        hours.parse(wrong, "UTC")


# Business time.

CHRISTMAS = hours.parse("Mo-Fr 09:00-18:00", "Europe/Berlin", frozenset({date(2026, 12, 25)}))
ALWAYS = hours.parse("24/7", "Europe/Berlin")
LUNCH = hours.parse("Mo-Fr 08:30-12:00,13:00-17:45; Sa 22:00-03:15", "America/Sao_Paulo")
CALENDARS = [
    OFFICE,
    CHRISTMAS,
    ALWAYS,
    LUNCH,
    hours.parse("Mo-Su 00:00-02:45,02:15-05:00", "Europe/Berlin"),  # over the hour that comes twice
    hours.parse("Su 01:00-04:00", "Australia/Lord_Howe"),  # half an hour of summer time
    hours.parse("Mo-Sa 09:30-18:30", "Asia/Kolkata", frozenset({date(2026, 1, 26), date(2026, 8, 15)})),
]


def counted(calendar: hours.Hours, start: datetime, end: datetime) -> int:
    """Open minutes by looking at the wall clock in every one of them: slow, and nothing to get wrong."""
    found = 0
    while start < end:
        local = start.astimezone(calendar.zone)
        minute = local.hour * 60 + local.minute
        found += local.date() not in calendar.holidays and any(
            a.hour * 60 + a.minute <= minute < (b.hour * 60 + b.minute or 1440)
            for a, b in calendar.spans[local.weekday()]
        )
        start += timedelta(minutes=1)
    return found


@pytest.mark.parametrize(
    ("calendar", "created", "target", "due"),
    [
        (OFFICE, "2026-03-27T17:30:00+01:00", 4 * 60, "2026-03-30T12:30:00+02:00"),
        (OFFICE, "2026-03-28T12:00:00+01:00", 60, "2026-03-30T10:00:00+02:00"),
        (ALWAYS, "2026-03-29T01:30:00+01:00", 2 * 60, "2026-03-29T04:30:00+02:00"),
        (ALWAYS, "2026-10-25T01:30:00+02:00", 2 * 60, "2026-10-25T02:30:00+01:00"),
        (CHRISTMAS, "2026-12-24T16:00:00+01:00", 8 * 60, "2026-12-28T15:00:00+01:00"),
        (OFFICE, "2026-06-05T18:00:00+02:00", 30, "2026-06-08T09:30:00+02:00"),
        (OFFICE, "2026-06-05T22:00:00+08:00", 60, "2026-06-05T17:00:00+02:00"),
        (OFFICE, "2026-06-05T17:00:00+02:00", 60, "2026-06-05T18:00:00+02:00"),
    ],
)
def test_deadlines_fall_in_open_hours(calendar: hours.Hours, created: str, target: int, due: str) -> None:
    assert calendar.due(at(created), target * 60) == at(due)
    assert calendar.elapsed(at(created), at(due)) == target * 60


MINUTES = INSTANTS.map(lambda now: now.replace(second=0, microsecond=0))


@settings(max_examples=60)
@given(st.sampled_from(CALENDARS), MINUTES, st.integers(0, 9 * 24 * 60))
def test_business_time_is_what_a_slow_counter_counts(calendar: hours.Hours, start: datetime, n: int) -> None:
    end = start + timedelta(minutes=n)
    assert calendar.elapsed(start, end) == 60 * counted(calendar, start, end)
    assert calendar.elapsed(end, start) == -calendar.elapsed(start, end)


@settings(max_examples=60)
@given(
    st.sampled_from(CALENDARS),
    st.datetimes(datetime(2026, 3, 20), datetime(2026, 4, 10))
    | st.datetimes(datetime(2026, 10, 20), datetime(2026, 11, 5)),
    st.integers(1, 3 * 24 * 60),
)
def test_so_it_is_across_the_days_that_are_longer_or_shorter(
    calendar: hours.Hours, start: datetime, n: int
) -> None:
    start = start.replace(tzinfo=UTC, second=0, microsecond=0)
    end = start + timedelta(minutes=n)
    assert calendar.elapsed(start, end) == 60 * counted(calendar, start, end)


@given(st.sampled_from(CALENDARS), INSTANTS, st.floats(0.001, 3e6))
def test_due_is_the_first_instant_by_which_so_much_was_open(
    calendar: hours.Hours, start: datetime, seconds: float
) -> None:
    due = calendar.due(start, seconds)
    assert due > start
    assert calendar.elapsed(start, due) == pytest.approx(seconds, abs=1e-4)
    assert calendar.elapsed(start, due - timedelta(milliseconds=1)) < seconds - 1e-5


def test_what_never_opens_says_so_instead_of_looking_for_ever() -> None:
    with pytest.raises(hours.NeverOpen):
        hours.parse("", "UTC").due(at("2026-06-05T12:00:00+00:00"), 60)


def test_spans_that_overlap_are_counted_once() -> None:
    twice = hours.parse("Fr 09:00-15:00,12:00-18:00", "UTC")
    assert twice == hours.parse("Fr 09:00-18:00", "UTC")
    assert twice.elapsed(at("2026-06-05T00:00:00+00:00"), at("2026-06-06T00:00:00+00:00")) == 9 * 3600
