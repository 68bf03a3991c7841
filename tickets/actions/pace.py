"""Many tickets one after the other, by one task at a time; no admin and no other task waits long for them."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

from tickets.actions.steady import somebody_waits
from tickets.models import Ticket

FOLLOWING, MENDING = 0x464F4C4C, 0x4D454E44  # any numbers that nobody else locks
AT_ONCE = 100  # tickets read together; each is locked alone, and only if something changes for it
BLINK = 0.25  # seconds until we look whether somebody waits to change promises
A_WHILE = 40.0  # seconds of one task, well under CELERY_TASK_TIME_LIMIT; a next one goes on


def unhurried(few: Iterable[Ticket], until: float) -> Iterator[Ticket]:
    """Each of them, the first in any case, until the time is up or somebody waits to change promises."""
    rest = time.monotonic() + BLINK
    for ticket in few:
        yield ticket
        if (now := time.monotonic()) >= rest:
            if now >= until or somebody_waits():
                return
            rest = now + BLINK


@contextmanager
def alone(work: int) -> Iterator[bool]:
    """Whether nobody else does this work now; until this block ends nobody else begins with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [work])
        (mine,) = cursor.fetchone()
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [work])
