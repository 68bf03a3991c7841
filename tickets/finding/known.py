"""Teams, tiers and topics there are: one statement for all conditions and all controls of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import CharField, F, IntegerField, Model, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import get_language

from support.people.models import Team, Tier
from tickets.models import Topic


@dataclass(frozen=True)
class Row:
    """One of them: its id and what it is called in the reader's language."""

    pk: int
    name: str


Known = dict[str, dict[str, Row]]


def _spoken(otherwise: str, language: str) -> Coalesce:
    said = [KeyTextTransform(language, "names"), KeyTextTransform("en", "names"), F(otherwise)]
    return Coalesce(*said, output_field=CharField())


def _kinds(language: str) -> dict[str, tuple[type[Model], str, Any, Any]]:
    """What a filter of that name looks up: (model, its short name, name, place among its like)."""
    return {
        "team": (Team, "slug", _spoken("name", language), Value(0)),
        "tier": (Tier, "slug", F("name"), F("rank")),
        "topic": (Topic, "slug", _spoken("slug", language), F("order")),
    }


@lru_cache
def _statement(language: str) -> tuple[str, Sequence[Any]]:
    """The one statement in a reader's language: Django takes longer to write it than PostgreSQL to answer."""
    parts = [
        model._default_manager.order_by()
        .annotate(
            kind=Value(kind),
            named=Cast(name, CharField()),
            place=Cast(place, IntegerField()),
        )
        .values_list("kind", "place", "named", short, "pk")
        for kind, (model, short, name, place) in _kinds(language).items()
    ]
    return parts[0].union(*parts[1:], all=True).query.sql_with_params()


def known() -> Known:
    """`{"topic": {"card-declined": Row(…)}}`, in the order in which they are offered."""
    found: Known = {"team": {}, "tier": {}, "topic": {}}
    with connection.cursor() as cursor:
        cursor.execute(*_statement(get_language() or "en"))
        for kind, _place, name, slug, pk in sorted(cursor.fetchall()):
            found[kind][slug] = Row(pk, name)
    return found
