"""Narrowing whatever view is shown: a few of the table's filters, one value each, above the queue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tickets.desk import offered
from tickets.desk.offered import Offer
from tickets.finding.filters import FILTERS, Asking, Unknown
from tickets.viewing.conditions import NOTHING

CONTROLS = ("severity", "tier", "topic", "tag", "language", "channel")


@dataclass(frozen=True)
class Narrowed:
    """What was chosen, `{filter: value}`, the condition that makes, and what could not be used."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    where: Q | None = None
    problems: list[str] = field(default_factory=list)


def narrowed(query: Mapping[str, Any], asking: Asking) -> Narrowed:
    """What an address asks beside its view; never refused, what makes no sense is told."""
    chosen = {name: value for name in CONTROLS if (value := str(query.get(name, "")).strip()[:60].lower())}
    where, problems = Q(), []
    for name, value in chosen.items():
        try:
            where &= FILTERS[name](value, asking)
        except Unknown as unknown:
            said = {"filter": f"{name}:{value}", "choices": ", ".join(unknown.choices)}
            problems.append(_("Nothing is known as %(filter)s. Try one of: %(choices)s.") % said)
            where &= NOTHING
    return Narrowed(chosen, where if chosen else None, problems)


def controls(asking: Asking, chosen: Mapping[str, str]) -> Iterator[tuple[Offer, str]]:
    """What is offered for each control, and the value that is chosen."""
    for name in CONTROLS:
        yield offered.offer(name, asking), chosen.get(name, "")
