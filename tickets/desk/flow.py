"""Today's flow, hour by hour: what was opened, answered and solved, as a small picture and as a table."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.db.models.functions import ExtractHour
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.desk.kept import remembered
from tickets.models import Event

GOOD_FOR = 15  # seconds: as often as the wall asks by itself
KINDS = {
    Event.Kind.OPENED: _("opened"),
    Event.Kind.REPLIED: _("answered"),
    Event.Kind.RESOLVED: _("solved"),
}
HIGH, BAR, HOUR = 80, 6, 24  # the picture's units: its height, a bar, an hour with a gap


@dataclass(frozen=True)
class Bar:
    """One bar of the picture."""

    kind: str
    x: int
    y: float
    height: float


@dataclass(frozen=True)
class Hour:
    """One hour: `counts` as KINDS stand."""

    hour: int
    counts: list[int]

    @property
    def name(self) -> str:
        """As a clock shows it."""
        return f"{self.hour:02}:00"

    @property
    def x(self) -> int:
        """Where it begins in the picture."""
        return self.hour * HOUR


class Flow:
    """The day so far, in the reader's zone; an hour nobody worked in counts nothing."""

    def __init__(self, hours: list[Hour]) -> None:
        self.hours = hours
        self.totals = [
            (words, sum(hour.counts[at] for hour in hours)) for at, words in enumerate(KINDS.values())
        ]
        self.most = max((count for hour in hours for count in hour.counts), default=0)
        self.width, self.height = 24 * HOUR, HIGH

    @property
    def bars(self) -> list[Bar]:
        """Every bar that is not empty."""
        scale = HIGH / max(self.most, 1)
        return [
            Bar(kind.value, hour.x + at * (BAR + 1), HIGH - count * scale, count * scale)
            for hour in self.hours
            for at, (kind, count) in enumerate(zip(KINDS, hour.counts, strict=True))
            if count
        ]


def today(*, now: datetime) -> Flow:
    """What happened since midnight, counted at most every GOOD_FOR seconds for all walls together."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    counted = remembered(f"flow:{midnight.isoformat()}", lambda: _count(midnight), GOOD_FOR)
    last = timezone.localtime(now).hour
    hours = [Hour(hour, [0] * len(KINDS)) for hour in range(last + 1)]
    for at, hour, count in counted:
        if hour <= last:
            hours[hour].counts[at] = count
    return Flow(hours)


def _count(midnight: datetime) -> list[tuple[int, int, int]]:
    """`(place in KINDS, hour, how many)`; each kind off its own partial index."""
    found = []
    for at, kind in enumerate(KINDS):
        rows = Event.objects.filter(kind=kind, at__gte=midnight, at__lt=midnight + timedelta(days=1))
        by_hour = rows.order_by().values(hour=ExtractHour("at")).annotate(n=Count("pk"))
        found += [(at, row["hour"], row["n"]) for row in by_hour]
    return found
