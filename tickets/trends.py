"""What people write about just now more than they usually do: topics, against their own last two weeks."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import sqrt

from django.db.models import Count

from tickets.models import Ticket, Topic

LATELY = timedelta(hours=2)
USUALLY = timedelta(days=14)  # whole weeks, so that every weekday and hour is in it
FEWEST = 3  # tickets; a single case is no trend
SURPRISE = 3.0  # standard deviations


def is_rising(now: int, usual: float) -> bool:
    """Whether `now` tickets surprise where `usual` are expected; compared by Anscombe's root (1948).

    2·√(x + 3/8) of a Poisson count has a deviation of about one whatever its mean is, so one bar does for a
    topic with one ticket a day and for one with fifty an hour.
    """
    return now >= FEWEST and 2 * (sqrt(now + 3 / 8) - sqrt(usual + 3 / 8)) >= SURPRISE


def rising(at: datetime, most: int = 4) -> list[Topic]:
    """Topics with an article that rise at this moment, those with the most tickets first."""
    lately = _counts(at - LATELY, at)
    usually = _counts(at - LATELY - USUALLY, at - LATELY)
    share = LATELY / USUALLY
    found = [pk for pk, now in lately.items() if is_rising(now, usually.get(pk, 0) * share)]
    topics = Topic.objects.exclude(article="").in_bulk(found)
    return sorted(topics.values(), key=lambda topic: (-lately[topic.pk], topic.order))[:most]


def _counts(since: datetime, until: datetime) -> Mapping[int, int]:
    """Tickets opened from `since` up to `until`, by topic."""
    opened = Ticket.objects.filter(opened_at__gt=since, opened_at__lte=until, topic__isnull=False)
    return dict(opened.order_by().values_list("topic").annotate(Count("pk")))
