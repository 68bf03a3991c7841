"""Facts in macros and replies: `{{ fact:fee-eth }}` is said as the help center says it.

We know that room by path alone: settings.FACTS names who says facts, and by settings.FACT_QUOTERS it asks
which macros quote one.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Protocol

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from support.people.models import User
from tickets.models import Macro

QUOTE = r"\{\{ ?fact:(?P<fact>[^{}\s]{1,80}) ?\}\}"
FOUND = re.compile(QUOTE)


class Facts(Protocol):
    """Who knows the facts."""

    def said(self, names: Iterable[str], language: str) -> dict[str, str]:
        """The facts that there are, by name, as this language says them."""
        ...

    def all(self, language: str) -> list[tuple[str, str]]:
        """(name, as this language says it) of each, by name."""
        ...


@cache
def known() -> Facts:
    """Who settings.FACTS names."""
    facts: Facts = import_string(settings.FACTS)()
    return facts


def said(text: str, language: str) -> dict[str, str]:
    """What a text quotes and is there; nothing is asked for a text that quotes nothing."""
    names = set(FOUND.findall(text))
    return known().said(names, language) if names else {}


def quote(name: str) -> str:
    """A fact as problems name it: a variable's name is put into braces once more."""
    return f"{{ fact:{name} }}"


class Macros:
    """Which macros quote a fact; the help center flags them when it changes."""

    def quoting(self, name: str) -> list[int]:
        """Keys of the macros that quote it, in any language."""
        rows = Macro.objects.filter(bodies__icontains=f"fact:{name}").order_by("pk")
        return [row.pk for row in rows if any(name in FOUND.findall(words) for words in row.bodies.values())]

    def shown(self, keys: Iterable[int], user: User) -> dict[int, tuple[str, str]]:
        """Name and address of those this agent may use, by key; no address for who may not change it."""
        rows = Macro.objects.for_user(user).filter(pk__in=keys)
        return {
            row.pk: (row.name, reverse("desk:macro", args=[row.pk]) if row.may_be_changed_by(user) else "")
            for row in rows
        }
