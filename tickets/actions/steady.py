"""While a ticket is priced, no promise changes; while promises change, no ticket is priced.

Otherwise a ticket filed in the same moment would be priced by the old table and committed after open tickets
had followed the new one, and nobody would look at it again. Locks of PostgreSQL (13.3.5) end with the
transaction, or with the block that says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

PROMISES = 0x50524F4D  # any number that nobody else locks


def promises_stand() -> None:
    """Until this transaction ends, nobody changes what is promised; many may say so together."""
    _lock("pg_advisory_xact_lock_shared")


def promises_move() -> None:
    """Wait for every ticket that is being priced; until this transaction ends none is.

    Before any row that promises hang on is written or locked: who files a ticket takes this lock first and
    then such rows, and two in another order would wait for each other.
    """
    _lock("pg_advisory_xact_lock")


@contextmanager
def promises_stay() -> Iterator[None]:
    """Until this block ends nobody changes what is promised, however many transactions it has.

    Whoever changes promises waits for it, and who files a ticket then waits behind them: so ask
    `somebody_waits` often, and end soon.
    """
    _lock("pg_advisory_lock_shared")
    try:
        yield
    finally:
        _lock("pg_advisory_unlock_shared")


def somebody_waits() -> bool:
    """Whether anybody waits to change what is promised."""
    with connection.cursor() as cursor:
        waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted LIMIT 1"
        cursor.execute(waiting, [PROMISES])
        return cursor.fetchone() is not None


def _lock(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [PROMISES])
