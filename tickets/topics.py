"""The topics as customers choose them: by category, in their language."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, override
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


def grouped() -> list[tuple[str, list[Topic]]]:
    """Every topic, a group for each category in the order of the list."""
    order = {slug: place for place, slug in enumerate(_categories())}
    rows = sorted(Topic.objects.all(), key=lambda topic: order.get(topic.category, len(order)))
    return [
        (category_name(slug), list(group)) for slug, group in groupby(rows, key=lambda topic: topic.category)
    ]


def choices() -> Choices:
    """For a select: "I am not sure", then the groups."""
    groups = [(name, [(topic.slug, topic.name) for topic in group]) for name, group in grouped()]
    return [("", _("I am not sure")), *groups]


def findable() -> list[tuple[str, list[tuple[Topic, str]]]]:
    """The groups, each topic with more words it is found by: its English name, and what customers call it."""
    language = get_language() or "en"
    phrases, words = catalogue.read("phrases.json"), catalogue.read("found_by.json")

    def also(topic: Topic) -> str:
        said, short = phrases.get(topic.slug, {}), words.get(topic.slug, {})
        whole = [*said.get("en", []), *said.get(language, []), short.get("en", ""), short.get(language, "")]
        return " ".join(filter(None, [topic.names.get("en", ""), *dict.fromkeys(whole)]))

    return [(name, [(topic, also(topic)) for topic in group]) for name, group in grouped()]


def about(article: str, linked: Sequence[str] = ()) -> Topic | None:
    """The topic whose article this is; where none is, one of those whose forms the article `linked` to.

    Of several the most urgent, for who is led too high loses less than who waits; then the first linked.
    """
    topics = Topic.objects.select_related("team")
    found = list(topics.filter(article=article.replace("\0", ""))) if article else []
    found = found or list(topics.filter(slug__in=linked))
    place = {slug: at for at, slug in enumerate(linked)}
    return min(found, key=lambda topic: (topic.severity, place.get(topic.slug, len(place))), default=None)


def named(slug: str) -> Topic | None:
    """The topic with this short name; None for "not sure", and for a name we do not know."""
    return Topic.objects.select_related("team").filter(slug=slug.replace("\0", "")).first() if slug else None


class Forms:
    """The forms of all topics for other rooms (settings.FORMS), which know their addresses by it."""

    def topic(self, article: str, linked: Sequence[str]) -> str:
        """Short name of the topic to write about when this article did not help, or nothing."""
        found = about(article, linked)
        return found.slug if found else ""

    def called(self, asked: str, language: str) -> list[tuple[str, str]]:
        """(name, address) of each topic that has all these words in what it is found by, in this language."""
        words = asked.lower().split()
        with override(language):
            found = [
                (topic, f"{topic.name} {topic.slug} {also}")
                for _n, rows in findable()
                for topic, also in rows
            ]
            return [
                (topic.name, f"{reverse('tickets:new')}?topic={topic.slug}")
                for topic, said in found
                if all(word in said.lower() for word in words)
            ]
