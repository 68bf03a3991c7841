"""Severity, tier and target decide the place in the queue; here they are applied."""

from typing import Any

from django.db import transaction

from support.audit import book
from support.people.models import Customer, Tier, User
from tickets import priority
from tickets.actions.history import hold, record
from tickets.models import Event, Lane, Target, Ticket
from tickets.severity import Severity


def put_in_place(ticket: Ticket) -> None:
    """Give a held ticket its target, due time and, while it waits for anybody, its lane. Saves nothing."""
    ticket.target_seconds = Target.of(ticket.severity, ticket.customer.tier, ticket.channel)
    since = ticket.waiting_since if ticket.resolved_at is None else None
    ticket.due_at = priority.due(since, ticket.target_seconds) if since else None
    ticket.lane = _lane(ticket) if since and ticket.assignee_id is None else None


PLACE = ["severity", "target_seconds", "due_at", "lane"]


def _lane(ticket: Ticket) -> Lane:
    lane, _ = Lane.objects.get_or_create(
        team_id=ticket.team_id,
        language=ticket.language,
        live=ticket.channel == "chat",
        urgent=priority.is_urgent(ticket.severity),
        target_seconds=ticket.target_seconds,
    )
    return lane


@transaction.atomic
def reprioritise(
    ticket: Ticket, *, severity: int | None = None, by: User | None = None, why: str = ""
) -> Ticket:
    """Change the severity, or follow a changed tier; what has been waited stays waited."""
    ticket = hold(ticket)
    before = {"severity": ticket.severity, "target": ticket.target_seconds}
    ticket.severity = ticket.severity if severity is None else severity
    put_in_place(ticket)
    after = {"severity": ticket.severity, "target": ticket.target_seconds}
    if before != after:
        ticket.save(update_fields=PLACE)
        record(ticket, Event.Kind.REPRIORITISED, by=by, before=before, after=after, why=why)
    return ticket


def reprioritise_open_tickets(
    *, customer: Customer, before: Tier, by: User | None, reason: str, **signal: Any
) -> None:
    """A customer's tier changed: their open tickets follow, each saying why. Heard from `tier_changed`."""
    why = f"{before.name} → {customer.tier.name}" + (f": {reason}" if reason else "")
    for ticket in customer.tickets.open().order_by("pk"):
        reprioritise(ticket, by=by, why=why)


@transaction.atomic
def change_target(target: Target, *, seconds: int, by: User | None = None) -> None:
    """Promise something else from now on; what is open follows at once, with an Event that says why.

    S0 changes for every tier. Raises ValidationError when a higher tier would wait longer than a lower one.
    """
    before, target.seconds = Target.objects.get(pk=target.pk).seconds, seconds
    target.full_clean()
    if before == seconds:
        return
    same = Target.objects.filter(severity=target.severity, channel=target.channel)
    changed = same if target.severity == Severity.S0 else same.filter(pk=target.pk)
    changed.update(seconds=seconds)
    for one in changed:
        book.record("target.changed", one, by=by, before=before, after=seconds)
    concerned = Ticket.objects.open().filter(
        severity=target.severity, customer__tier__in=changed.values("tier")
    )
    for ticket in concerned.order_by("pk"):
        reprioritise(ticket, by=by, why=f"{target}: {before} s → {seconds} s")
