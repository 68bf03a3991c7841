"""The pure rules of who is served when: severity, tier, target, share of target used.

Score = waited / target: an accumulating priority queue (Kleinrock 1964; Stanford, Taylor and Ziedins,
Queueing Systems 77, 2014). Tiers keep their speed ratios under load, and nobody starves.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from support.hours import Hours, NeverOpen
from tickets.severity import Severity

LEVELS = (50, 75, 90, 100)  # shares of a target, in percent, at which agents are told; 100 is the breach

Span = tuple[datetime, datetime | None]


def elapsed(opening: Hours | None, start: datetime, now: datetime, pauses: Iterable[Span] = ()) -> float:
    """Seconds used: |running ∩ open ∩ not paused| over half-open spans; `pauses` do not overlap.

    No hours means round the clock.
    """
    if now <= start:
        return 0.0
    stood = ((max(began, start), min(ended or now, now)) for began, ended in pauses)
    return _open(opening, start, now) - sum(_open(opening, *span) for span in stood if span[0] < span[1])


def due(
    opening: Hours | None, start: datetime, seconds: float, pauses: Iterable[Span] = ()
) -> datetime | None:
    """inf{t: elapsed(t) = seconds}; None while the clock stands still or when it never opens again."""
    for began, ended in sorted(pauses, key=lambda span: span[0]):
        reached = _after(opening, start, seconds)
        if reached is None or reached <= began:
            return reached
        if ended is None:
            return None
        seconds += _open(opening, max(began, start), max(ended, start))
    return _after(opening, start, seconds)


def next_telling(target: float, told: int) -> tuple[int, float] | None:
    """The level to tell of after `told` percent, and the seconds used at which it is reached."""
    level = next((level for level in LEVELS if level > told), None)
    return None if level is None else (level, target * level / 100)


def _open(opening: Hours | None, start: datetime, end: datetime) -> float:
    return opening.elapsed(start, end) if opening else (end - start).total_seconds()


def _after(opening: Hours | None, start: datetime, seconds: float) -> datetime | None:
    if opening is None:
        return start + timedelta(seconds=seconds)
    try:
        return opening.due(start, seconds)
    except NeverOpen:
        return None


def is_urgent(severity: int) -> bool:
    """Whether a ticket rides in the lane that goes before everything."""
    return severity == Severity.S0


def order(*, used: float, since: Any, urgent: bool = False) -> tuple[bool, float, Any]:
    """What a queue is sorted by, smallest first: S0, then the largest share of the target used, then age.

    The one rule: simulated, replayed and previewed with this function; tickets.queue says it in SQL.
    """
    return (not urgent, -used, since)


def celery_queue(severity: int, tier_rank: int) -> str:
    """Which worker carries a ticket's consequences: urgent, default or bulk."""
    if severity <= Severity.S1 or (severity == Severity.S2 and tier_rank >= 4):
        return "urgent"
    if severity == Severity.S4 or (severity == Severity.S3 and tier_rank == 1):
        return "bulk"
    return "default"


def line_state(used: float, *, waiting: bool) -> str:
    """The state of the line that draws a promise: calm, near (from 75 %), past (over 100 %) or paused."""
    if not waiting:
        return "paused"
    return "past" if used > 1 else "near" if used >= 0.75 else "calm"


def why(severity: int, tier: str, used: float) -> str:
    """One sentence an agent can say aloud: why this ticket stands where it stands."""
    if is_urgent(severity):
        return _("S0 goes before everything, whatever the tier.")
    return _(
        "S%(severity)d, %(tier)s: %(used)d %% of the promised time used; the largest share goes first."
    ) % {
        "severity": severity,
        "tier": tier,
        "used": round(used * 100),
    }
