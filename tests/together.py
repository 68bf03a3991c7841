"""Many hands at once."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(times: int, do: Callable[[int], Any]) -> list[Any]:
    """Run `do(n)` in so many threads that start together; what each gave back or raised."""
    start, found = threading.Barrier(times), [None] * times

    def run(number: int) -> None:
        try:
            start.wait(20)
            found[number] = do(number)
        except Exception as trouble:
            found[number] = trouble
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def somebody_waits(locktype: str = "advisory") -> bool:
    """Whether a session waits for a lock of this kind (pg_locks.locktype), by default that of promises."""
    with connection.cursor() as cursor:
        waiting = "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = %s AND NOT granted)"
        cursor.execute(waiting, [locktype])
        return bool(cursor.fetchone()[0])
