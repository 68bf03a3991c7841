"""Many rows, each a commit of its own: what fails stops no other, and a task ends before its limit."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

logger = logging.getLogger(__name__)

A_WHILE = 40.0  # seconds of one task, well under CELERY_TASK_TIME_LIMIT; the next goes on


def one_by_one(
    waiting: QuerySet[Any], do: Callable[[int], bool], *, go_on: Callable[[], None], within: float = A_WHILE
) -> int:
    """Do each of the rows that wait, by its id; returns how many were looked at.

    `do` says False for a row that another worker is at. One that cannot be done now does not stop the
    others: the clock comes back to it. When the time is over, `go_on` has the next task called.
    """
    looked, last, until = 0, 0, time.monotonic() + within
    while row := waiting.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True).first():
        last = row
        try:
            looked += do(row)
        except Exception:  # whatever it is, it is this row's alone
            logger.exception("%s %s waits", waiting.model._meta.label, row)
        if time.monotonic() >= until:
            go_on()
            break
    return looked
