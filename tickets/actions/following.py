"""Open tickets follow a changed table or calendar, a few at a time, so that nobody waits for them."""

from django.utils import timezone

from tickets.actions.clocks import wanted
from tickets.actions.priorities import reprioritise
from tickets.models import Calendar, Ticket, Version
from tickets.pricing import PriceBook, Prices

AT_ONCE = 500  # tickets read together; each is locked alone, and only if something changes for it
MOST = 20_000  # tickets in one go; the clock comes back for the rest


def follow(changed: Version | Calendar, *, most: int = MOST) -> int:
    """Let open tickets follow from where the last go ended; returns how many were looked at."""
    book, seen = PriceBook(), 0
    concerned = Ticket.objects.open().order_by("pk")
    if isinstance(changed, Calendar):
        concerned = concerned.filter(team__routing__calendar=changed)
    while seen < most:
        rows = concerned.filter(pk__gt=changed.settled_upto)
        batch = list(rows.select_related("customer__tier", "topic").prefetch_related("clocks")[:AT_ONCE])
        for ticket in batch:
            if isinstance(changed, Calendar) or not _is_settled(ticket, book.prices(ticket)):
                reprioritise(ticket, by=None, book=book)
        changed.settled_upto = batch[-1].pk if batch else changed.settled_upto
        changed.settled_at = None if batch else timezone.now()
        changed.save(update_fields=["settled_upto", "settled_at"])
        seen += len(batch)
        if not batch:
            break
    return seen


def _is_settled(ticket: Ticket, prices: Prices) -> bool:
    """Whether the clocks that run are those that should, each as these prices want it."""
    running = [clock for clock in ticket.clocks.all() if clock.stopped_at is None]
    aimed = {
        kind: (cell.seconds, getattr(prices.calendar(cell), "pk", None))
        for kind in wanted(ticket)
        if (cell := prices.cell(kind))
    }
    return bool(running) and aimed == {
        clock.kind: (clock.target_seconds, clock.calendar_id) for clock in running
    }
