"""Open tickets, and what colleagues were asked, follow changed promises and hours, a few at a time.

One task at a time follows, and while it looks at a few tickets nothing that is promised changes: a change
that comes in between sends it back to the first ticket, so none is left with what was promised before.
"""

import time

from django.utils import timezone

from tickets import outbox
from tickets.actions.asides import keep_hours
from tickets.actions.clocks import aim, wanted
from tickets.actions.pace import A_WHILE, AT_ONCE, FOLLOWING, alone, unhurried
from tickets.actions.priorities import reprioritise
from tickets.actions.steady import promises_stay
from tickets.models import Calendar, Policy, SideConversation, Ticket, Version
from tickets.pricing import PriceBook, Prices


def follow(*, within: float = A_WHILE) -> int:
    """Let open tickets follow from where the last go ended; returns how many were looked at.

    While another follows it leaves at once. What `within` seconds are too short for, a next task does.
    """
    seen, until = 0, time.monotonic() + within
    with alone(FOLLOWING) as mine:
        while mine and (few := _follow_a_few(until)) is not None:
            seen += few
            if time.monotonic() >= until:
                outbox.let_tickets_follow()
                break
    return seen


def _follow_a_few(until: float) -> int | None:
    """Look at the next few tickets, one at least; None when all have followed everything."""
    with outbox.together(), promises_stay():
        changed, book, seen = _changed(), PriceBook(), 0
        if changed is None:
            return None
        few = _behind(changed)
        for ticket in unhurried(few, until):
            if ticket.is_open and not _is_settled(ticket, book.prices(ticket)):
                reprioritise(ticket, book=book)
            for aside in ticket.asides.all():
                if aside.asked_at:
                    keep_hours(aside)
            changed.settled_upto, seen = ticket.pk, seen + 1
        changed.settled_at = None if few else timezone.now()
        changed.save(update_fields=["settled_upto", "settled_at"])
    return seen


def _changed() -> Version | Calendar | None:
    """What has not been followed to the end; a version that another has replaced need not be."""
    in_force = Version.objects.filter(pk__in=Policy.objects.exclude(current=None).values("current"))
    return in_force.filter(settled_at=None).first() or Calendar.objects.filter(settled_at=None).first()


def _behind(changed: Version | Calendar) -> list[Ticket]:
    """The next tickets to look at: open ones, and any beside which colleagues owe a word."""
    upto, tickets, asked = changed.settled_upto, Ticket.objects.open(), SideConversation.objects.running()
    if isinstance(changed, Calendar):
        tickets, asked = tickets.filter(team__routing__calendar=changed), asked.filter(calendar=changed)
    open_ones = tickets.filter(pk__gt=upto).order_by("pk").values_list("pk", flat=True)
    beside = asked.filter(ticket__gt=upto).order_by("ticket").values_list("ticket", flat=True)
    nearest = sorted({*open_ones[:AT_ONCE], *beside[:AT_ONCE]})[:AT_ONCE]
    rows = Ticket.objects.filter(pk__in=nearest).order_by("pk").select_related("customer__tier", "topic")
    return list(rows.prefetch_related("clocks", "asides"))


def _is_settled(ticket: Ticket, prices: Prices) -> bool:
    """Whether the clocks that run are those that should, each as these prices and hours want it."""
    running = [clock for clock in ticket.clocks.all() if clock.stopped_at is None]
    cells = {kind: cell for kind in wanted(ticket) if (cell := prices.cell(kind))}
    if not running or cells.keys() != {clock.kind for clock in running}:
        return False
    for clock in running:
        cell, stood = cells[clock.kind], (clock.due_at, clock.tell_at)
        calendar = prices.calendar(cell)
        if (clock.target_seconds, clock.calendar_id) != (cell.seconds, calendar.pk if calendar else None):
            return False
        clock.calendar = calendar
        aim(clock)
        if (clock.due_at, clock.tell_at) != stood:
            return False
    return True
