"""Where a row stands in an order, and how an address says it: `lane~column~id`."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime


@dataclass(frozen=True)
class Place:
    """The lane, the value it is sorted by, and the id that breaks ties."""

    lane: int
    value: datetime | int | None
    pk: int

    def __str__(self) -> str:
        value = self.value.isoformat() if isinstance(self.value, datetime) else self.value
        return f"{self.lane}~{'' if value is None else value}~{self.pk}"


def place(text: str) -> Place | None:
    """A place as an address names it; None when it names none."""
    lane, _wave, rest = text.partition("~")
    value, _wave, pk = rest.rpartition("~")
    try:
        read = (
            int(value) if value.isdecimal() and len(value) < 5 else parse_datetime(value) if value else None
        )
        return Place(int(lane), read, int(pk)) if 0 <= int(pk) < 2**63 else None
    except (ValueError, OverflowError):
        return None
