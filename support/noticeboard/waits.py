"""The doors, as the board shows them: open or not, until when, and how long an answer takes."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from livechat.hours import is_staffed
from support import hours
from support.people.models import Tier
from tickets import waits
from tickets.pricing import PriceBook


@dataclass(frozen=True)
class Door:
    """One way to reach a person. `wait` is None while nobody can say (tickets.waits)."""

    name: str
    icon: str
    url: str
    channels: tuple[str, ...]
    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None
    wait: waits.Wait | None


def doors(tier: Tier | None = None, book: PriceBook | None = None) -> list[Door]:
    """Every door, for everybody or as one tier has it; `book` for who asks for several tiers."""
    now, book = timezone.now(), book or PriceBook()
    table = (
        (_("Chat"), "chat", "livechat:chat", ("chat",)),
        (_("Ticket"), "ticket", "tickets:new", ("web",)),
        (_("E-mail"), "mail", "", ("email",)),
        (_("X and Facebook"), "at", "", ("x", "facebook")),
    )
    return [_door(*row, tier=tier, now=now, book=book) for row in table]


def _door(
    name: str,
    icon: str,
    url: str,
    channels: tuple[str, ...],
    *,
    tier: Tier | None,
    now: datetime,
    book: PriceBook,
) -> Door:
    calendar = hours.parse(settings.OPENING_HOURS[channels[0]], settings.OPENING_ZONE)
    is_open = calendar.is_open(now) and (channels != ("chat",) or is_staffed())
    wait = waits.expected(*channels, now=now, tier=tier, of_all=tier is None, book=book)
    return Door(name, icon, url, channels, is_open, calendar.closes_at(now), calendar.opens_at(now), wait)
