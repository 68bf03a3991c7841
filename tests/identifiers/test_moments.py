"""Moments in the customer's own zone: what browsers send and people type, in our nine languages."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.identifiers import moment_words, read_moment

from .vectors import refused

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def read(typed, language="en", zone=BERLIN, **more):
    return read_moment(typed, zone, NOW, language=language, **more)


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("2026-11-03T14:05", "en"),  # <input type=datetime-local>
        ("2026-11-03T14:05:00", "en"),
        ("2026-11-03T14:05:00.000", "en"),
        ("2026-11-03 14:05", "ru"),
        ("2026/11/03 14:05", "zh-hans"),
        ("2026年11月3日 14:05", "zh-hans"),
        ("2026年11月3日 下午2:05", "zh-hans"),
        ("3.11.2026 14:05", "de"),
        ("3.11.26, 14.05 Uhr", "de"),
        ("am Dienstag, 3. November 2026 um 14:05", "de"),
        ("3/11/2026 à 14h05", "fr"),
        ("mardi 3 novembre 2026 à 14:05", "fr"),
        ("3 de noviembre de 2026 a las 14:05", "es"),
        ("3 de novembro de 2026, às 14:05", "pt"),
        ("3 novembre 2026 alle 14:05", "it"),
        ("3 ноября 2026 г. в 14:05", "ru"),
        ("3 Kasım 2026 saat 14.05", "tr"),
        ("Nov 3, 2026, 2:05 PM", "en"),
        ("3rd of November 2026 at 2:05 p.m.", "en"),
        ("Tuesday 3 Nov 14:05", "en"),
        ("３．１１．２０２６ １４：０５", "de"),
        ("Time: 2026-11-03 14:05", "en"),
        ("2026-11-03 13:05 UTC", "en"),
        ("2026-11-03T13:05Z", "en"),
        ("2026-11-03T15:05+02:00", "en"),
        ("2026-11-03 08:05 UTC-5", "en"),
        ("2026-11-03 14:05 CET", "en"),
    ],
)
def test_a_moment_is_read_as_people_type_it(typed, language):
    assert read(typed, language) == datetime(2026, 11, 3, 13, 5, tzinfo=UTC)


YESTERDAY = """
yesterday at 14:05 | 2:05 pm yesterday | yesterday - 14:05 | gestern um 14:05 Uhr | hier à 14h05
ayer a las 14:05 | ieri alle 14:05 | ontem às 14:05 | вчера в 14:05 | dün saat 14:05 | 昨天 14:05
"""


@pytest.mark.parametrize("typed", YESTERDAY.replace("\n", "|").strip("|").split("|"))
def test_yesterday_is_the_day_before_in_every_language(typed):
    for language in ("en", "de"):
        assert read(typed, language) == datetime(2026, 11, 19, 13, 5, tzinfo=UTC)


def test_a_time_alone_is_today_s_in_the_customer_s_zone():
    assert read("09:05") == datetime(2026, 11, 20, 8, 5, tzinfo=UTC)
    assert read("23:05", zone="Pacific/Auckland") == datetime(2026, 11, 21, 10, 5, tzinfo=UTC)


def test_a_date_without_its_year_is_the_last_one():
    assert read("3 December 14:05").year == 2025
    assert read("3 November 14:05").year == 2026
    assert read("29 February 14:05") == datetime(2024, 2, 29, 13, 5, tzinfo=UTC)


def test_noon_and_midnight():
    assert read("2026-11-03 12:05 am").hour == 23
    assert read("2026-11-03 12:05 pm").hour == 11
    assert read("12:05 am 3.11.2026", "de").hour == 11  # "am" is German for "on the"


def test_a_date_of_numbers_is_day_first_but_english_has_both():
    assert read("03/04/2026 10:00", "fr") == datetime(2026, 4, 3, 8, 0, tzinfo=UTC)
    assert read("13/04/2026 10:00") == read("04/13/2026 10:00") == datetime(2026, 4, 13, 8, 0, tzinfo=UTC)
    problem = refused(read, "03/04/2026 10:00")
    assert problem.code == "two-dates"
    assert str(problem) == "This may be 2026-04-03 or 2026-03-04. Write the one you mean."


def test_a_time_that_came_twice_is_said_and_not_guessed():
    problem = refused(read, "25.10.2026 02:30")
    assert problem.code == "twice"
    assert "2026-10-25 00:30 UTC for the first or 2026-10-25 01:30 UTC for the second" in str(problem)
    assert (
        read("25.10.2026 02:30 CEST")
        == read("2026-10-25 00:30 UTC")
        == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    )
    assert read("25.10.2026 02:30 CET") == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_utc_of_a_doubled_time_names_its_own_day():
    problem = refused(read, "2026-04-05 02:30", zone="Pacific/Auckland")
    assert "2026-04-04 13:30 UTC" in str(problem)


def test_a_time_that_never_came_is_said():
    problem = refused(read, "29.03.2026 02:30")
    assert problem.code == "never"
    assert str(problem).endswith("Do you mean 03:30?")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-11-20", "no-time"),
        ("yesterday", "no-time"),
        ("31.02.2026 10:00", "no-date"),
        ("2026-13-01 10:00", "no-date"),
        ("2026-11-03 25:00", "no-time"),
        ("2026-11-03 10:61", "no-time"),
        ("0001-01-01 10:00", "absurd"),
        ("9999-12-31 23:59", "absurd"),
        ("2028-12-31 23:59", "absurd"),
        ("1999-12-31 23:59", "absurd"),
        ("some day at 10:00", "unknown"),
        ("after lunch", "unknown"),
        ("1", "unknown"),
        ("", "empty"),
    ],
)
def test_what_is_no_moment_is_refused_for_its_own_reason(typed, code):
    assert refused(read, typed).code == code


def test_what_lies_ahead_is_refused_where_it_must_have_happened():
    assert refused(read, "2026-11-20 14:05", past=True).code == "future"
    assert read("2026-11-20 14:05") == datetime(2026, 11, 20, 13, 5, tzinfo=UTC)
    assert read("2026-11-20 13:05", past=True)  # a clock may go five minutes fast


def test_a_moment_is_said_there_and_in_utc():
    assert (
        moment_words(datetime(2026, 6, 3, 12, 5, tzinfo=UTC), BERLIN, NOW)
        == "3 June 2026, 14:05 in Berlin (12:05 UTC)"
    )
    today = datetime(2026, 11, 20, 13, 5, tzinfo=UTC)
    assert moment_words(today, BERLIN, NOW) == "14:05 in Berlin (13:05 UTC)"
    assert moment_words(today, UTC, NOW) == moment_words(today, "UTC", NOW) == "13:05 UTC"
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    assert moment_words(late, BERLIN, NOW) == "00:30 in Berlin (19 November 2026, 23:30 UTC)"
    assert moment_words(late, "America/New_York", None).startswith("19 November 2026, 18:30 in New York (")


@settings(deadline=None, derandomize=True, max_examples=300)
@given(
    st.datetimes(datetime(2010, 1, 1), datetime(2026, 11, 1)),
    st.sampled_from(sorted(available_timezones() - {"localtime"})),
)
def test_what_a_browser_sends_is_the_instant_or_refused(local, zone):
    sent = local.strftime("%Y-%m-%dT%H:%M")
    here = ZoneInfo(zone)
    exact = local.replace(second=0, microsecond=0)
    readings = {exact.replace(tzinfo=here, fold=fold).astimezone(UTC) for fold in (0, 1)}
    if len(readings) == 1:
        assert {read_moment(sent, zone, NOW)} == readings
    else:
        assert refused(read_moment, sent, zone, NOW).code in ("twice", "never")


def test_a_zone_may_be_given_as_such():
    assert read_moment("2026-11-03 14:05", ZoneInfo(BERLIN), NOW) == datetime(2026, 11, 3, 13, 5, tzinfo=UTC)
    assert read_moment("2026-11-03 13:05", UTC, NOW) - NOW < timedelta(0)
