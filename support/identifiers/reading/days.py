"""The day in typed text: by its date, by its name, or by how long ago it was."""

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from ..refusal import NotOne
from . import calendar_words, rough_words
from .phrases import Text, any_of

_YMD = re.compile(r"(?<!\d)(\d{4})(?:[-/.]|年 ?)(\d{1,2})(?:[-/.]|月 ?)(\d{1,2})日?(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<![\d:])(\d{1,2})(?:\.|st|nd|rd|th)? (?:de |of )?([^\W\d]{3,12})\.?,?(?: (?:de |del )?(\d{4}))?(?!\d)"
)
_MONTH_DAY = re.compile(r"(?<!\w)([^\W\d]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?(?![\d:.])")
_MONTH = re.compile(r"(?<!\w)([^\W\d]{3,12})(?: (?:de )?(\d{4}))?(?!\w)")
_AGO = any_of(calendar_words.DAYS)


def of_date(left: Text, today: date, language: str) -> date | None:
    """The day of a date with its month, taken out of the text; without a year the last one that has been."""
    if match := left.take(_YMD):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := left.take(_NUMBERS):
        return _numbers(match, language)
    months = calendar_words.months(language)
    for pattern, name, number in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        for match in pattern.finditer(left.rest):
            if month := months.get(match[name].rstrip(".")):
                left.cut(match)
                return _in_year(match[3], month, int(match[number]), today)
    return None


def named(left: Text, today: date, language: str) -> tuple[date | None, bool]:
    """The day of "yesterday" or "Friday", the last one or today; and whether it was a weekday's name."""
    if match := left.take(_AGO):
        left.take(any_of(calendar_words.weekdays(language)))
        return today - timedelta(days=calendar_words.DAYS[match[0]]), False
    weekdays = calendar_words.weekdays(language)
    was_last_week = left.take(rough_words.LAST_WEEK) if any_of(weekdays).search(left.rest) else None
    match = left.take(any_of(weekdays))
    if match is None:
        return None, False
    if was_last_week:
        return today - timedelta(days=today.weekday() + 7 - weekdays[match[0]]), True
    is_last = left.take(rough_words.LAST)
    ago = (today.weekday() - weekdays[match[0]]) % 7
    return today - timedelta(days=ago or (7 if is_last else 0)), True


def of_week(left: Text, there: date, language: str) -> date | None:
    """The day of a weekday's name in the week of a day."""
    weekdays = calendar_words.weekdays(language)
    match = left.take(any_of(weekdays))
    return there + timedelta(days=weekdays[match[0]] - there.weekday()) if match else None


def of_month(left: Text, today: date, language: str) -> date | None:
    """The middle of a month that is named without a day."""
    for match in _MONTH.finditer(left.rest):
        if month := calendar_words.months(language).get(match[1]):
            left.cut(match)
            first = _in_year(match[2], month, 1, today)
            return first + timedelta(days=14)
    return None


def _numbers(match: re.Match[str], language: str) -> date:
    """Day before month, but English writes both ways: then only a number above 12 decides."""
    first, mark, second, year = int(match[1]), match[2], int(match[3]), match[4]
    whole = int(year) + (2000 if len(year) == 2 else 0)
    if language.startswith("en") and mark != ".":
        if first <= 12 and second <= 12 and first != second:
            one, other = _date(whole, second, first), _date(whole, first, second)
            told = {"one": one.isoformat(), "other": other.isoformat()}
            raise NotOne("two-dates", _("This may be %(one)s or %(other)s. Write the one you mean.") % told)
        if second > 12:
            first, second = second, first
    return _date(whole, second, first)


def _in_year(year: str | None, month: int, day: int, today: date) -> date:
    if year:
        return _date(int(year), month, day)
    this = _date(today.year, month, day) if (month, day) != (2, 29) else _date(today.year // 4 * 4, 2, 29)
    return this if this <= today else _date(today.year - 1, month, day)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotOne("no-date", _("This day is in no calendar. Check day and month.")) from None
