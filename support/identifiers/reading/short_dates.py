"""Days without a year or a month, in digits: "10.11.", "18/11", "the 18th"; none is taken for a time."""

import re
from datetime import date, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..refusal import NotOne
from . import calendar_words, clocks
from .phrases import Text, any_of

_DOTTED = re.compile(r"(?<![\d.:/])(\d{1,2})\.(\d{1,2})(\.?)(?![\d:/])")
_SLASHED = re.compile(r"(?<![\d.:/])(\d{1,2})/(\d{1,2})(?![\d./])")
_HAN = re.compile(r"(?<!\d)(\d{1,2})月 ?(\d{1,2})[日号]?")
_AT = re.compile(r"(?<!\w)(?:at|um|gegen|à|a|às|as|alle|las|saat|в|ore|vers) $")
_CLOCK_BEHIND = re.compile(r" ?(?:uhr|h|am|pm|a\. ?m|p\. ?m)(?!\w)")
_ALONE = re.compile(
    r"(?<!\w)the (\d{1,2})(?:st|nd|rd|th)?(?![\w:.])|(?<!\w)(\d{1,2})(?:st|nd|rd|th)(?!\w)"
    r"|(?<!\w)(?:am|den|dem|vom) (\d{1,2})\.(?! ?\d)|(?<!\w)(?:el día|el|dia|il) (\d{1,2})(?![\w:.])"
    r"|(?<!\w)(\d{1,2})(?:-?го| числа)(?!\w)|(?<!\w)ay[ıi]n (\d{1,2})(?!\d)|(?<!\d)(\d{1,2})[日号](?!之?前)"
)
_FRENCH = re.compile(r"(?<!\w)le (\d{1,2})(?![\w:.]| ?(?:h|heures?)(?!\w))")


def read(left: Text, today: date, language: str) -> date | None:
    """The last such day, taken out of the text. Raises NotOne where it may be two days, or a time."""
    if match := left.take(_HAN):
        return last(int(match[1]), int(match[2]), today)
    if match := left.take(_SLASHED):
        return _slashed(int(match[1]), int(match[2]), today, language)
    for match in sorted(_DOTTED.finditer(left.rest), key=lambda one: not one[3]):
        if day := _dotted(match, left, today, language):
            left.cut(match)
            return day
    match = left.take(_ALONE) or (left.take(_FRENCH) if language.startswith("fr") else None)
    return _of_month(int(next(filter(None, match.groups()))), today) if match else None


def last(month: int, day: int, today: date) -> date:
    """The last such day that has been. Raises NotOne where there is none."""
    for year in range(today.year, today.year - 8, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise NotOne("no-date", _("This day is in no calendar. Check day and month."))


def _slashed(first: int, second: int, today: date, language: str) -> date:
    """Day before month; English writes both ways, and only a number above 12 decides."""
    if language.startswith("en") and second > 12:
        first, second = second, first
    found = last(second, first, today)
    if language.startswith("en") and first <= 12 and second <= 12 and first != second:
        told = {"one": found.isoformat(), "other": last(first, second, today).isoformat()}
        raise NotOne("two-dates", _("This may be %(one)s or %(other)s. Write the one you mean.") % told)
    return found


def _dotted(match: re.Match[str], left: Text, today: date, language: str) -> date | None:
    """A day such as 10.11., unless it is a clock's; asked where it may be both."""
    before, behind = left.rest[: match.start()], left.rest[match.end() :]
    try:
        day = last(int(match[2]), int(match[1]), today)
    except NotOne:
        return None
    if _AT.search(before) or (_CLOCK_BEHIND.match(behind) and not match[3]):
        return None
    if any_of(calendar_words.DAYS).search(left.rest):
        return None
    hour, minute = int(match[1]), int(match[2])
    is_clock = hour < 24 and len(match[2]) == 2 and not match[3]
    if not is_clock or clocks.is_in(before + behind):
        return day
    names = calendar_words.weekdays(language)
    named = any_of(names).search(left.rest)
    if named and names[named[0]] == day.weekday():
        return day
    told = {"day": _day(day), "date": day.isoformat(), "time": f"{time(hour, minute):%H:%M}"}
    words = _("This may be %(day)s, or a time. Write %(date)s for the day or %(time)s for the time.")
    raise NotOne("day-or-time", words % told)


def _of_month(day: int, today: date) -> date:
    first = today.replace(day=1)
    for _month in range(3):
        try:
            if (found := first.replace(day=day)) <= today:
                return found
        except ValueError:
            pass
        first = (first - timedelta(days=1)).replace(day=1)
    raise NotOne("no-date", _("This day is in no calendar. Check day and month."))


def refuse_another_weekday(left: Text, day: date, language: str) -> None:
    """Raises NotOne where a weekday stands beside a day that falls on another."""
    names = calendar_words.weekdays(language)
    named = any_of(names).search(left.rest)
    if named and names[named[0]] != day.weekday():
        told = {"day": _day(day), "weekday": date_format(day, "l")}
        words = _("%(day)s falls on a %(weekday)s. Check the day and its name.")
        raise NotOne("weekday", words % told)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
