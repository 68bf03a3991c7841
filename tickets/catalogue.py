"""The reasons to write a new desk begins with: 43 topics with what each of them asks.

Run as often as you like: a topic an admin has edited stays as it is, any other gets this release's words.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from support.people.models import Team
from tickets.models import Topic, TopicField

DATA = Path(__file__).parent / "data"
WORDS = ["category", "code", "names", "hints", "more_articles", "questions", "never"]
OF_A_FIELD = ["kind", "labels", "helps", "options", "raises", "required", "order"]


def prepare() -> None:
    """Make the topics that are missing, and refresh those nobody here has edited."""
    rows = {row["slug"]: (order, row) for order, row in enumerate(read("topics.json"))}
    edited = Topic.objects.filter(slug__in=rows).exclude(edited_at=None).values_list("slug", flat=True)
    ours = {slug: pair for slug, pair in rows.items() if slug not in set(edited)}
    known = set(Topic.objects.filter(slug__in=ours).values_list("slug", flat=True))
    teams = {team.slug: team for team in Team.objects.all()}
    topics = [_topic(order, row, teams) for order, row in ours.values()]
    Topic.objects.bulk_create(topics, update_conflicts=True, unique_fields=["slug"], update_fields=WORDS)
    kept = list(Topic.objects.filter(slug__in=ours))
    _ask(kept, {slug: row["fields"] for slug, (_, row) in ours.items()})
    for topic in kept if len(known) < len(kept) else []:
        if topic.slug not in known:
            topic.also.set(teams[slug] for slug in ours[topic.slug][1]["also"])


def _topic(order: int, row: dict[str, Any], teams: dict[str, Team]) -> Topic:
    said = {name: row[name] for name in [*WORDS, "slug", "severity", "article"]}
    return Topic(**said, team=teams[row["team"]], order=order)


def _ask(topics: list[Topic], asked: dict[str, list[str]]) -> None:
    """Their fields as this release has them; what it no longer asks goes."""
    fields = [field(name, order, topic) for topic in topics for order, name in enumerate(asked[topic.slug])]
    TopicField.objects.bulk_create(
        fields, update_conflicts=True, unique_fields=["topic", "key"], update_fields=OF_A_FIELD
    )
    still = {(one.topic_id, one.key) for one in fields}
    rows = TopicField.objects.filter(topic__in=topics).values_list("pk", "topic_id", "key")
    if gone := [pk for pk, topic, key in rows if (topic, key) not in still]:
        TopicField.objects.filter(pk__in=gone).delete()


def field(name: str, order: int, topic: Topic) -> TopicField:
    """A field of the catalogue; its name ends in * where it must be answered."""
    key = name.rstrip("*")
    row = read("fields.json")[key] | _raises(topic.slug, key)
    return TopicField(topic=topic, key=key, required=name.endswith("*"), order=order, **row)


def _raises(slug: str, key: str) -> dict[str, Any]:
    """What raises the severity with this topic alone, in place of what does with any."""
    topic: dict[str, Any] = next((row for row in read("topics.json") if row["slug"] == slug), {})
    return {"raises": topic["raises"][key]} if key in topic.get("raises", {}) else {}


@cache
def read(name: str) -> Any:
    """One of the catalogue's files."""
    return json.loads((DATA / name).read_text())
