"""Local times as people remember them, exact or not, still without a zone; and how exact they are."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from ..refusal import NotOne
from . import calendar_words, clocks, days, month_parts, rough_words, short_dates, spans, spoken
from .phrases import Text
from .when import Exact

NOON, LATE = time(12), time(22)
_COMPOUND = re.compile(
    r"(tag|woch)(abend|nachmittag|vormittag|mittag|morgen|nacht|früh)(?!\w)"
)  # Freitagabend
_TWENTY_FOUR = re.compile(
    r"(?<![\d.:/-])24(?:[:.]00|(?: ?:00)? ?(?:uhr|h|点|时|часа|heures?|horas|ore))(?![\w:.])"
)
_AT_HOUR = re.compile(r"(?<!\w)at (0?[1-9]|1[0-2])(?![\w.:/-])")
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
    plain, is_talk = spoken.plainly(text, language)
    left = Text(_COMPOUND.sub(r"\1 \2", re.sub(r"(?<=\d)t(?=\d)", " ", plain)))
    part = month_parts.read(left, now.date(), language)
    is_rough = left.take(_RELATIVE) is not None
    while left.take(rough_words.HEDGE):
        is_rough = True
    here = now.replace(tzinfo=None, second=0, microsecond=0)
    found = Local(datetime.combine(part, NOON), Exact.DAYS) if part else None
    found = found or _night(left, here, language, is_rough) or _ago(left, here, language, is_rough)
    found = found or _told(left, here, language, is_rough, is_talk)
    if found is None or _strange(left, language):
        example = now.strftime("%Y-%m-%d 14:05")
        words = _(
            "This date and time is not understood. Write it like this: %(example)s, or roughly, such as "
            "“yesterday evening” or “about 3 days ago”."
        )
        raise NotOne("unknown", words % {"example": example})
    return found


def _night(left: Text, now: datetime, language: str, is_rough: bool) -> Local | None:
    """Just now; last night, whose hours after midnight are of today."""
    if left.take(rough_words.NOW):
        return Local(now, Exact.ABOUT)
    if left.take(rough_words.LAST_NIGHT) is None:
        return None
    is_early = re.search(r"\d ?a\.? ?m", left.rest) is not None
    clock, _is_part = clocks.read(left, language, is_rough=is_rough)
    clock = clock or clocks.bare(left)
    yesterday = datetime.combine(now.date() - timedelta(days=1), LATE)
    if clock is None:
        return Local(yesterday, Exact.ABOUT)
    if clock.hour == 12:
        clock = clock.replace(hour=0)
    elif 6 <= clock.hour < 12 and not is_early:
        clock = clock.replace(hour=clock.hour + 12)
    day = now.date() if clock.hour < 12 else yesterday.date()
    return Local(datetime.combine(day, clock), _exactly(is_rough))


def _ago(left: Text, now: datetime, language: str, is_rough: bool) -> Local | None:
    """Three days ago, an hour ago."""
    match = left.take(rough_words.AGO)
    if match is None:
        return None
    number, unit = match["beforen"] or match["aftern"], match["beforeu"] or match["afteru"]
    count = rough_words.NUMBERS.get(number or "a") or float(number.replace(",", "."))
    step = spans.step_of(unit)
    try:
        at = now - count * step
    except OverflowError:
        raise NotOne("absurd", _("This was before the first coin of all (2009). Check the year.")) from None
    if step == timedelta(weeks=1) and (day := days.of_week(left, at.date(), language)):
        clock, _part = clocks.read(left, language, is_rough=is_rough)
        exact = _exactly(is_rough) if clock else Exact.DAY
        return Local(datetime.combine(day, clock or NOON), exact if day <= at.date() else Exact.DAYS)
    if step < timedelta(days=1):
        return Local(at, Exact.ABOUT)
    if re.fullmatch(rough_words.NIGHTS, unit):
        return Local(datetime.combine(at, LATE), Exact.ABOUT)
    clock, is_part = clocks.read(left, language, is_rough=is_rough)
    if step == timedelta(days=1) and clock:
        return Local(datetime.combine(at, clock), _exactly(is_part or is_rough))
    if step > timedelta(weeks=1):
        return Local(at, Exact.WEEKS)
    if count % 1:  # a day and a half
        return Local(at, Exact.ABOUT if count < 3 else Exact.DAYS)
    is_one_day = step == timedelta(days=1) and not is_rough and number and number not in rough_words.FEW
    return Local(datetime.combine(at, NOON), Exact.DAY if is_one_day else Exact.DAYS)


def _told(left: Text, now: datetime, language: str, is_rough: bool, is_talk: bool) -> Local | None:
    """A day and a time of day, either of which may be missing."""
    today = now.date()
    day, is_weekday = days.of_date(left, today, language) or short_dates.read(left, today, language), False
    is_dated = day is not None
    if day:
        short_dates.refuse_another_weekday(left, day, language)
    if day is None:
        day, is_weekday = days.named(left, today, language)
    if day is None and rough_words.AHEAD.search(left.rest):
        raise NotOne("future", _("This lies ahead. Say when it happened; check the day as well."))
    is_midnight = left.take(_TWENTY_FOUR) is not None
    if is_midnight:  # where the day ends, and the next begins
        ended = day or today - timedelta(days=1)
        return Local(datetime.combine(ended + timedelta(days=1), time()), _exactly(is_rough))
    if day is None and (span := _span(left, now, language)):
        return span
    clock, is_part = _clock(left, now, day or today, language, is_rough, is_talk)
    if clock is None:
        return _all_day(day, now, Exact.DAYS if is_dated and is_rough else Exact.DAY) if day else None
    at = datetime.combine(day or today, clock)
    if is_weekday and at > now:  # "Friday at 14:05", said on a Friday morning
        at -= timedelta(days=7)
    return Local(at, _exactly(is_part or is_rough))


def _clock(
    left: Text, now: datetime, day: date, language: str, is_rough: bool, is_talk: bool
) -> tuple[time | None, bool]:
    """The time of day; where talk leaves open which half of the day, the one that has been, or a question."""
    has_part = rough_words.PART.search(left.rest) is not None
    clock, is_part = clocks.read(left, language, is_rough=is_rough)
    if clock is None and language.startswith("en") and (clock := _at(left)):
        is_talk = True
    if clock is None or has_part or not is_talk or not 1 <= clock.hour <= 12:
        return clock, is_part
    later = clock.replace(hour=clock.hour + 12) if clock.hour < 12 else clock
    first = clock.replace(hour=clock.hour % 12)
    if datetime.combine(day, later) > now:
        return first, is_part
    told = {"one": f"{first:%H:%M}", "other": f"{later:%H:%M}"}
    raise NotOne("two-times", _("This may be %(one)s or %(other)s. Write the one you mean.") % told)


def _exactly(is_rough: bool) -> Exact:
    return Exact.ABOUT if is_rough else Exact.MINUTE


def _at(left: Text) -> time | None:
    """The hour of "yesterday at 9"."""
    match = left.take(_AT_HOUR)
    return time(int(match[1])) if match else None


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
