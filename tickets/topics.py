"""The topics as customers choose them: by category, in their language."""

from itertools import groupby
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tickets import catalogue
from tickets.models import Topic

Choices = list[tuple[str, Any]]


def _categories() -> dict[str, dict[str, str]]:
    return {row["slug"]: row["names"] for row in catalogue.read("topic_categories.json")}


def category_name(slug: str) -> str:
    """A category in the reader's language, else English, else its short name."""
    names = _categories().get(slug, {})
    return names.get(get_language() or "en") or names.get("en") or slug


def choices() -> Choices:
    """For a select: "I am not sure", then a group for each category in the order of the list."""
    order = {slug: place for place, slug in enumerate(_categories())}
    rows = sorted(Topic.objects.all(), key=lambda topic: order.get(topic.category, len(order)))
    groups = groupby(rows, key=lambda topic: topic.category)
    return [
        ("", _("I am not sure")),
        *((category_name(slug), [(row.slug, row.name) for row in group]) for slug, group in groups),
    ]


def named(slug: str) -> Topic | None:
    """The topic with this short name; None for "not sure", and for a name we do not know."""
    return Topic.objects.select_related("team").filter(slug=slug.replace("\0", "")).first() if slug else None
