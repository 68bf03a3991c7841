"""What a visitor's window says about the wait: open or not, the place in line, who answers."""

from datetime import datetime
from typing import Any

from django.conf import settings

from livechat.models import Visit
from support import hours
from support.people.models import Agent
from tickets import queue, waits


def opening() -> hours.Hours:
    """When chat is open."""
    return hours.parse(settings.OPENING_HOURS["chat"], settings.OPENING_ZONE)


def is_staffed() -> bool:
    """Whether anybody takes work now."""
    return Agent.objects.filter(availability=Agent.Availability.ONLINE, user__is_active=True).exists()


def state_of(visit: Visit | None, *, now: datetime) -> dict[str, Any]:
    """`{"open", "until", "opens", "place", "waited", "wait", "by", "team", "ticket", "done"}`.

    `place` is 1 for who is next and None when taken; `waited` and `wait` are seconds; `wait` is None while
    too few cases were measured. Times are ISO 8601 in UTC.
    """
    calendar = opening()
    until, opens = calendar.closes_at(now), calendar.opens_at(now)
    state: dict[str, Any] = {
        "type": "state",
        "open": calendar.is_open(now) and is_staffed(),
        "until": until.isoformat() if until else None,
        "opens": opens.isoformat() if opens else None,
    }
    measured = waits.measured("chat", now=now)
    state["wait"] = measured and {
        "low": measured.low.total_seconds(),
        "median": measured.median.total_seconds(),
        "high": measured.high.total_seconds(),
        "cases": measured.cases,
    }
    return state | (_place(visit, now) if visit and visit.ticket else {"place": None})


def _place(visit: Visit, now: datetime) -> dict[str, Any]:
    ticket = visit.ticket
    assert ticket
    since = ticket.waiting_since
    return {
        "ticket": ticket.reference,
        "place": queue.place_of(ticket, now=now),
        "waited": (now - since).total_seconds() if since else None,
        "by": ticket.assignee.first_name if ticket.assignee else None,
        "team": ticket.team.name,
        "done": ticket.resolved_at is not None,
    }
