"""Lengths and moments of time in words: whole, honest numbers in the reader's language."""

import math
from collections.abc import Callable
from datetime import date, datetime, timedelta

from babel import Locale
from babel.dates import format_date, format_skeleton
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

DAY_FIRST = {"en": "en-GB"}  # our English writes the day before the month
MINUTE, HOUR, DAY = 60, 3600, 86_400
ROUNDING: dict[str, Callable[[float], int]] = {"down": math.floor, "up": math.ceil, "near": round}


def seconds_of(length: timedelta | float) -> float:
    """The length in seconds; what is below nothing counts as nothing."""
    return max(0.0, length.total_seconds() if isinstance(length, timedelta) else float(length))


def _grain(seconds: float) -> int:
    """The smallest unit worth saying: seconds to a minute, minutes to 10 h, hours to 10 days."""
    for below, grain in ((MINUTE, 1), (10 * HOUR, MINUTE), (10 * DAY, HOUR)):
        if seconds < below:
            return grain
    return DAY


def duration(length: timedelta | float, *, brief: bool = False, rounding: str = "down") -> str:
    """Say a length: "40 s", "37 min", "1 h 10 min", "28 h", "3 days 4 h"; brief says "1 h 10".

    `length` is a timedelta or seconds. What has passed or is left is rounded down, a bound up ("up"),
    an estimate to the nearest ("near").
    """
    seconds = seconds_of(length)
    grain = _grain(seconds)
    whole = ROUNDING[rounding](seconds / grain) * grain
    if whole < MINUTE:
        return _("%(seconds)d s") % {"seconds": whole}
    hours, minutes = whole // HOUR, whole % HOUR // MINUTE
    if not hours:
        return _("%(minutes)d min") % {"minutes": minutes}
    if hours < 72:
        if not minutes or hours >= 10:
            return _("%(hours)d h") % {"hours": hours}
        words = _("%(hours)d h %(minutes)02d") if brief else _("%(hours)d h %(minutes)d min")
        return words % {"hours": hours, "minutes": minutes}
    days, rest = hours // 24, hours % 24
    said = ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    if not rest or days >= 10:
        return said
    return _("%(days)s %(hours)s") % {"days": said, "hours": _("%(hours)d h") % {"hours": rest}}


def percent(share: float) -> str:
    """A share of 1 in words: "62 %"; only all is 100 and only nothing is 0."""
    whole = round(share * 100)
    if (whole == 100) != (share == 1) or (whole == 0) != (share == 0):
        tenths = min(max(round(share * 1000), 1), 999 if share < 1 else 10**6) / 10
        return _("%(percent)s %%") % {"percent": number_format(tenths, 1)}
    return _("%(percent)s %%") % {"percent": number_format(whole)}


def day(moment: datetime) -> str:
    """The date in words, in the zone in force: "18 November", with the year when it is another."""
    local = timezone.localtime(moment)
    if local.year == timezone.localtime().year:
        return str(format_skeleton("MMMMd", local, locale=_locale()))
    return day_of_a_year(local)


def day_of_a_year(when: date) -> str:
    """A date in words, always with its year, as CLDR writes it: "18 November 2026", "18 novembre 2026"."""
    return str(format_date(when, "long", locale=_locale()))


def _locale() -> Locale:
    language = get_language() or settings.LANGUAGE_CODE
    return Locale.parse(DAY_FIRST.get(language, language), sep="-")


def clock(moment: datetime) -> str:
    """The time of day in the zone in force: "13:31"."""
    return date_format(timezone.localtime(moment), "H:i")


def moment_words(moment: datetime) -> str:
    """When something was or will be: "today 13:31", "yesterday 09:05", "18 November, 12:58"."""
    days = (timezone.localdate(moment) - timezone.localdate()).days
    said = {
        -1: _("yesterday %(time)s"),
        0: _("today %(time)s"),
        1: _("tomorrow %(time)s"),
    }.get(days, _("%(day)s, %(time)s"))
    return said % {"time": clock(moment), "day": day(moment)}


def ago(moment: datetime) -> str:
    """How long ago: "just now", "3 min ago", "5 h ago", "2 days ago", then the date; ahead: "in 5 min"."""
    passed = (timezone.now() - moment).total_seconds()
    if abs(passed) < MINUTE:
        return _("just now")
    if abs(passed) >= 7 * DAY:
        return day(moment)
    unit = next(unit for unit in (DAY, HOUR, MINUTE) if abs(passed) >= unit)
    if unit == DAY:
        days = int(abs(passed) // DAY)
        said = ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    else:
        said = duration(abs(passed) // unit * unit)
    return (_("%(time)s ago") if passed > 0 else _("in %(time)s")) % {"time": said}
