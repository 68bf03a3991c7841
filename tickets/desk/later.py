"""When a reply leaves: after the seconds in which it can be called back, or at an hour that was chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from support.people.models import User
from tickets.macros.variables import zone_of
from tickets.models import Pen, Ticket

MORNING = time(9)
FARTHEST = timedelta(days=90)


@dataclass(frozen=True)
class Preset:
    """An hour to choose with one press."""

    name: str
    words: str
    at: datetime


def presets(ticket: Ticket, now: datetime) -> Iterator[Preset]:
    """In a while, and the next mornings of the customer's own day."""
    yield Preset("hour", _("In 1 hour"), now + timedelta(hours=1))
    yield Preset("hours", _("In 4 hours"), now + timedelta(hours=4))
    theirs = timezone.localtime(now, zone_of(ticket.customer))
    tomorrow = theirs.date() + timedelta(days=1)
    monday = theirs.date() + timedelta(days=7 - theirs.weekday())
    for name, words, date in (
        ("tomorrow", _("Tomorrow 09:00, customer’s time"), tomorrow),
        ("monday", _("Monday 09:00, customer’s time"), monday),
    ):
        yield Preset(name, words, datetime.combine(date, MORNING, theirs.tzinfo))


def seconds_for(user: User, ticket: Ticket) -> int:
    """How long a reply of theirs can be called back; in a chat it leaves at once: somebody is looking."""
    if ticket.channel == "chat":
        return 0
    own = Pen.objects.filter(user=user).values_list("undo_seconds", flat=True).first()
    return settings.UNDO_SECONDS if own is None else own
