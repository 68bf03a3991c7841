"""A Haystack query: the tree of conditions, kept as a tree until a language reads it."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from haystack.backends import BaseSearchQuery, SearchNode
from haystack.inputs import AutoQuery, Not

from support.search.conditions import CONTENT, TITLE


@dataclass(frozen=True)
class Asked:
    """What is looked for: conditions, and the texts whose words decide the order."""

    tree: SearchNode = field(default_factory=SearchNode)
    boost: dict[str, float] = field(default_factory=dict)

    @classmethod
    def words(cls, said: str) -> "Asked":
        """Plain words."""
        return cls(SearchNode([(CONTENT, said)]))

    @property
    def texts(self) -> list[str]:
        """What ranks: every content that is wanted, not what is excluded."""
        return list(_texts(self.tree))

    @property
    def languages(self) -> list[str] | None:
        """The languages that the conditions allow, or None when they say nothing of languages."""
        if self.tree.negated or self.tree.connector != SearchNode.AND:
            return None
        for child in self.tree.children:
            if isinstance(child, SearchNode):
                inner = Asked(child).languages
                if inner is not None:
                    return inner
            elif child[0] == "language__in":
                return list(child[1])
            elif child[0] in ("language", "language__exact"):
                return [str(child[1])]
        return None

    @property
    def must_say(self) -> bool:
        """Whether a document is only found by wanted words, and never by another condition alone."""
        return _must_say(self.tree)

    @property
    def titles(self) -> list[str]:
        """What a title must say, in so far as nothing else will do."""
        return list(_titles(self.tree))

    def __str__(self) -> str:
        return str(self.tree) if self.tree else "*"

    def __len__(self) -> int:
        return 1  # Haystack asks whether a query is empty by its length; "everything" is no empty query


def _must_say(node: SearchNode) -> bool:
    if node.negated:
        return False
    says = [
        _must_say(child) if isinstance(child, SearchNode) else node.split_expression(child[0])[0] == CONTENT
        for child in node.children
    ]
    return bool(says) and (any(says) if node.connector == SearchNode.AND else all(says))


def _texts(node: SearchNode) -> Iterator[str]:
    for child in node.children if not node.negated else []:
        if isinstance(child, SearchNode):
            yield from _texts(child)
            continue
        name, _ = node.split_expression(child[0])
        if name != CONTENT or isinstance(child[1], Not):
            continue
        said = str(child[1])
        if isinstance(child[1], AutoQuery):
            said = " ".join(word for word in said.replace('"', " ").split() if not word.startswith("-"))
        yield said


def _titles(node: SearchNode) -> Iterator[str]:
    if node.negated or (node.connector == SearchNode.OR and len(node.children) > 1):
        return
    for child in node.children:
        if isinstance(child, SearchNode):
            yield from _titles(child)
        elif node.split_expression(child[0]) == (TITLE, "content"):
            yield str(child[1])


class SearchQuery(BaseSearchQuery):
    """Hands the backend the tree itself instead of a string in some query language."""

    def __str__(self) -> str:
        return str(self.build_query())

    def build_query(self) -> Asked:
        """The conditions collected so far."""
        return Asked(deepcopy(self.query_filter), {word: float(by) for word, by in self.boost.items()})

    def get_spelling_suggestion(self, preferred_query: str | None = None) -> str | None:
        """The question as it was probably meant, worked out only for who asks."""
        self.run(spelling_query=preferred_query or " ".join(self.build_query().texts))
        return self._spelling_suggestion

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        """One condition in words, for people who read the log."""
        return f"{field}__{filter_type}={value}"
