"""A moment in words: in its zone and in UTC, and never more exact than it is known."""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from support.look import cities

from .when import Exact, When


def moment_words(at: datetime, zone: tzinfo | str, now: datetime | None = None) -> str:
    """`14:05 in Berlin (12:05 UTC)`, with the date unless it is the day of `now` there."""
    here = zone_of(zone)
    local, world = at.astimezone(here), at.astimezone(UTC)
    today = now is not None and local.date() == now.astimezone(here).date()
    there = clock(local) if today else _dated(local)
    if local.utcoffset() == timedelta(0) and city(here) == "UTC":
        return _("%(time)s UTC") % {"time": there}
    utc = clock(world) if world.date() == local.date() else _dated(world)
    return _("%(time)s in %(city)s (%(utc)s UTC)") % {"time": there, "city": city(here), "utc": utc}


def when_words(found: When, zone: tzinfo | str, now: datetime | None = None) -> str:
    """The moment in the zone and in UTC, and in words how exact it is."""
    here = zone_of(zone)
    match found.exact:
        case Exact.MINUTE:
            return moment_words(found.at, here, now)
        case Exact.ABOUT:
            return _("about %(moment)s") % {"moment": moment_words(found.at, here, now)}
    local = found.at.astimezone(here)
    told = {"day": _weekday(local), "city": city(here)}
    if found.exact == Exact.DAYS:
        return _("around %(day)s, give or take a few days") % told
    if found.exact == Exact.WEEKS:
        return _("around %(day)s, give or take a few weeks") % told
    first = local.replace(hour=0, minute=0, second=0)
    begins, ends = first.astimezone(UTC), (first + timedelta(days=1)).astimezone(UTC)
    told |= {"first": _dated(begins), "last": _dated(ends)}
    if begins.hour == begins.minute == 0:
        return _("%(day)s, the time of day is not known (UTC)") % told
    return _("%(day)s in %(city)s, the time of day is not known (%(first)s to %(last)s UTC)") % told


def city(zone: tzinfo) -> str:
    """A zone as people say it: "Berlin"."""
    return cities.city(str(getattr(zone, "key", zone)))


def zone_of(zone: tzinfo | str) -> tzinfo:
    """A zone, or the one of a name."""
    return ZoneInfo(zone) if isinstance(zone, str) else zone


def clock(moment: datetime) -> str:
    """Its time of day."""
    return date_format(moment, "H:i")


def _weekday(moment: datetime) -> str:
    told = {"weekday": date_format(moment, "l"), "day": _day(moment)}
    return pgettext("a day with its weekday", "%(weekday)s, %(day)s") % told


def _day(moment: datetime) -> str:
    return date_format(moment, pgettext("a day with its year, as Django's date format", "j F Y"))


def _dated(moment: datetime) -> str:
    return _("%(day)s, %(time)s") % {"day": _day(moment), "time": clock(moment)}
