"""Moments in the customer's own zone: read as an instant in UTC, and said in both."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from support.look import cities

from ..cleaning import clean
from ..refusal import NotOne
from . import clocks

_FIRST_YEAR = 2009  # nothing that a customer of ours asks about is older than Bitcoin
_AHEAD = timedelta(days=730)
_CLOCKS_DIFFER = timedelta(minutes=10)  # how far ahead of ours a customer's clock may go
_OFFSET = re.compile(
    r"(?<=[\d\sm.])(?:(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?|(z|utc|gmt))$", re.IGNORECASE
)
_LABEL = re.compile(r"[^\W\d]{2,20}: +(?=\S)")


def read_moment(
    text: str, zone: tzinfo | str, now: datetime, *, past: bool = False, language: str = ""
) -> datetime:
    """The instant, in UTC, of a date and time typed in a zone or sent by an <input type=datetime-local>.

    `now` is aware; `past` refuses what lies ahead. An offset or UTC in the text counts more than the zone.
    A local time that came twice, or never, when clocks were changed is refused and said. Raises NotOne.
    """
    here, plain = _zone(zone), _LABEL.sub("", clean(text, label=False), count=1)
    offset, bare = _offset(plain, here)
    local = clocks.read(bare, now.astimezone(here), language or get_language() or "en")
    if not _FIRST_YEAR <= local.year <= now.year + 3:
        raise NotOne("absurd", _("This year cannot be right. Check the date."))
    moment = (local - offset).replace(tzinfo=UTC) if offset is not None else _instant(local, here)
    if past and moment > now + _CLOCKS_DIFFER:
        raise NotOne("future", _("This lies ahead. Say when it happened; check the day as well."))
    if moment > now + _AHEAD:
        raise NotOne("absurd", _("This year cannot be right. Check the date."))
    return moment


def moment_words(at: datetime, zone: tzinfo | str, now: datetime | None = None) -> str:
    """`14:05 in Berlin (12:05 UTC)`, with the date unless it is the day of `now` there."""
    here = _zone(zone)
    local, world = at.astimezone(here), at.astimezone(UTC)
    today = now is not None and local.date() == now.astimezone(here).date()
    there = _clock(local) if today else _dated(local)
    if local.utcoffset() == timedelta(0) and city(here) == "UTC":
        return _("%(time)s UTC") % {"time": there}
    utc = _clock(world) if world.date() == local.date() else _dated(world)
    return _("%(time)s in %(city)s (%(utc)s UTC)") % {"time": there, "city": city(here), "utc": utc}


def city(zone: tzinfo) -> str:
    """A zone as people say it: "Berlin"."""
    return cities.city(str(getattr(zone, "key", zone)))


def _zone(zone: tzinfo | str) -> tzinfo:
    return ZoneInfo(zone) if isinstance(zone, str) else zone


def _offset(plain: str, zone: tzinfo) -> tuple[timedelta | None, str]:
    """How far the text says it is ahead of UTC, and the text without that; None when it does not say."""
    if match := _OFFSET.search(plain):
        ahead = timedelta(hours=int(match[2] or 0), minutes=int(match[3] or 0))
        if re.search(r"[:.h]\d{2}", plain[: match.start()]) and ahead <= timedelta(hours=14):
            return (-ahead if match[1] == "-" else ahead), plain[: match.start()].strip()
    word = plain.rsplit(" ", 1)[-1]
    for month in (1, 7):  # the zone's own letters: CET in winter, CEST in summer
        named = datetime(2026, month, 1, tzinfo=zone)
        if word.isalpha() and word.upper() == named.tzname():
            return named.utcoffset(), plain[: -len(word)].strip()
    return None, plain


def _instant(local: datetime, zone: tzinfo) -> datetime:
    first, second = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    told = {"time": _clock(local), "city": city(zone)}
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        after = first.astimezone(UTC).astimezone(zone)
        words = _(
            "There was no %(time)s in %(city)s that day: clocks were put forward. Do you mean %(after)s?"
        )
        raise NotOne("never", words % (told | {"after": _clock(after)}))
    told |= {"first": _utc(first), "second": _utc(second)}
    words = _(
        "%(time)s came twice in %(city)s that day, for clocks were put back. "
        "Write %(first)s UTC for the first or %(second)s UTC for the second."
    )
    raise NotOne("twice", words % told)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def _clock(moment: datetime) -> str:
    return date_format(moment, "H:i")


def _dated(moment: datetime) -> str:
    day = date_format(moment, pgettext("a day with its year, as Django's date format", "j F Y"))
    return _("%(day)s, %(time)s") % {"day": day, "time": _clock(moment)}
