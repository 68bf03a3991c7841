"""Dates and times of day in typed text, still without a zone."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from ..refusal import NotOne
from . import calendar_words as words

_HALF = r"(?:a\. ?m\.?|p\. ?m\.?|am|pm|öö|ös)"
_HOUR_OF = r"(?P<before>上午|下午|晚上|早上|凌晨)? ?(?<![\d.:])(?P<hour>\d{1,2})"
_TIME = re.compile(
    rf"{_HOUR_OF} ?[:.h时点] ?(?P<minute>\d{{2}})分?(?:[:.](?P<second>\d{{2}})(?:\.\d{{1,9}})?)?"
    rf"(?!\d) ?(?P<after>{_HALF}(?!\w))?"
)
_HOUR = re.compile(rf"{_HOUR_OF} ?(?:(?P<after>{_HALF})|h|uhr|点|时)(?!\w)")
_YMD = re.compile(r"(?<!\d)(\d{4})(?:[-/.]|年 ?)(\d{1,2})(?:[-/.]|月 ?)(\d{1,2})日?(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th)? (?:de |of )?([^\W\d]{3,12})\.?,?(?: (?:de |del )?(\d{4}))?(?!\d)"
)
_MONTH_DAY = re.compile(r"(?<!\w)([^\W\d]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?(?![\d:.])")


@dataclass
class Text:
    """A lower-case text from which what has been understood is taken away."""

    rest: str

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, taken out of the text."""
        match = pattern.search(self.rest)
        if match:
            self.cut(match)
        return match

    def cut(self, match: re.Match[str]) -> None:
        """Take a match out of the text."""
        self.rest = f"{self.rest[: match.start()]} {self.rest[match.end() :]}"


def read(text: str, now: datetime, language: str) -> datetime:
    """The local date and time in a text, naive; without a date it is today's. Raises NotOne.

    `now` is local time; a date without its year is the last one that has been.
    """
    left = Text(re.sub(r"(?<=\d)t(?=\d)", " ", text.lower()))
    day = _day(left, now.date(), language)
    clock = _clock(left, language)
    strange = [word for word in re.findall(r"[^\s,;:()/-]+", left.rest) if not _is_filler(word, language)]
    if strange or (day is None and clock is None):
        words_ = _("This date and time is not understood. Write it like this: %(example)s")
        raise NotOne("unknown", words_ % {"example": now.strftime("%Y-%m-%d 14:05")})
    if clock is None:
        raise NotOne("no-time", _("Add the time of day, at least roughly, for example 14:05."))
    return datetime.combine(day or now.date(), clock)


def _is_filler(word: str, language: str) -> bool:
    plain = word.strip(".'")
    return not plain or plain in words.FILLERS or plain in words.weekdays(language)


def _day(left: Text, today: date, language: str) -> date | None:
    if match := left.take(_YMD):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := left.take(_NUMBERS):
        return _numbers(match, language)
    months = words.months(language)
    for pattern, name, number in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        for match in pattern.finditer(left.rest):
            if month := months.get(match[name].rstrip(".")):
                left.cut(match)
                return _in_year(match[3], month, int(match[number]), today)
    for word, ago in words.DAYS.items():
        if match := re.search(rf"(?<!\w){word}(?!\w)" if word.isascii() else word, left.rest):
            left.cut(match)
            return today - timedelta(days=ago)
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


def _clock(left: Text, language: str) -> time | None:
    match = left.take(_TIME) or left.take(_HOUR)
    if not match:
        return None
    said = match.groupdict()
    hour, half = int(said["hour"]), re.sub(r"[. ]", "", said["after"] or said["before"] or "")
    if half == "am" and language.startswith("de"):  # "12:05 am 20.11." is noon
        half = ""
    if half and 1 <= hour <= 12:
        late = half in ("pm", "ös", "下午", "晚上")
        hour = hour % 12 + (12 if late else 0)
    try:
        return time(hour, int(said.get("minute") or 0), int(said.get("second") or 0))
    except ValueError:
        raise NotOne("no-time", _("This time is on no clock. Write it from 00:00 to 23:59.")) from None
