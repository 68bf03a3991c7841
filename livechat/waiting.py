"""What a visitor's window says about the wait: open or not, the place in line, who answers."""

from datetime import datetime
from typing import Any

from django.utils import translation

from livechat import absence, authenticity, causes, chips, entry
from livechat.hours import is_staffed, opening
from livechat.models import Visit
from support.look.promise import Estimate
from support.look.times import duration
from tickets import priority, queue, waits
from tickets.models import Ticket


def expected(visit: Visit, channel: str, *, now: datetime) -> Estimate | None:
    """What this visitor would wait who writes now by a door, in seconds; None when nobody can say."""
    tier = visit.customer.tier if visit.customer else None
    wait = waits.expected(channel, now=now, tier=tier, of_all=True)
    return Estimate.of(wait) if wait else None


def state_of(visit: Visit, *, now: datetime) -> dict[str, Any]:
    """`{"type", "open", "until", "opens", "wait", "place", …}`, words in the visitor's language.

    Times are ISO 8601 in UTC. `wait` is None while nobody can say; before a conversation `stands` says for
    each topic where one would stand, and `desk` names the tier's own. With one come `ticket`, `seq`, `waited`
    (seconds), `by`, `team`, `email`, `urgent`, `cause` (why the wait grew) and `still` (until when a sign is
    waited for); `place` is 1 for who is next and None when taken. `mode` is what to show: hello, closed,
    waiting, talking or done.
    """
    calendar = opening(visit.language, visit.zone)
    until, opens = calendar.closes_at(now), calendar.opens_at(now)
    with translation.override(visit.language):
        state: dict[str, Any] = {
            "type": "state",
            "open": calendar.is_open(now) and is_staffed(visit.language),
            "until": until.isoformat() if until else None,
            "opens": opens.isoformat() if opens else None,
            "ticket": None,
            "place": None,
        }
        rows = Ticket.objects.select_related("assignee", "team", "lane__calendar")
        ticket = rows.filter(pk=visit.ticket_id).first() if visit.ticket_id else None
        if ticket is None:
            own = entry.of(visit.customer)
            state |= {"wait": _said(expected(visit, "chat", now=now)), "stands": chips.stands(visit, now=now)}
            state["desk"] = own.name if own else None
        else:
            state |= _conversation(visit, ticket, now)
        return state | {"mode": _mode(state, ticket)}


def _conversation(visit: Visit, ticket: Ticket, now: datetime) -> dict[str, Any]:
    wait, still = waits.of(ticket, now=now), absence.ends_at(visit, ticket)
    return _place(ticket, now) | {
        "wait": _said(Estimate.of(wait) if wait else None),
        "cause": _cause(visit, wait, now),
        "urgent": priority.is_urgent(ticket.severity),
        "email": visit.address,
        "code": authenticity.code(visit, ticket, now=now),
        "turn": visit.tells_turn,
        "still": still.isoformat() if still else None,
    }


def _cause(visit: Visit, wait: waits.Wait | None, now: datetime) -> str:
    """Why the wait has grown since it was last said; the visit remembers what was."""
    if wait is None or wait.ahead is None or wait.people is None:
        return ""
    before = causes.told(visit.told)
    told = causes.tell(before, high=wait.high.total_seconds(), ahead=wait.ahead, people=wait.people, now=now)
    if told is not before:
        visit.told = told.kept
        Visit.objects.filter(pk=visit.pk).update(told=visit.told)
    return told.cause


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
