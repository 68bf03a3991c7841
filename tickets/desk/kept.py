"""How many of today's first answers came within what was promised, by severity."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Value
from django.utils import timezone
from redis.exceptions import RedisError

from support.people.models import Team
from tickets.models import Ticket

GOOD_FOR = 60  # seconds: a day's count need not be newer
Kept = list[tuple[int, int, int]]


def kept_today(teams: list[Team], *, now: datetime) -> Kept:
    """`(severity, kept, answered)` of these teams since midnight in the reader's zone."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    name = f"kept:{midnight.isoformat()}:{','.join(sorted(str(team.pk) for team in teams))}"
    return _remembered(name, lambda: _count(teams, midnight))


def _remembered(name: str, find: Callable[[], Kept]) -> Kept:
    try:
        return cache.get_or_set(name, find, GOOD_FOR) or []
    except (RedisError, ConnectionError):  # the messenger is away; the desk is not
        return find()


def _count(teams: list[Team], midnight: datetime) -> Kept:
    answered = Ticket.objects.filter(  # the channels let the index `first_replies` find the day
        channel__in=settings.TICKET_CHANNELS, first_replied_at__gte=midnight, team__in=teams
    ).exclude(first_target_seconds=None)
    target = ExpressionWrapper(
        F("first_target_seconds") * Value(timedelta(seconds=1)), output_field=DurationField()
    )
    in_time = Q(first_replied_at__lte=F("opened_at") + target)
    rows = answered.values("severity").annotate(kept=Count("pk", filter=in_time), all=Count("pk"))
    return list(rows.order_by("severity").values_list("severity", "kept", "all"))
