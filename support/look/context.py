"""What every page knows of the house it stands in."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from support.look import cities

ZONE_COOKIE = "zone"  # the reader's time zone, written by static/js/theme.js


@dataclass(frozen=True)
class Site:
    """Names, languages and addresses a page may say; all of it public."""

    name: str  # "Meridian Exchange"
    short: str  # "Meridian", as people say it
    live: str  # where sockets answer; empty means this origin
    language: str  # the code in force, one of settings.LANGUAGES
    zone: str  # "Europe/Berlin"
    zone_known: bool  # whether the reader's browser told us

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Code and own name of each language we speak."""
        return list(settings.LANGUAGES)

    @property
    def language_name(self) -> str:
        """The language in force, in itself."""
        return dict(settings.LANGUAGES).get(self.language, self.language)

    @property
    def city(self) -> str:
        """The time zone as a reader says it: "Berlin"."""
        return cities.city(self.zone)

    @property
    def never(self) -> str:
        """The promise at the foot of every page."""
        words = _(
            "%(name)s never calls first, and never asks for your password, "
            "a one-time code or a recovery phrase."
        )
        return words % {"name": self.short}


def facts(request: HttpRequest | None = None) -> Site:
    """The site's facts, for a page that is rendered without context processors."""
    zone = timezone.get_current_timezone_name()
    return Site(
        name=settings.EXCHANGE_NAME,
        short=settings.EXCHANGE_NAME.split()[0],
        live=_live_origin(request),
        language=get_language() or settings.LANGUAGE_CODE,
        zone=zone,
        zone_known=request is not None and request.COOKIES.get(ZONE_COOKIE) == zone,
    )


def _live_origin(request: HttpRequest | None) -> str:
    """Where this page's WebSockets answer: under the page's own host name, since cookies go by that."""
    host = request.META.get("HTTP_HOST", "").rsplit(":", 1)[0] if request else ""
    return next((url for url in settings.LIVE_URLS if urlsplit(url).hostname == host), "")


def house(request: HttpRequest) -> dict[str, Site]:
    """Context processor: `house` on every page; `site` is a name that other packages' views take."""
    return {"house": facts(request)}
