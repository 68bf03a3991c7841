"""What earlier versions of a table promised, what each changed, and how far open tickets follow the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from support.look import durations
from support.people.models import Tier
from tickets.models import Clock, Policy, Target, Ticket, Version
from tickets.severity import Severity
from tickets.tables import Cell, Table

SHOWN = 20


@dataclass(frozen=True)
class Change:
    """One promise that a version changed; empty words are no promise."""

    where: str
    before: str
    after: str


@dataclass(frozen=True)
class Past:
    """One version, with what it changed against the one in force before it; before it comes, today's."""

    version: Version
    changes: list[Change]


def shown(policy: Policy) -> dict[str, Any]:
    """What versions.html asks for: the newest versions, and how many open tickets have followed."""
    rows = list(policy.versions.select_related("author")[:SHOWN])
    applied = policy.versions.exclude(applied_at=None).order_by("applied_at", "takes_effect_at", "number")
    ids = list(applied.values_list("pk", flat=True))
    before = {row.pk: policy.current_id for row in rows} | dict(zip(ids, [None, *ids], strict=False))
    tables = {pk: Target.table(pk) for row in rows for pk in (row.pk, before[row.pk])}
    names = dict(Tier.objects.values_list("rank", "name"))
    past = [Past(row, list(_changes(tables[before[row.pk]], tables[row.pk], names))) for row in rows]
    return {"policy": policy, "past": past, "following": _following(policy.current)}


def _following(version: Version | None) -> dict[str, int] | None:
    """How many open tickets have followed of how many; None when all have."""
    if version is None or version.settled_at:
        return None
    waiting = Ticket.objects.open()
    return {"done": waiting.filter(pk__lte=version.settled_upto).count(), "all": waiting.count()}


def _changes(before: Table, after: Table, names: dict[int, str]) -> Iterator[Change]:
    """The promises that differ, S0 once for all tiers."""
    told = set()
    for key in sorted(before.cells.keys() | after.cells.keys()) if before.cells else []:
        clock, severity, rank, channel = key
        was, now = before.cells.get(key), after.cells.get(key)
        place = (clock, severity, channel, 0 if severity == Severity.S0 else rank)
        if was != now and place not in told:
            told.add(place)
            tier = _("every tier") if severity == Severity.S0 else names.get(rank, str(rank))
            where = ", ".join(filter(None, [str(Clock.Kind(clock).label), f"S{severity}", tier, channel]))
            yield Change(where, _typed(was), _typed(now))


def _typed(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return durations.typed(cell.seconds) + (" 24/7" if cell.around_the_clock else "")
