"""The pure rules of who is served when: severity, tier, target, share of target used.

Score = waited / target: an accumulating priority queue (Kleinrock 1964; Stanford, Taylor and Ziedins,
Queueing Systems 77, 2014). Tiers keep their speed ratios under load, and nobody starves.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from tickets.severity import Severity


def due(waiting_since: datetime, target_seconds: int) -> datetime:
    """When the promise ends."""
    return waiting_since + timedelta(seconds=target_seconds)


def is_urgent(severity: int) -> bool:
    """Whether a ticket rides in the lane that goes before everything."""
    return severity == Severity.S0


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
