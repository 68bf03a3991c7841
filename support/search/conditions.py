"""A Haystack tree as a condition on rows: content by full text, everything else by its stored value."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery as TextQuery
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from haystack.backends import SearchNode
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.inputs import AutoQuery, BaseInput, Exact, Not

from support.search.text import language
from support.search.understanding import Understood
from support.search.vector import Raw, any_of

CONTENT, TITLE = "content", "title"
COLUMNS = {ID: "key", DJANGO_CT: "model", DJANGO_ID: "object_id", "language": "language"}
LOOKUPS = {
    "content": "",
    "exact": "",
    "contains": "__icontains",
    "startswith": "__istartswith",
    "endswith": "__iendswith",
    "fuzzy": "__icontains",
    "in": "__in",
    "gt": "__gt",
    "gte": "__gte",
    "lt": "__lt",
    "lte": "__lte",
}
NOTHING = Q(pk__in=[])


class AnyOf(Raw):
    """Matches a vector with any of the lexemes, which are taken as they are."""

    def __init__(self, lexemes: Iterable[str]) -> None:
        super().__init__(any_of(lexemes))


@dataclass(frozen=True)
class Reader:
    """How a tree is read in one language."""

    code: str
    understand: Callable[[str], Understood]
    document_field: str = "text"
    many: frozenset[str] = frozenset()  # fields that hold several values
    holds: str | None = None  # the question that whatever is asked about is known to answer

    def condition(self, node: SearchNode) -> Q:
        """The tree as a condition; an empty tree allows everything."""
        parts = [
            self.condition(child) if isinstance(child, SearchNode) else self._leaf(node, *child)
            for child in node.children
        ]
        joined = reduce(or_ if node.connector == SearchNode.OR else and_, parts, Q())
        return ~joined if node.negated and parts else joined

    def _leaf(self, node: SearchNode, expression: str, value: Any) -> Q:
        name, kind = node.split_expression(expression)
        if name in (CONTENT, self.document_field):
            return self._content(value, kind)
        if name == TITLE and kind == "content":
            return self._titled(str(value))
        return self._stored(name, kind, value.query_string if isinstance(value, BaseInput) else value)

    def _content(self, value: Any, kind: str) -> Q:
        said = str(value)
        if isinstance(value, AutoQuery):
            return self._typed(said)
        if isinstance(value, Not):
            return ~self._any(said)
        if isinstance(value, Exact) or kind == "exact":
            return self._phrase(said)
        return self._any(said)

    def _typed(self, said: str) -> Q:
        """As people type: words, "exact phrases" and -unwanted ones."""
        phrases = AutoQuery.exact_match_re.findall(said)
        words = AutoQuery.exact_match_re.sub(" ", said).split()
        plain = " ".join(word for word in words if not word.startswith("-"))
        unwanted = [word[1:] for word in words if word.startswith("-") and len(word) > 1]
        parts = [self._any(plain)] if plain else []
        parts += [self._phrase(phrase) for phrase in phrases] + [~self._any(word) for word in unwanted]
        return reduce(and_, parts, Q())

    def _any(self, said: str) -> Q:
        if said == self.holds:
            return Q()
        lexemes = self.understand(said).lexemes
        return Q(vector=AnyOf(lexemes)) if lexemes else NOTHING

    def _titled(self, said: str) -> Q:
        """What has a word for every meaning of a question in its title."""
        parts = [f"({' | '.join(terms)})" for terms in self.understand(said).in_title]
        return Q(vector=Raw(" & ".join(parts))) if parts else NOTHING

    def _phrase(self, said: str) -> Q:
        config = language(self.code).config
        return Q(vector=TextQuery(said, config=config, search_type="phrase"))

    def _stored(self, name: str, kind: str, value: Any) -> Q:
        column = COLUMNS.get(name)
        value = value if column else json.loads(json.dumps(value, cls=DjangoJSONEncoder))
        path = column or f"fields__{name}"
        if kind == "range":
            low, high = value
            return Q(**{f"{path}__gte": low, f"{path}__lte": high})
        if name in self.many:
            wanted = value if isinstance(value, list) else [value]
            return reduce(or_, (Q(**{f"{path}__contains": [one]}) for one in wanted), NOTHING)
        return Q(**{f"{path}{LOOKUPS[kind]}": list(value) if kind == "in" else value})
