"""Counts over what was found, by value, by stretches of time and by question, as Haystack has them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q, QuerySet

from support.search.models import Document

RANGE = re.compile(r"\[(\S+) TO (\S+)\]")
GAPS = {"year", "month", "day", "hour", "minute", "second"}
MOST_GAPS = 1000
Counted = list[tuple[Any, int]]


def condition(field: str, asked: str) -> Q:
    """`field` is the value, or within `[low TO high]`, where * is open; "field_exact" is the field itself."""
    path = f"fields__{field.removesuffix('_exact')}"
    if (found := RANGE.fullmatch(asked.strip())) is None:
        return Q(**{path: asked.strip().strip('"')})
    low, high = found.groups()
    within = Q(**{f"{path}__isnull": False})
    within &= Q() if low == "*" else Q(**{f"{path}__gte": _number(low)})
    return within & (Q() if high == "*" else Q(**{f"{path}__lte": _number(high)}))


def by_value(rows: QuerySet[Document], names: Iterable[str]) -> dict[str, Counted]:
    """Each field's values with how many documents have it, most first."""
    counted = {}
    for name in names:
        path = f"fields__{name}"
        known = rows.order_by().exclude(**{path: None}).values_list(path)
        counted[name] = list(known.annotate(n=Count("pk")).order_by("-n", path))
    return counted


def by_time(rows: QuerySet[Document], asked: Mapping[str, Mapping[str, Any]]) -> dict[str, Counted]:
    """Each field's stretches of time, those with documents, as (beginning, how many), oldest first.

    Raises ValueError for a stretch that is none, or for more than a thousand of them.
    """
    return {name: _stretches(rows, name, **how) for name, how in asked.items()}


def _stretches(
    rows: QuerySet[Document], name: str, start_date: date, end_date: date, gap_by: str, gap_amount: int = 1
) -> Counted:
    if gap_by not in GAPS or gap_amount < 1:
        raise ValueError(f"{gap_amount} {gap_by}: a stretch is one or more of {', '.join(sorted(GAPS))}")
    gap = relativedelta(**{f"{gap_by}s": gap_amount})  # type: ignore[arg-type]
    said = rows.order_by().exclude(**{f"fields__{name}": None}).values_list(f"fields__{name}", flat=True)
    moments = sorted(_moment(datetime.fromisoformat(one)) for one in said)
    start, end = _moment(start_date), _moment(end_date)
    counted: Counted = []
    for _ in range(MOST_GAPS):
        if start >= end:
            return counted
        after = start + gap
        inside = sum(1 for one in moments if start <= one < min(after, end))
        counted += [(start, inside)] if inside else []
        start = after
    raise ValueError(f"more than {MOST_GAPS} stretches; ask for longer ones")


def by_question(rows: QuerySet[Document], asked: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many documents answer each "field:value" or "field:[low TO high]"."""
    return {f"{name}:{value}": rows.filter(condition(name, value)).count() for name, value in asked}


def _moment(one: date) -> datetime:
    if not isinstance(one, datetime):
        return datetime(one.year, one.month, one.day)  # noqa: DTZ001  compared without a zone, as Haystack does
    return one.replace(tzinfo=None)


def _number(said: str) -> Any:
    try:
        return float(said)
    except ValueError:
        return said
