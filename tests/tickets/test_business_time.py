"""Python and SQL count the same business time."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tickets.office_hours import FRIDAY_NOON, works
from tickets.business_time import open_seconds, open_since

NEAR = st.datetimes(datetime(2026, 9, 1), datetime(2027, 3, 1)).map(
    lambda at: at.replace(tzinfo=FRIDAY_NOON.tzinfo)
)
QUIET = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def asked(sql, **values):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", values)
        return cursor.fetchone()[0]


@pytest.fixture
def calendar(house):
    return works("front-line", "Mo-Fr 08:30-12:00,13:00-17:45; Sa 22:00-03:15", closed=["2026-12-25"])


@QUIET
@given(NEAR, NEAR)
def test_open_seconds_between_two_instants(calendar, start, end):
    start, end = sorted([start, end])
    sql = open_seconds("%(calendar)s", "%(start)s", "%(end)s")
    found = asked(sql, calendar=calendar.pk, start=start, end=end)
    assert found == pytest.approx(calendar.opening.elapsed(start, end), abs=1e-3)


@QUIET
@given(NEAR, st.floats(1, 5e5))
def test_the_instant_since_which_so_much_was_open(calendar, until, seconds):
    sql = open_since("%(calendar)s", "%(seconds)s", "%(until)s")
    since = asked(sql, calendar=calendar.pk, seconds=seconds, until=until)
    assert calendar.opening.elapsed(since, until) == pytest.approx(seconds, abs=1e-2)


def test_without_a_calendar_every_second_counts(db):
    later = FRIDAY_NOON + timedelta(hours=30)
    sql = open_seconds("%(calendar)s::int", "%(start)s", "%(end)s")
    assert asked(sql, calendar=None, start=FRIDAY_NOON, end=later) == 30 * 3600
    sql = open_since("%(calendar)s::int", "%(seconds)s", "%(until)s")
    assert asked(sql, calendar=None, seconds=30 * 3600, until=later) == FRIDAY_NOON
