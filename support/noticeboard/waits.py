"""The doors, as the board shows them: open or not, until when, and how long people waited."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from livechat.waiting import is_staffed
from support import hours
from support.people.models import Tier
from tickets import waits

MEASURED_FOR = 60  # seconds a measurement is shown before it is taken again


@dataclass(frozen=True)
class Door:
    """One way to reach a person. `wait` is None while too few cases were measured at this hour."""

    name: str
    icon: str
    url: str
    channels: tuple[str, ...]
    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None
    wait: waits.Wait | None


def doors(tier: Tier | None = None) -> list[Door]:
    """Every door, for everybody or as one tier has it."""
    now = timezone.now()
    table = (
        (_("Chat"), "chat", "livechat:chat", ("chat",)),
        (_("Ticket"), "ticket", "tickets:new", ("web",)),
        (_("E-mail"), "mail", "", ("email",)),
        (_("X and Facebook"), "at", "", ("x", "facebook")),
    )
    return [_door(*row, tier=tier, now=now) for row in table]


def _door(
    name: str, icon: str, url: str, channels: tuple[str, ...], *, tier: Tier | None, now: datetime
) -> Door:
    calendar = hours.parse(settings.OPENING_HOURS[channels[0]], settings.OPENING_ZONE)
    is_open = calendar.is_open(now) and (channels != ("chat",) or is_staffed())
    wait = measured(channels, tier)
    return Door(name, icon, url, channels, is_open, calendar.closes_at(now), calendar.opens_at(now), wait)


def measured(channels: tuple[str, ...], tier: Tier | None) -> waits.Wait | None:
    """The measurement of this minute, shared by everybody who looks."""
    key = f"waits:{'-'.join(channels)}:{tier.pk if tier else 'all'}"
    kept = cache.get(key, default=())
    if kept == ():
        kept = waits.measured(*channels, tier=tier, now=timezone.now())
        cache.set(key, kept, MEASURED_FOR)
    return kept
