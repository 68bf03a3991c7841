"""What a visitor may choose before the first line, and where each choice would put them."""

from datetime import datetime
from typing import Any

from livechat import entry
from livechat.models import Visit
from support.look.promise import Estimate
from support.people.models import Entrance, Tier
from tickets import waits
from tickets.models import Topic
from tickets.severity import Severity

TOPICS = 6  # offered before the first line


def offered() -> list[Topic]:
    """The gravest topic of each category, the gravest first: a few, that everybody finds theirs among."""
    heads = Topic.objects.filter(severity__lte=Severity.S2).order_by("category", "severity", "order")
    rows = heads.distinct("category").select_related("team")
    return sorted(rows, key=lambda topic: (topic.severity, topic.order))[:TOPICS]


def stands(visit: Visit, *, now: datetime) -> dict[str, dict[str, Any]]:
    """By topic, "" for none: `{"place", "about", "within"}` of who would join now; words may be empty."""
    tier = visit.customer.tier if visit.customer else Tier.lowest()
    own = entry.of(visit.customer)
    return {topic.slug if topic else "": _stand(own, tier, topic, now) for topic in (None, *offered())}


def _stand(own: Entrance | None, tier: Tier, topic: Topic | None, now: datetime) -> dict[str, Any]:
    team = entry.team_for(own, topic)
    place = waits.place("chat", now=now, tier=tier, topic=topic, team=team)
    wait = waits.expected("chat", now=now, tier=tier, topic=topic, team=team, of_all=True)
    said = Estimate.of(wait) if wait else None
    return {
        "place": place,
        "about": said.about_words if said else "",
        "within": said.under_words if said else "",
    }
