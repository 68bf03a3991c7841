"""Severity, tier and target decide the place in the queue; here they are applied."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from support.people.models import Customer, Tier, User
from tickets import priority
from tickets.actions import clashes, standings
from tickets.actions.clocks import keep_time
from tickets.actions.history import hold, record
from tickets.actions.steady import promises_stand
from tickets.models import Clock, Event, Lane, Ticket
from tickets.pricing import PriceBook, Prices

PLACE = ["severity", "target_seconds", "calendar", "due_at", "lane", "remind_at", "snoozed_until"]


def settle(ticket: Ticket, *changed: str, book: PriceBook | None = None) -> None:
    """Save what changed of a held ticket, with its target, its due times and, while it waits, its lane."""
    promises_stand()
    prices = (book or PriceBook()).prices(ticket)
    put_in_place(ticket, prices)
    ticket.save(update_fields=[*changed, *PLACE])
    keep_time(ticket, prices)


def put_in_place(ticket: Ticket, prices: Prices) -> None:
    """Give a ticket the target of the reply it waits for, its due time and its lane. Saves nothing.

    Nobody is reminded of a ticket that waits for us, or is solved. Nothing is snoozed past its promise.
    """
    cell = prices.cell(Clock.Kind.NEXT if ticket.first_replied_at else Clock.Kind.FIRST)
    assert cell  # a reply is always promised
    ticket.target_seconds, ticket.calendar = cell.seconds, prices.calendar(cell)
    since = ticket.waiting_since if ticket.resolved_at is None else None
    opening = ticket.calendar.opening if ticket.calendar else None
    ticket.due_at = priority.due(opening, since, ticket.target_seconds) if since else None
    ticket.remind_at = None if since or ticket.resolved_at else ticket.remind_at
    if ticket.snoozed_until and (
        ticket.resolved_at or (ticket.due_at and ticket.due_at <= ticket.snoozed_until)
    ):
        ticket.snoozed_until = None
    stands = since and ticket.assignee_id is None and ticket.snoozed_until is None
    ticket.lane = _lane(ticket) if stands else None


def _lane(ticket: Ticket) -> Lane:
    lane, _ = Lane.objects.get_or_create(
        team_id=ticket.team_id,
        language=ticket.language,
        live=ticket.channel == "chat",
        urgent=priority.is_urgent(ticket.severity),
        target_seconds=ticket.target_seconds,
        calendar=ticket.calendar,
        skill=ticket.topic.skill if ticket.topic else None,
        senior=ticket.customer.tier.senior_only,
    )
    return lane


@transaction.atomic
def reprioritise(
    ticket: Ticket,
    *,
    severity: int | None = None,
    by: User | None = None,
    why: str = "",
    tier_before: Tier | None = None,
    book: PriceBook | None = None,
    seen: str | None = None,
) -> Ticket:
    """Change the severity, or follow what changed around a ticket; what has been waited stays waited.

    One event tells what moved it, its score and place before and after; where nothing moved there is none.
    With a `book` it is one of many: then places are not counted. `tier_before` is whom it was promised to.
    Raises ChangedByAnother when the severity is neither the one that was `seen` nor this one.
    """
    ticket, alone, now = hold(ticket), book is None, timezone.now()
    clashes.check_seen(ticket, clashes.SEVERITY, seen, wanted=str(severity))
    book = book or PriceBook()
    before = standings.standing(ticket, now=now, place=alone)
    ticket.severity = ticket.severity if severity is None else severity
    settle(ticket, book=book)
    after = standings.standing(ticket, now=now, place=alone)
    if cause := standings.cause(before, after):
        version = book.version(ticket)
        told = standings.terms(ticket, version) | {"before": before, "after": after, "why": why}
        if tier_before:
            cause, told["tier_before"] = standings.TIER, tier_before.name
        if cause == standings.PROMISES and version and version.author:
            told["author"] = str(version.author)
        record(ticket, Event.Kind.REPRIORITISED, by=by, cause=cause, **told)
    return ticket


def reprioritise_open_tickets(
    *, customer: Customer, before: Tier, by: User | None, reason: str, **signal: Any
) -> None:
    """A customer's tier changed: their open tickets follow, each saying why. Heard from `tier_changed`."""
    why = f"{before.name} → {customer.tier.name}" + (f": {reason}" if reason else "")
    for ticket in customer.tickets.open().order_by("pk"):
        reprioritise(ticket, by=by, why=why, tier_before=before)
