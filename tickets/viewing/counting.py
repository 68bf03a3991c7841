"""How many stand in each view: one statement for all, and each count stops at a bound."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from tickets import queue

Statement = tuple[str, Sequence[Any]]  # a piece of SQL, and its values in their order

MOST = 2_000  # columns that are kept before all are forgotten
_kept: dict[Hashable, Statement] = {}


def counted(columns: Mapping[str, Statement]) -> dict[str, int]:
    """How many rows each column counts, up to queue.COUNTED_UP_TO."""
    if not columns:
        return {}
    values = [value for _, given in columns.values() for value in given]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(sql for sql, _ in columns.values())}", values)
        return dict(zip(columns, cursor.fetchone(), strict=True))


def column(parts: Sequence[QuerySet[Any] | Statement]) -> Statement:
    """How many rows these parts (of statements SELECT 1 …) have together, up to queue.COUNTED_UP_TO."""
    few = [_few(part) for part in parts]
    counts = " + ".join(f"(SELECT count(*) FROM ({sql}) few)" for sql, _ in few) or "0"  # noqa: S608
    return f"least({counts}, {queue.COUNTED_UP_TO})", [value for _, given in few for value in given]


def kept(asked: Hashable, make: Callable[[], Statement]) -> Statement:
    """The column of a question, written down once: a rail asks the same each second, and to compile that
    takes Django longer than PostgreSQL takes to count. `asked` names everything the column is made from."""
    if (known := _kept.get(asked)) is None:
        if len(_kept) >= MOST:
            _kept.clear()
        known = _kept[asked] = make()
    return known


def _few(part: QuerySet[Any] | Statement) -> Statement:
    if isinstance(part, QuerySet):
        try:
            return part.order_by().values("pk")[: queue.COUNTED_UP_TO].query.sql_with_params()
        except EmptyResultSet:
            return "SELECT 1 WHERE false", ()
    return f"{part[0]} LIMIT {queue.COUNTED_UP_TO}", part[1]
