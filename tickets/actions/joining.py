"""The clocks and the place of two tickets that become one, and what is remembered of each."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from support.people.models import Agent, User
from tickets import workforce
from tickets.models import Clock, Pause, Ticket

Span = tuple[datetime, datetime | None]

TIMES = ("opened_at", "waiting_since", "update_owed_since", "first_replied_at", "claimed_at", "resolved_at")
PLAIN = ("first_target_seconds", "severity", "assignee_id")
PLACE = ("team_id", "escalated_to_id", "complexity")
CHANGED = [
    *(name for name in TIMES if name != "resolved_at"),
    *("first_target_seconds", "assignee", "team", "escalated_to", "complexity"),
]


def as_it_is(ticket: Ticket) -> dict[str, Any]:
    """What merging changes of a ticket, as JSON: its times, its clocks, its pauses."""
    clocks = ticket.clocks.filter(stopped_at=None)
    return {
        "times": {name: _text(getattr(ticket, name)) for name in TIMES},
        "plain": {name: getattr(ticket, name) for name in PLAIN},
        "place": {name: getattr(ticket, name) for name in PLACE},
        "clocks": [[clock.pk, clock.kind, _text(clock.started_at), clock.told] for clock in clocks],
        "pauses": [[_text(began), _text(ended)] for began, ended in spans_of(ticket)],
    }


def join(ticket: Ticket, into: Ticket) -> list[str]:
    """Give a ticket the older starts, the graver severity and the pauses of another; names what changed.

    A first reply counts when one of them had it. In nobody's hands, it goes into those of the other one when
    they may serve it; else it waits on, at its place. A case that is with specialists stays with them.
    """
    if ticket.is_with_specialists and not into.is_with_specialists:
        into.team, into.escalated_to, into.complexity = ticket.team, ticket.escalated_to, ticket.complexity
        if not may_serve(into.assignee, into):
            into.assignee = into.claimed_at = None
    into.opened_at = min(into.opened_at, ticket.opened_at)
    into.waiting_since = earliest(into.waiting_since, ticket.waiting_since)
    into.update_owed_since = earliest(into.update_owed_since, ticket.update_owed_since)
    into.severity = min(into.severity, ticket.severity)
    if ticket.first_replied_at == earliest(into.first_replied_at, ticket.first_replied_at):
        into.first_replied_at, into.first_target_seconds = (
            ticket.first_replied_at,
            ticket.first_target_seconds,
        )
    if into.assignee_id is None and may_serve(ticket.assignee, into):
        into.assignee, into.claimed_at = ticket.assignee, ticket.claimed_at
    _join_clocks(ticket, into)
    rewrite_pauses(into, [*spans_of(into), *spans_of(ticket)])
    return CHANGED


def may_serve(user: User | None, ticket: Ticket) -> bool:
    """Whether a ticket may be in somebody's hands: who still signs in, is of its team and of its tier."""
    if user is None or not user.is_active:
        return False
    mine = Agent.objects.filter(user=user, teams=ticket.team_id)
    return user.is_supervisor or (mine.exists() and workforce.may_take(user, ticket))


def _join_clocks(ticket: Ticket, into: Ticket) -> None:
    """Of two clocks of one kind the older start and the higher level told; one for a reply is one kind."""
    replies = Clock.Kind.NEXT if into.first_replied_at else Clock.Kind.FIRST
    kept: dict[str, Clock] = {}
    for clock in [*into.clocks.filter(stopped_at=None), *ticket.clocks.filter(stopped_at=None)]:
        kind = replies if clock.kind in Clock.REPLIES else clock.kind
        if clock.ticket_id == into.pk:
            clock.kind, kept[kind] = kind, clock
            continue
        own = kept.setdefault(kind, Clock(ticket=into, kind=kind, started_at=clock.started_at))
        own.started_at, own.told = min(own.started_at, clock.started_at), max(own.told, clock.told)
        own.target_seconds = own.target_seconds or clock.target_seconds  # priced when it settles
    for clock in kept.values():
        clock.save()


def restore(ticket: Ticket, before: dict[str, Any]) -> list[str]:
    """Give a ticket back everything it had before it was merged, unless who had it may not serve it any more;
    names what changed."""
    for name in TIMES:
        setattr(ticket, name, time_of(before["times"][name]))
    for name in PLAIN:
        setattr(ticket, name, before["plain"][name])
    if not may_serve(ticket.assignee, ticket):
        ticket.assignee = ticket.claimed_at = None
    for pk, kind, started_at, told in before["clocks"]:
        rows = Clock.objects.filter(pk=pk, ticket=ticket)
        rows.update(kind=kind, started_at=time_of(started_at), told=told, stopped_at=None)
    rewrite_pauses(ticket, told_spans(before))
    return [*TIMES, "first_target_seconds", "assignee"]


def rewrite_pauses(ticket: Ticket, spans: Iterable[Span]) -> None:
    """Let these be the pauses of a ticket, joined where they overlap."""
    ticket.pauses.all().delete()
    Pause.objects.bulk_create(
        Pause(ticket=ticket, started_at=began, ended_at=ended) for began, ended in union(spans)
    )


def union(spans: Iterable[Span]) -> list[Span]:
    """The same instants as spans that neither overlap nor touch; an open end lasts for ever."""
    joined: list[Span] = []
    for began, ended in sorted(spans, key=lambda span: span[0]):
        last = joined[-1] if joined else None
        if last is None or (last[1] and last[1] < began):
            joined.append((began, ended))
        elif last[1] is not None:
            joined[-1] = (last[0], None if ended is None else max(last[1], ended))
    return joined


def spans_of(ticket: Ticket) -> list[Span]:
    """The pauses of a ticket as they are."""
    return list(ticket.pauses.values_list("started_at", "ended_at"))


def told_spans(before: dict[str, Any]) -> list[Span]:
    """The pauses a snapshot tells of."""
    spans = ((time_of(began), time_of(ended)) for began, ended in before["pauses"])
    return [(began, ended) for began, ended in spans if began]


def earliest(*times: datetime | None) -> datetime | None:
    """The earliest of those there are."""
    return min((time for time in times if time), default=None)


def _text(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def time_of(text: str | None) -> datetime | None:
    """A time a snapshot tells of."""
    return datetime.fromisoformat(text) if text else None
