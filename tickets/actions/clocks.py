"""The clocks of a ticket follow what happened to it: started, stopped, re-aimed, told of."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from tickets import priority
from tickets.models import Clock, Pause, Ticket
from tickets.pricing import Prices

UPDATE, RESOLUTION = Clock.Kind.UPDATE, Clock.Kind.RESOLUTION


def keep_time(ticket: Ticket, prices: Prices) -> None:
    """Bring the clocks of a held ticket in line with it; the one place where deadlines are computed.

    What has elapsed stays elapsed: a change of tier, severity or team changes the target of a running clock,
    never its start.
    """
    now = timezone.now()
    _pause_or_go_on(ticket, now)
    rows = list(ticket.clocks.filter(Q(stopped_at=None) | Q(kind=RESOLUTION)))
    running, known = [row for row in rows if row.stopped_at is None], {row.kind: row for row in rows}
    kept = []
    for kind, since in wanted(ticket).items():
        if cell := prices.cell(kind):
            clock = known.get(kind)
            if clock is None or (kind == UPDATE and clock.started_at < since):
                clock = Clock(ticket=ticket, kind=kind, started_at=since)
            clock.started_at, clock.stopped_at = min(clock.started_at, since), None
            clock.waited_seconds = None
            if clock.target_seconds and cell.seconds > clock.target_seconds:
                clock.told = min(clock.told, clock.told * clock.target_seconds // cell.seconds)
            clock.target_seconds, clock.calendar = cell.seconds, prices.calendar(cell)
            clock.tier, clock.severity = ticket.customer.tier, ticket.severity
            aim(clock)
            kept.append(clock)
    for clock in running:
        if clock not in kept:
            _stop(clock, now, answered=ticket.resolved_at is None)
    for clock in kept:
        clock.save()


def _stop(clock: Clock, now: datetime, *, answered: bool) -> None:
    """Write down what a promise came to; a reply's clock that ends with its ticket was not answered."""
    clock.stopped_at, clock.tell_at = now, None
    opening = clock.calendar.opening if clock.calendar else None
    clock.waited_seconds = priority.elapsed(opening, clock.started_at, now, _pauses(clock))
    clock.answered_at = now if answered and clock.kind in Clock.REPLIES else None
    clock.save(update_fields=["stopped_at", "tell_at", "waited_seconds", "answered_at"])


def wanted(ticket: Ticket) -> dict[str, datetime]:
    """Which clocks run where anything is promised for them, and since when."""
    since: dict[str, datetime] = {}
    if ticket.resolved_at is not None:
        return since
    if ticket.waiting_since:
        since[Clock.Kind.NEXT if ticket.first_replied_at else Clock.Kind.FIRST] = ticket.waiting_since
    if ticket.update_owed_since:
        since[UPDATE] = ticket.update_owed_since
    since[RESOLUTION] = ticket.opened_at
    return since


def _pause_or_go_on(ticket: Ticket, now: datetime) -> None:
    """While we wait for the customer, or have solved it, the resolution's clock stands still."""
    stands = ticket.pauses.filter(ended_at=None).first()
    if ticket.waiting_since is None and stands is None:
        Pause.objects.create(ticket=ticket, started_at=now)
    elif ticket.waiting_since is not None and stands:
        stands.ended_at = now
        stands.save(update_fields=["ended_at"])


def aim(clock: Clock) -> None:
    """When the promise ends, and when agents are told next; only a resolution's clock stands still."""
    pauses = _pauses(clock)
    opening = clock.calendar.opening if clock.calendar else None
    clock.due_at = priority.due(opening, clock.started_at, clock.target_seconds, pauses)
    telling = priority.next_telling(clock.target_seconds, clock.told)
    clock.tell_at = priority.due(opening, clock.started_at, telling[1], pauses) if telling else None


def _pauses(clock: Clock) -> list[priority.Span]:
    if clock.kind != RESOLUTION:
        return []
    return list(clock.ticket.pauses.values_list("started_at", "ended_at"))
