"""A time zone as its people say it, in the reader's language: "Берлин", by the names of CLDR."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_timezone_location
from django.utils.translation import get_language, to_locale


def city(zone: str) -> str:
    """The city of a zone by its IANA name: "Berlin" of Europe/Berlin; "UTC" stays as it is."""
    return _named(zone, to_locale(get_language() or "en"))


@lru_cache(maxsize=4096)
def _named(zone: str, locale: str) -> str:
    plain = zone.rsplit("/", 1)[-1].replace("_", " ")
    if "/" not in zone or zone.startswith("Etc/"):
        return plain
    try:
        told = get_timezone_location(zone, Locale.parse(locale), return_city=True)
    except (LookupError, UnknownLocaleError, ValueError):
        return plain
    return told.rsplit("/", 1)[-1] or plain
