"""While a ticket is priced, no promise changes; while promises change, no ticket is priced.

Otherwise a ticket filed in the same moment would be priced by the old table and committed after open tickets
had followed the new one, and nobody would look at it again. Locks of PostgreSQL (13.3.5) end with the
transaction.
"""

from django.db import connection

PROMISES = 0x50524F4D  # any number that nobody else locks


def promises_stand() -> None:
    """Until this transaction ends, nobody changes what is promised; many may say so together."""
    _lock("pg_advisory_xact_lock_shared")


def promises_move() -> None:
    """Wait for every ticket that is being priced; until this transaction ends none is."""
    _lock("pg_advisory_xact_lock")


def _lock(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [PROMISES])
