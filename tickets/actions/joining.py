"""The clocks and the place of two tickets that become one, and of one that becomes two again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tickets.models import Clock, Message, Pause, Ticket

Span = tuple[datetime, datetime | None]

TIMES = ("opened_at", "waiting_since", "update_owed_since", "first_replied_at", "claimed_at", "resolved_at")
PLAIN = ("first_target_seconds", "severity", "assignee_id")


def as_it_is(ticket: Ticket) -> dict[str, Any]:
    """What merging changes of a ticket, as JSON: its times, its clocks, its pauses."""
    clocks = ticket.clocks.filter(stopped_at=None)
    return {
        "times": {name: _text(getattr(ticket, name)) for name in TIMES},
        "plain": {name: getattr(ticket, name) for name in PLAIN},
        "clocks": [[clock.pk, clock.kind, _text(clock.started_at), clock.told] for clock in clocks],
        "pauses": [[_text(began), _text(ended)] for began, ended in _spans(ticket)],
    }


def join(ticket: Ticket, into: Ticket) -> list[str]:
    """Give a ticket the older starts, the graver severity and the pauses of another; names what changed.

    A first reply counts when one of them had it. In nobody's hands, it goes into those of the other one.
    """
    into.opened_at = min(into.opened_at, ticket.opened_at)
    into.waiting_since = _earliest(into.waiting_since, ticket.waiting_since)
    into.update_owed_since = _earliest(into.update_owed_since, ticket.update_owed_since)
    into.severity = min(into.severity, ticket.severity)
    if ticket.first_replied_at == _earliest(into.first_replied_at, ticket.first_replied_at):
        into.first_replied_at, into.first_target_seconds = (
            ticket.first_replied_at,
            ticket.first_target_seconds,
        )
    if into.assignee_id is None:
        into.assignee, into.claimed_at = ticket.assignee, ticket.claimed_at
    _join_clocks(ticket, into)
    _rewrite_pauses(into, [*_spans(into), *_spans(ticket)])
    return [*(name for name in TIMES if name != "resolved_at"), "first_target_seconds", "assignee"]


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
    """Give a ticket back everything it had before it was merged; names what changed."""
    for name in TIMES:
        setattr(ticket, name, _time(before["times"][name]))
    for name in PLAIN:
        setattr(ticket, name, before["plain"][name])
    for pk, kind, started_at, told in before["clocks"]:
        rows = Clock.objects.filter(pk=pk, ticket=ticket)
        rows.update(kind=kind, started_at=_time(started_at), told=told, stopped_at=None)
    _rewrite_pauses(ticket, _told_spans(before))
    return [*TIMES, "first_target_seconds", "assignee"]


def part(into: Ticket, before: dict[str, Any], *, gave: dict[str, Any], since: datetime) -> list[str]:
    """Take from a ticket what another one `gave` it when they were merged; names what changed.

    What was said and answered since is its own and counts on.
    """
    times, plain = {name: _time(text) for name, text in before["times"].items()}, before["plain"]
    said = into.messages.filter(created_at__gt=since, kind=Message.Kind.CUSTOMER).order_by("seq")
    word = said.values_list("created_at", flat=True).first()
    assert times["opened_at"]
    into.opened_at = times["opened_at"]
    if into.waiting_since and into.waiting_since <= since:
        into.waiting_since = times["waiting_since"] or word
    if into.update_owed_since and into.update_owed_since <= since:
        into.update_owed_since = times["update_owed_since"]
    if into.severity == gave["plain"]["severity"]:
        into.severity = plain["severity"]
    if plain["assignee_id"] is None and into.claimed_at == _time(gave["times"]["claimed_at"]):
        into.assignee, into.claimed_at = None, None
    _own_first_reply(into, times["first_replied_at"], plain["first_target_seconds"])
    _part_clocks(into, before["clocks"], since)
    stood = [(began, ended or word) for began, ended in _told_spans(before)]
    _rewrite_pauses(into, [*stood, *(span for span in _spans(into) if span[0] > since)])
    return [*(name for name in TIMES if name != "resolved_at"), "first_target_seconds", "assignee"]


def _own_first_reply(into: Ticket, replied_at: datetime | None, target: int | None) -> None:
    """The first reply a ticket had itself, before it was merged or since."""
    said = into.messages.filter(kind=Message.Kind.REPLY).order_by("seq")
    into.first_replied_at = replied_at or said.values_list("created_at", flat=True).first()
    into.first_target_seconds = target or (into.target_seconds if into.first_replied_at else None)


def _part_clocks(into: Ticket, clocks: list[list[Any]], since: datetime) -> None:
    """Its own clocks start when they did; those it took over, and that still run, are none of its."""
    own = [pk for pk, *_rest in clocks]
    into.clocks.filter(stopped_at=None, started_at__lte=since).exclude(pk__in=own).delete()
    for pk, kind, started_at, told in clocks:
        rows = into.clocks.filter(pk=pk)
        rows.update(kind=kind, started_at=_time(started_at))
        rows.filter(stopped_at=None).update(told=told)


def _rewrite_pauses(ticket: Ticket, spans: Iterable[Span]) -> None:
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


def _spans(ticket: Ticket) -> list[Span]:
    return list(ticket.pauses.values_list("started_at", "ended_at"))


def _told_spans(before: dict[str, Any]) -> list[Span]:
    spans = ((_time(began), _time(ended)) for began, ended in before["pauses"])
    return [(began, ended) for began, ended in spans if began]


def _earliest(*times: datetime | None) -> datetime | None:
    return min((time for time in times if time), default=None)


def _text(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
