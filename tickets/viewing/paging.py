"""A page of a view, and where the next one begins: by the last row's place, never by a number of rows.

Rows that come or go meanwhile move no other row to another page, and many of one time stand in the order of
their ids. What there is much of is walked along an index of each team; what there is little of is gathered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, F, Q, QuerySet, Value, When

from tickets.models import Ticket
from tickets.viewing.places import Place
from tickets.viewing.sorting import Sort

Arms = Sequence[QuerySet[Ticket]]  # parts of a view that share no row


@dataclass(frozen=True)
class Page:
    """The ids of its tickets, and the place of the last one when more follow."""

    ids: list[int]
    last: Place | None = None


def cut(places: Sequence[Place], shown: int) -> Page:
    """A page of as many as are shown, of places that may be more."""
    return Page([one.pk for one in places[:shown]], places[shown - 1] if len(places) > shown else None)


def gathered(arms: Arms, sort: Sort, most: int) -> list[Place]:
    """All places of a view that has no more than so many tickets, in order; of one that has more, any."""
    former = [When(where, Value(number)) for number, where in enumerate(sort.lanes[:-1])]
    lane = Case(*former, default=Value(len(former)))
    parts = [
        rows.filter(sort.only)
        .order_by()
        .annotate(in_lane=lane, place=_column(sort))
        .values_list("in_lane", "place", "pk")[:most]
        for rows in arms
    ]
    rows = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    return sorted((Place(*row) for row in rows), key=sort.key)[:most]


def walked(arms: Arms, sort: Sort, after: Place | None, most: int) -> list[Place]:
    """The first places after one, of a view that may have a million."""
    parts = [
        _after(rows.filter(sort.only, where), sort, after, lane)
        .annotate(in_lane=Value(lane), place=_column(sort))
        .order_by(*sort.order)
        .values_list("in_lane", "place", "pk")[:most]
        for lane, where in enumerate(sort.lanes)
        if after is None or lane >= after.lane
        for rows in arms
    ]
    if not parts:
        return []
    sign = "-" if sort.falls else ""
    order = ("in_lane", f"{sign}place", f"{sign}pk")
    rows = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    return [Place(*row) for row in rows.order_by(*order)[:most]]


def _column(sort: Sort) -> F | Value:
    return F(sort.column) if sort.column else Value(0)


def _after(rows: QuerySet[Ticket], sort: Sort, after: Place | None, lane: int) -> QuerySet[Ticket]:
    if after is None or lane > after.lane:
        return rows
    beyond = "lt" if sort.falls else "gt"
    behind = Q(**{f"pk__{beyond}": after.pk})
    if not sort.column or after.value is None:
        return rows.filter(behind)
    from_there = Q(**{f"{sort.column}__{beyond}e": after.value})
    return rows.filter(from_there, Q(**{f"{sort.column}__{beyond}": after.value}) | behind)
