"""What decides a ticket's place, as its events keep it: enough to tell years later why it stood there."""

from datetime import datetime
from typing import Any

from tickets import queue
from tickets.models import Ticket, Version
from tickets.pricing import PriceBook

# Why a place changed, as REPRIORITISED names it in `cause`; a changed tier is told by who changed it.
TIER, PROMISES = "tier", "promises"
DECIDES = (
    ("severity", "severity"),
    (PROMISES, "target"),
    ("calendar", "calendar"),  # another calendar, or none
    ("hours", "due"),  # the same one, with other hours or holidays
    ("skill", "skill"),
    ("seniors", "senior"),
)
IN_LINE = {"skill", "senior"}  # only in line does it matter who may serve it


def standing(ticket: Ticket, *, now: datetime, place: bool = False) -> dict[str, Any]:
    """Severity, target, calendar; while it waits how long and what share; in line who may serve it.

    `place` counts who stands before it, up to queue.COUNTED_UP_TO: too dear where many tickets move at once.
    """
    said: dict[str, Any] = {"severity": ticket.severity, "target": ticket.target_seconds}
    said["calendar"] = ticket.calendar.name if ticket.calendar else ""
    if ticket.waiting_since and ticket.is_open:
        said["waited"] = int(ticket.waited(ticket.waiting_since, now))  # whole seconds of open time
        said["used"] = round(ticket.used(now), 3)
        said["due"] = ticket.due_at.isoformat() if ticket.due_at else ""
    if ticket.lane:
        said["skill"] = ticket.lane.skill.name if ticket.lane.skill else ""
        said["senior"] = ticket.lane.senior
        if place:
            said["place"] = queue.place_of(ticket, now=now)
    return said


def terms(ticket: Ticket, version: Version | None) -> dict[str, Any]:
    """For whom it is promised, and by which version of which policy."""
    said = {"tier": ticket.customer.tier.name}
    return said | ({"policy": version.policy.name, "version": version.number} if version else {})


def decision(ticket: Ticket, *, now: datetime) -> dict[str, Any]:
    """What every event says that puts a ticket into or out of somebody's hands."""
    return standing(ticket, now=now) | terms(ticket, PriceBook().version(ticket))


def cause(before: dict[str, Any], after: dict[str, Any]) -> str:
    """What moved it, read from two standings; empty when nothing that decides a place has changed."""
    both = before.keys() & after.keys()
    moved = (
        name
        for name, key in DECIDES
        if (key in both or key not in IN_LINE) and before.get(key) != after.get(key)
    )
    return next(moved, "")
