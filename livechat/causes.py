"""Why a wait has grown since it was last said: more came before, fewer people, longer answers. Pure."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

QUIET = timedelta(seconds=30)  # what is said of a wait changes no more often (WCAG 4.1.3)
MANY = 5  # who came before me, from which it is a rush
GROWN, AT_LEAST = 1.2, 60  # a fifth and a minute: less is no news


@dataclass(frozen=True)
class Told:
    """What a window was told: the bound in seconds, how many were before, how many at work, why it grew."""

    at: str
    high: float
    ahead: int
    people: int
    cause: str = ""

    @property
    def kept(self) -> dict[str, Any]:
        """As the visit's row keeps it."""
        return asdict(self)


def told(row: dict[str, Any]) -> Told | None:
    """What the row remembers; None when nothing was told yet."""
    return Told(**row) if row else None


def tell(before: Told | None, *, high: float, ahead: int, people: int, now: datetime) -> Told:
    """What to tell now. The same object where nothing material changed, or it was told a moment ago."""
    if before is None:
        return Told(now.isoformat(), high, ahead, people)
    if now - datetime.fromisoformat(before.at) < QUIET:
        return before
    if high > max(before.high * GROWN, before.high + AT_LEAST):
        cause = _why(before, ahead=ahead, people=people)
        return Told(now.isoformat(), high, ahead, people, cause)
    if high < before.high or ahead < before.ahead or people > before.people:
        return Told(now.isoformat(), high, ahead, people)
    return before


def _why(before: Told, *, ahead: int, people: int) -> str:
    if people < before.people:
        return "people"
    if ahead > before.ahead:
        return "many" if ahead - before.ahead >= MANY else "before"
    return "slower"
