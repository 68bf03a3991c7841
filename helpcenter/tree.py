"""Shelves within shelves, to any depth. There are few of them, so they are read whole, in one question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from helpcenter.models import Category


@dataclass(frozen=True)
class Tree:
    """Every shelf, and what stands in it; a loop that somebody wrote past the forms ends where it begins."""

    shelves: Mapping[int, Category]
    inside: Mapping[int | None, list[Category]]  # sections by the shelf they stand in; None: the top

    def above(self, category: Category) -> list[Category]:
        """The shelves it stands in, from the top down, without itself."""
        path: list[Category] = []
        seen, at = {category.pk}, category.parent_id
        while at is not None and at not in seen:
            seen.add(at)
            path.append(self.shelves[at])
            at = self.shelves[at].parent_id
        return path[::-1]

    def within(self, category: Category) -> Iterator[Category]:
        """It and everything below it, in the order of reading."""
        waiting, seen = [category], set[int]()
        while waiting:
            shelf = waiting.pop()
            if shelf.pk not in seen:
                seen.add(shelf.pk)
                yield shelf
                waiting += self.inside.get(shelf.pk, [])[::-1]


def tree() -> Tree:
    """The shelves as they stand now."""
    rows = list(Category.objects.all())
    inside: dict[int | None, list[Category]] = {}
    for row in rows:
        inside.setdefault(row.parent_id, []).append(row)
    return Tree({row.pk: row for row in rows}, inside)


def loops(category: Category, parent: Category | None) -> bool:
    """Whether a shelf put into `parent` would stand in itself."""
    return parent is not None and any(parent.pk == one.pk for one in tree().within(category))
