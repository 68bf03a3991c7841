"""What a visitor's window says about the wait: open or not, the place in line, who answers."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from redis.exceptions import RedisError

from livechat import authenticity
from livechat.models import Visit
from support import hours
from support.look.promise import Estimate
from support.look.times import duration
from support.people.models import Agent
from tickets import queue, waits
from tickets.models import Ticket

MEASURED_FOR = 60  # seconds; then the wait is measured again


def opening() -> hours.Hours:
    """When chat is open."""
    return hours.parse(settings.OPENING_HOURS["chat"], settings.OPENING_ZONE)


def is_staffed() -> bool:
    """Whether anybody takes work now."""
    return Agent.objects.filter(
        availability=Agent.Availability.ONLINE, vanished_at=None, user__is_active=True
    ).exists()


def estimate(channel: str, *, now: datetime) -> Estimate | None:
    """What first answers took lately at this hour, in seconds; None when too few were measured."""
    key, kept = f"waits:{channel}:{now:%H}", None
    with suppress(RedisError, ConnectionError):
        kept = cache.get(key)
    if kept is None:
        kept = (waits.measured(channel, now=now),)
        with suppress(RedisError, ConnectionError):
            cache.set(key, kept, MEASURED_FOR)
    found = kept[0]
    if found is None:
        return None
    return Estimate(found.low.total_seconds(), found.median.total_seconds(), found.high.total_seconds())


def state_of(visit: Visit, *, now: datetime) -> dict[str, Any]:
    """`{"type", "open", "until", "opens", "wait", "place", …}`, words in the visitor's language.

    Times are ISO 8601 in UTC. `wait` is None while too few cases were measured. With a conversation come
    `ticket`, `seq`, `waited` (seconds), `by`, `team` and `email`; `place` is 1 for who is next and None when
    taken. `mode` is what the window shows: hello, closed, waiting, talking or done.
    """
    calendar = opening()
    until, opens = calendar.closes_at(now), calendar.opens_at(now)
    with translation.override(visit.language):
        state: dict[str, Any] = {
            "type": "state",
            "open": calendar.is_open(now) and is_staffed(),
            "until": until.isoformat() if until else None,
            "opens": opens.isoformat() if opens else None,
            "wait": _said(estimate("chat", now=now)),
            "ticket": None,
            "place": None,
        }
        rows = Ticket.objects.select_related("assignee", "team")
        ticket = rows.filter(pk=visit.ticket_id).first() if visit.ticket_id else None
        if ticket:
            state |= _place(ticket, now) | {"email": visit.address}
            state["code"] = authenticity.code(visit, ticket, now=now)
        return state | {"mode": _mode(state, ticket)}


def _said(wait: Estimate | None) -> dict[str, Any] | None:
    """An estimate for a window: `{"low", "mid", "high"}` in seconds, and its words."""
    if wait is None:
        return None
    return {
        "low": wait.low,
        "mid": wait.mid,
        "high": wait.high,
        "about": wait.about_words,
        "within": wait.under_words,
    }


def _place(ticket: Ticket, now: datetime) -> dict[str, Any]:
    waited = (now - ticket.waiting_since).total_seconds() if ticket.waiting_since else None
    return {
        "ticket": ticket.reference,
        "seq": ticket.seq,
        "place": queue.place_of(ticket, now=now),
        "waited": waited,
        "waited_words": "" if waited is None else duration(waited),
        "by": ticket.assignee.first_name if ticket.assignee else None,
        "team": ticket.team.spoken,
        "initials": ticket.assignee.initials if ticket.assignee else None,
    }


def _mode(state: dict[str, Any], ticket: Ticket | None) -> str:
    if ticket is None:
        return "hello" if state["open"] else "closed"
    if ticket.resolved_at:
        return "done"
    return "waiting" if state["place"] else "talking"
