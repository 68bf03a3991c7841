"""When chat is open for a visitor, and whether anybody is there who speaks their language."""

from django.conf import settings

from livechat.models import Hours
from support import hours
from support.people.models import Agent, Fallback


def opening(language: str, zone: str) -> hours.Hours:
    """The calendar of a language and region, the most specific first; else the house's own hours.

    The whole zone counts before its continent, and the region before the language.
    """
    regions = [zone, zone.partition("/")[0], ""]
    rows = Hours.objects.filter(language__in=[language, ""], region__in=regions)
    found = {(row.region, row.language): row.calendar for row in rows.select_related("calendar")}
    for region in regions:
        for said in (language, ""):
            if calendar := found.get((region, said)):
                return calendar.opening
    return hours.parse(settings.OPENING_HOURS["chat"], settings.OPENING_ZONE)


def is_staffed(language: str = "") -> bool:
    """Whether somebody takes work now who speaks this language, or one that is tried in its place.

    Without a language, whether anybody does. Who may be asked is said by the chain of the queue (Fallback).
    """
    here = Agent.objects.filter(
        availability=Agent.Availability.ONLINE, vanished_at=None, user__is_active=True
    )
    if language:
        chain = Fallback.objects.filter(language=language).values_list("then", flat=True).first() or []
        here = here.filter(languages__overlap=[language, *chain])
    return here.exists()
