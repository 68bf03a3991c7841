"""Lengths and moments in words: whole, never flattering."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone, translation

from support.look import times

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words", "brief"),
    [
        (0, "0 s", "0 s"),
        (59, "59 s", "59 s"),
        (60, "1 min", "1 min"),
        (3599, "59 min", "59 min"),
        (3600, "1 h", "1 h"),
        (3960, "1 h 6 min", "1 h 06"),
        (4200, "1 h 10 min", "1 h 10"),
        (9 * 3600 + 1200, "9 h 20 min", "9 h 20"),
        (13 * 3600 + 2400, "13 h", "13 h"),
        (71 * 3600, "71 h", "71 h"),
        (72 * 3600, "3 days", "3 days"),
        (76 * 3600, "3 days 4 h", "3 days 4 h"),
        (12 * 86_400 + 5 * 3600, "12 days", "12 days"),
    ],
)
def test_a_length_is_said_in_whole_numbers(seconds, words, brief):
    assert times.duration(seconds) == words
    assert times.duration(timedelta(seconds=seconds), brief=True) == brief


def test_what_is_left_is_never_rounded_up():
    assert times.duration(119) == "1 min"


def test_a_bound_is_never_rounded_down():
    assert times.duration(61, rounding="up") == "2 min"
    assert times.duration(3541, rounding="up") == "1 h"


def test_an_estimate_goes_to_the_nearest():
    assert times.duration(100, rounding="near") == "2 min"
    assert times.duration(80, rounding="near") == "1 min"


def test_a_negative_length_is_nothing():
    assert times.duration(-30) == "0 s"


def test_an_unknown_rounding_is_refused():
    with pytest.raises(KeyError):
        times.duration(5, rounding="sideways")


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=3, seconds=50), "3 min ago"),
        (timedelta(hours=5, minutes=40), "5 h ago"),
        (timedelta(days=1, hours=3), "1 day ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(minutes=-5), "in 5 min"),
        (timedelta(days=20), "2 November"),
        (timedelta(days=400), "18 October 2025"),
    ],
)
def test_how_long_ago(passed, words):
    assert times.ago(NOON - passed) == words


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOON - timedelta(hours=2), "today 10:00"),
        (NOON - timedelta(hours=13), "yesterday 23:00"),
        (NOON + timedelta(days=1), "tomorrow 12:00"),
        (NOON - timedelta(days=4), "18 November, 12:00"),
    ],
)
def test_when_it_was(moment, words):
    assert times.moment_words(moment) == words


@time_machine.travel(NOON, tick=False)
def test_today_is_the_readers_today():
    moment = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert times.moment_words(moment) == "yesterday 23:30"
    with timezone.override("Europe/Berlin"):
        assert times.moment_words(moment) == "today 00:30"


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("language", "this_year", "another"),
    [
        ("en", "2 November", "2 November 2025"),
        ("es", "2 de noviembre", "2 de noviembre de 2025"),
        ("fr", "2 novembre", "2 novembre 2025"),
        ("de", "2. November", "2. November 2025"),
        ("it", "2 novembre", "2 novembre 2025"),
        ("pt", "2 de novembro", "2 de novembro de 2025"),
        ("ru", "2 ноября", "2 ноября 2025\u202fг."),
        ("tr", "2 Kasım", "2 Kasım 2025"),
        ("zh-hans", "11月2日", "2025年11月2日"),
    ],
)
def test_a_day_is_written_as_its_language_writes_it(language, this_year, another):
    moment = datetime(2026, 11, 2, 12, tzinfo=UTC)
    with translation.override(language):
        assert times.day(moment) == this_year
        assert times.day(moment.replace(year=2025)) == another


@time_machine.travel(NOON, tick=False)
def test_a_day_is_the_readers():
    moment = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    assert times.day(moment) == "31 October"
    with timezone.override("Europe/Berlin"):
        assert times.day(moment) == "1 November"


def test_numbers_keep_their_form_in_every_language():
    for language in ("de", "ru", "zh-hans"):
        with translation.override(language):
            assert "10" in times.duration(4200, brief=True)
