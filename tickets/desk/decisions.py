"""Why a ticket stands where it stands: its promises and every decision about its place, in order."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from support.audit import book
from support.look.promise import Promise, promise
from support.people.requests import AgentRequest
from tickets import decisions as log
from tickets import priority, queue
from tickets.desk.access import agents_only, ticket_for
from tickets.models import Clock, Event, Ticket

MOST = 500  # decisions on a page; a ticket with more is nobody's everyday case


@dataclass(frozen=True)
class Promised:
    """One clock with how much of it was used, in open time."""

    clock: Clock
    line: Promise


@agents_only
@require_GET
def decisions(request: AgentRequest, pk: int) -> HttpResponse:
    """The log of one ticket; that somebody read it is written down."""
    opened, now = ticket_for(request, pk), timezone.now()
    book.record("ticket.decisions_read", opened, by=request.user)
    rows = Event.objects.filter(ticket=opened, kind__in=Event.DECISIONS).select_related("by")
    newest = list(rows.order_by("-seq")[: MOST + 1])
    waits = opened.is_open and opened.waiting_since is not None
    context = {
        "ticket": opened,
        "now": now,
        "why": priority.why(opened.severity, opened.customer.tier.name, opened.used(now)) if waits else "",
        "place": queue.place_of(opened, now=now),
        "promises": _promises(opened, now),
        "decisions": log.tell(reversed(newest[:MOST]), reader=request.user),
        "more": len(newest) > MOST,
    }
    return render(request, "tickets/desk/decisions.html", context)


def _promises(ticket: Ticket, now: datetime) -> list[Promised]:
    pauses = list(ticket.pauses.values_list("started_at", "ended_at"))
    return [
        Promised(clock, _line(clock, pauses if clock.kind == Clock.Kind.RESOLUTION else [], now))
        for clock in ticket.clocks.select_related("calendar", "tier").order_by("started_at", "pk")
    ]


def _line(clock: Clock, pauses: list[priority.Span], now: datetime) -> Promise:
    opening = clock.calendar.opening if clock.calendar else None
    waited = clock.waited_seconds
    if waited is None:
        waited = priority.elapsed(opening, clock.started_at, clock.stopped_at or now, pauses)
    still = clock.stopped_at is None and clock.due_at is None
    return promise(
        target=clock.target_seconds, waited=waited, paused=still, answered=clock.answered_at is not None
    )
