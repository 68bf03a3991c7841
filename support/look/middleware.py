"""Times on a page are the reader's: their browser tells us the zone in a cookie."""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from support.look.context import ZONE_COOKIE

ZONES = frozenset(available_timezones())


def zone_of(cookies: Mapping[str, str]) -> str:
    """The zone a browser has told us; "" when it has not yet, or named one that nobody knows."""
    zone = cookies.get(ZONE_COOKIE, "")
    return zone if zone in ZONES else ""


def in_their_time(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: activate the reader's zone for the request; an unknown name is ignored."""

    def respond(request: HttpRequest) -> HttpResponse:
        zone = zone_of(request.COOKIES)
        if not zone:
            timezone.deactivate()
            return get_response(request)
        with timezone.override(ZoneInfo(zone)):
            return get_response(request)

    return respond
