"""How many of today's first answers came within what was promised, by severity."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Count, F, Q
from django.utils import timezone
from redis.exceptions import RedisError

from support.people.models import Team
from tickets.models import Clock

GOOD_FOR = 60  # seconds: a day's count need not be newer
T = TypeVar("T")
Kept = list[tuple[int, int, int]]


def kept_today(teams: list[Team], *, now: datetime) -> Kept:
    """`(severity, kept, answered)` of these teams since midnight in the reader's zone."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    name = f"kept:{midnight.isoformat()}:{','.join(sorted(str(team.pk) for team in teams))}"
    return remembered(name, lambda: _count(teams, midnight), GOOD_FOR)


def remembered(name: str, find: Callable[[], list[T]], seconds: int) -> list[T]:
    """What was counted a moment ago, shared by all who ask; counted anew when that is too old."""
    try:
        return cache.get_or_set(name, find, seconds) or []
    except (RedisError, ConnectionError):  # the messenger is away; the desk is not
        return find()


def _count(teams: list[Team], midnight: datetime) -> Kept:
    stopped = Clock.objects.filter(kind=Clock.Kind.FIRST, stopped_at__gte=midnight, ticket__team__in=teams)
    answered = stopped.exclude(ticket__first_replied_at=None).values("ticket__severity")
    in_time = Count("pk", filter=Q(stopped_at__lte=F("due_at")))
    rows = answered.annotate(kept=in_time, all=Count("pk")).order_by("ticket__severity")
    return list(rows.values_list("ticket__severity", "kept", "all"))
