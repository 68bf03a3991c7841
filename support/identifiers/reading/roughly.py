"""Local times as people remember them, exact or not, still without a zone; and how exact they are."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from ..refusal import NotOne
from . import calendar_words, clocks, days, rough_words
from .phrases import Text
from .when import Exact

NOON, LATE = time(12), time(22)
_COMPOUND = re.compile(
    r"(tag|woch)(abend|nachmittag|vormittag|mittag|morgen|nacht|früh)(?!\w)"
)  # Freitagabend
_RELATIVE = re.compile(r"^[~≈] ?|(?<=\d) ?[~≈]|(?<!\w)un[oa]s (?=\d)")


@dataclass(frozen=True, slots=True)
class Local:
    """A local date and time, and how exact it is."""

    at: datetime
    exact: Exact


def read(text: str, now: datetime, language: str) -> Local:
    """The local date and time in a text, naive; without a date it is today's. Raises NotOne.

    `now` is local time. What was not told is filled in with the middle of what it may be.
    """
    left = Text(_COMPOUND.sub(r"\1 \2", re.sub(r"(?<=\d)t(?=\d)", " ", " ".join(text.lower().split()))))
    is_rough = left.take(_RELATIVE) is not None
    while left.take(rough_words.HEDGE):
        is_rough = True
    here = now.replace(tzinfo=None, second=0, microsecond=0)
    found = _ago(left, here, language, is_rough) or _told(left, here, language, is_rough)
    if found is None or _strange(left, language):
        example = now.strftime("%Y-%m-%d 14:05")
        words = _(
            "This date and time is not understood. Write it like this: %(example)s, or roughly, such as "
            "“yesterday evening” or “about 3 days ago”."
        )
        raise NotOne("unknown", words % {"example": example})
    return found


def _ago(left: Text, now: datetime, language: str, is_rough: bool) -> Local | None:
    """Three days ago, an hour ago."""
    match = left.take(rough_words.AGO)
    if match is None:
        return None
    number, unit = match["beforen"] or match["aftern"], match["beforeu"] or match["afteru"]
    count = float(number) if (number or "").isdecimal() else rough_words.NUMBERS.get(number, 1)
    step = next(step for pattern, step in rough_words.UNITS if pattern.fullmatch(unit))
    at = now - count * step
    if step < timedelta(days=1):
        return Local(at, Exact.ABOUT)
    clock, is_part = clocks.read(left, language, is_rough=is_rough)
    if step == timedelta(days=1) and clock:
        return Local(datetime.combine(at, clock), Exact.ABOUT if is_part or is_rough else Exact.MINUTE)
    if step > timedelta(weeks=1):
        return Local(at, Exact.WEEKS)
    is_one_day = step == timedelta(days=1) and not is_rough and number and number not in rough_words.FEW
    return Local(datetime.combine(at, NOON), Exact.DAY if is_one_day else Exact.DAYS)


def _told(left: Text, now: datetime, language: str, is_rough: bool) -> Local | None:
    """A day and a time of day, either of which may be missing."""
    today = now.date()
    if left.take(rough_words.LAST_NIGHT):
        return Local(datetime.combine(today - timedelta(days=1), LATE), Exact.ABOUT)
    day, is_weekday = days.of_date(left, today, language), False
    is_dated = day is not None
    if day is None:
        day, is_weekday = days.named(left, today, language)
    if day is None and rough_words.AHEAD.search(left.rest):
        raise NotOne("future", _("This lies ahead. Say when it happened; check the day as well."))
    if day is None and (span := _span(left, now, language)):
        return span
    clock, is_part = clocks.read(left, language, is_rough=is_rough)
    if clock is None:
        return _all_day(day, now, Exact.DAYS if is_dated and is_rough else Exact.DAY) if day else None
    at = datetime.combine(day or today, clock)
    if is_weekday and at > now:  # "Friday at 14:05", said on a Friday morning
        at -= timedelta(days=7)
    return Local(at, Exact.ABOUT if is_part or is_rough else Exact.MINUTE)


def _span(left: Text, now: datetime, language: str) -> Local | None:
    """Last week, this week, at the weekend, in October."""
    monday = now.date() - timedelta(days=now.weekday())
    if left.take(rough_words.WEEKEND):
        left.take(rough_words.LAST)
        return _all_day(monday - timedelta(days=1), now, Exact.DAYS)
    if left.take(rough_words.THIS_WEEK):
        return _all_day(monday + timedelta(days=now.weekday() // 2), now, Exact.DAYS)
    if left.take(rough_words.LAST_WEEK):
        return _all_day(monday - timedelta(days=4), now, Exact.DAYS)
    if left.take(rough_words.LAST_MONTH):
        return _all_day(now.date().replace(day=1) - timedelta(days=15), now, Exact.WEEKS)
    month = days.of_month(left, now.date(), language)
    return _all_day(month, now, Exact.WEEKS) if month else None


def _all_day(day: date, now: datetime, exact: Exact) -> Local:
    """The middle of a day, but of today only what has been, and of a month that still runs as well."""
    noon = datetime.combine(day, NOON)
    runs = day == now.date() or (exact == Exact.WEEKS and (day.year, day.month) == (now.year, now.month))
    return Local(min(noon, now) if runs else noon, exact)


def _strange(left: Text, language: str) -> list[str]:
    """The words that were not understood."""
    known = calendar_words.FILLERS | calendar_words.weekdays(language).keys()
    words = (word.strip(".'") for word in re.findall(r"[^\s,;:()/-]+", left.rest))
    return [word for word in words if word and word not in known and set(word) - set("的在是我这点时")]
