"""An instant together with how exactly it is known."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Exact(StrEnum):
    """How exactly a moment is known."""

    MINUTE = ""
    ABOUT = "about"  # the day, and about the time
    DAY = "day"  # the day, not its time
    DAYS = "days"  # give or take a few days
    WEEKS = "weeks"  # give or take a few weeks


@dataclass(frozen=True, slots=True)
class When:
    """An instant in UTC, and how exact it is: what was not told is filled in with its middle."""

    at: datetime
    exact: Exact
