"""Opening hours are wall times somewhere, asked about instants."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
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


def test_a_span_past_midnight_belongs_to_the_day_it_began_on() -> None:
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


@pytest.mark.parametrize("wrong", ["Mo-Fr", "Xx 09:00-18:00", "Mo 9-18", "every day"])
def test_what_is_not_understood_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match="opening hours not understood"):
        hours.parse(wrong, "UTC")
