"""How fast is the machine that measured? Milliseconds mean little without it; ratios stand alone.

The targets in milliseconds were set on a machine that updates 5,012 of a million rows by key a second over
one connection. A figure times `machine.share_of_reference` is about what that machine would have shown.
"""

import time

from django.db import connection
from django.db.backends.utils import CursorWrapper

from bench.figures import figure

REFERENCE = 5_012  # updates a second
ROWS = 1_000_000
ROUNDS, SECONDS = 3, 2.0


def measure() -> dict[str, dict[str, object]]:
    """Updates of one row by key, one connection, each its own transaction; the best of three rounds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_machine AS SELECT g AS id, now() AS at FROM generate_series(1, %s) g", [ROWS]
        )
        cursor.execute("ALTER TABLE bench_machine ADD PRIMARY KEY (id)")
        cursor.execute("ANALYZE bench_machine")
        done = [_round(cursor, number) for number in range(ROUNDS)]
        cursor.execute("DROP TABLE bench_machine")
    rate = max(done) / SECONDS
    return {
        "machine.updates_per_s": figure(rate, "updates by key a second", sum(done)),
        "machine.share_of_reference": figure(rate / REFERENCE, "× (5,012 a second)", sum(done)),
    }


def _round(cursor: CursorWrapper, number: int) -> int:
    first, done, start = number * 100_000, 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        done += 1
        cursor.execute("UPDATE bench_machine SET at = NULL WHERE id = %s", [first + done])
    return done
