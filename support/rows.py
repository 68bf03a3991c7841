"""Work with rows for a loop that must not wait: one thread of the process keeps its connection."""

from collections.abc import Callable
from typing import Any, TypeVar

from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError, connection

T = TypeVar("T")


def on_a_good_line(work: Callable[..., T], *args: Any) -> T:
    """Do something with rows; when the line to the database broke meanwhile, once more on a new one.

    A kept connection is not asked whether it is alive before each frame: that would cost as much as a frame.
    Nothing was committed when it breaks, and what was would be recognised: every frame may come twice.
    """
    try:
        return work(*args)
    except (OperationalError, InterfaceError):
        if connection.is_usable():
            raise
        connection.close()
        return work(*args)


async def at_the_rows(work: Callable[..., T], *args: Any) -> T:
    """The same from a loop, in the one thread that all lines of the process share."""
    return await sync_to_async(on_a_good_line)(work, *args)
