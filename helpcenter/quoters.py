"""What quotes our facts in other rooms, which we know by path alone: settings.FACT_QUOTERS."""

from collections.abc import Iterable
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from support.people.models import User


class Quoter(Protocol):
    """One sort of rows that quote facts."""

    def quoting(self, name: str) -> list[int]:
        """Keys of the rows that quote this fact."""
        ...

    def shown(self, keys: Iterable[int], user: User) -> dict[int, tuple[str, str]]:
        """Name and address of the rows this person may see, by key; "" where they may not change it."""
        ...


@cache
def named(sort: str) -> Quoter:
    """The quoter settings.FACT_QUOTERS gives a name to."""
    quoter: Quoter = import_string(settings.FACT_QUOTERS[sort])()
    return quoter


def quoting(name: str) -> list[tuple[str, int]]:
    """(sort, key) of everything elsewhere that quotes this fact."""
    return [(sort, key) for sort in settings.FACT_QUOTERS for key in named(sort).quoting(name)]
