"""Moments in the customer's own zone, read as an instant in UTC."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..cleaning import clean
from ..refusal import NotOne
from . import roughly, stamps, zones
from .moment_words import city, clock, zone_of
from .when import Exact, When

_FIRST_YEAR = 2009  # nothing that a customer of ours asks about is older than Bitcoin
_AHEAD = timedelta(days=730)
_CLOCKS_DIFFER = timedelta(minutes=10)  # how far ahead of ours a customer's clock may go
_OFFSET = re.compile(
    r"(?<=[\d\sm.])(?:(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?|(z|utc|gmt))$", re.IGNORECASE
)
_DOTTED = re.compile(r"\d\.\s*$")
_LABEL = re.compile(r"[^\W\d]{2,20}: +(?=\S)")


def read_when(
    text: str, zone: tzinfo | str, now: datetime, *, past: bool = False, language: str = ""
) -> When:
    """When it was, as exactly as somebody in a zone remembers or an <input type=datetime-local> sends it.

    `now` is aware; `past` refuses what lies ahead. An offset or UTC in the text counts more than the zone.
    An exact local time that came twice, or never, when clocks changed is refused and said. Raises NotOne.
    """
    here, plain = zone_of(zone), _LABEL.sub("", clean(text, label=False), count=1)
    plain = stamps.plainly(plain)
    offset, bare = _offset(plain, here)
    bare += "." if _DOTTED.search(text) else ""  # cleaned away; "10.11." is a day
    local = roughly.read(bare, now.astimezone(here), language or get_language() or "en")
    if local.at.year < _FIRST_YEAR:
        raise NotOne("absurd", _("This was before the first coin of all (2009). Check the year."))
    if offset is not None:
        at = (local.at - offset).replace(tzinfo=UTC)
    elif local.exact:
        at = local.at.replace(tzinfo=here).astimezone(UTC)
    else:
        at = _instant(local.at, here) if local.at.year <= now.year + 3 else local.at.replace(tzinfo=UTC)
    if past and at > now + _CLOCKS_DIFFER:
        raise NotOne("future", _("This lies ahead. Say when it happened; check the day as well."))
    if at > now + _AHEAD:
        raise NotOne("absurd", _("This year cannot be right. Check the date."))
    return When(at, local.exact)


def read_moment(
    text: str, zone: tzinfo | str, now: datetime, *, past: bool = False, language: str = ""
) -> datetime:
    """As `read_when`, the instant alone, which must have a time of day. Raises NotOne."""
    found = read_when(text, zone, now, past=past, language=language)
    if found.exact not in (Exact.MINUTE, Exact.ABOUT):
        raise NotOne("no-time", _("Add the time of day, at least roughly, for example 14:05."))
    return found.at


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
    before = plain[: -len(word)].strip()
    told = zones.named(word, before) if word.isalpha() and before else None
    return (None, plain) if told is None else (told, before)


def _instant(local: datetime, zone: tzinfo) -> datetime:
    first, second = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    told = {"time": clock(local), "city": city(zone)}
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        after = first.astimezone(UTC).astimezone(zone)
        words = _(
            "There was no %(time)s in %(city)s that day: clocks were put forward. Do you mean %(after)s?"
        )
        raise NotOne("never", words % (told | {"after": clock(after)}))
    told |= {"first": _utc(first), "second": _utc(second)}
    words = _(
        "%(time)s came twice in %(city)s that day, for clocks were put back. "
        "Write %(first)s UTC for the first or %(second)s UTC for the second."
    )
    raise NotOne("twice", words % told)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"
