"""A ticket's history as lines to read: messages whole, days apart, what happened between them in one line.

Numbers of a ticket's events follow each other without a gap, so a stretch of any history, however long, is
one range of its index.
"""

from dataclasses import dataclass, replace

from django.db.models import QuerySet

from tickets.desk.lines import Line, gathered
from tickets.models import Event, Ticket

BATCH = 50  # events shown at once; others on demand
MARGIN = BATCH // 2  # of them before and after one that is looked for


@dataclass(frozen=True)
class Batch:
    """Lines in order; more lie before seq `earlier` and after seq `later`, None at either end."""

    lines: list[Line]
    earlier: int | None = None
    later: int | None = None

    @property
    def next_before(self) -> int:
        """The seq before which the next BATCH lies."""
        return (self.later or 0) + BATCH + 1


def newest(ticket: Ticket, *, before: int | None = None) -> Batch:
    """The last BATCH events, or the last BATCH before a seq."""
    rows = _events(ticket)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    found = list(rows.order_by("-seq")[: BATCH + 1])
    shown = sorted(found[:BATCH], key=lambda event: event.seq)
    return Batch(
        gathered(shown, ticket),
        earlier=shown[0].seq if len(found) > BATCH else None,
        later=_later(shown, ticket) if before is not None else None,
    )


def around(ticket: Ticket, seq: int) -> Batch:
    """The event with a seq among those next to it; the end of the history where there is none."""
    seq = min(max(seq, 1), ticket.seq)
    rows = _events(ticket).filter(seq__gt=seq - MARGIN, seq__lte=seq + MARGIN)
    shown = list(rows.order_by("seq"))
    earlier = shown[0].seq if shown and shown[0].seq > 1 else None
    return Batch(gathered(shown, ticket), earlier=earlier, later=_later(shown, ticket))


def after(ticket: Ticket, seq: int) -> Batch:
    """The gap: what happened after a seq, in order; of a long one the first BATCH."""
    found = list(_events(ticket).filter(seq__gte=seq).order_by("seq")[: BATCH + 2])
    known = found[0] if found and found[0].seq == seq else None  # says which day it is already
    fresh = found[1:] if known else found
    later = fresh[BATCH - 1].seq if len(fresh) > BATCH else None
    return Batch(gathered(fresh[:BATCH], ticket, behind=known), later=later)


def whole(ticket: Ticket) -> Batch:
    """All of it, of a ticket that became a part of another."""
    return Batch(gathered(list(_events(ticket).order_by("seq")), ticket))


def said_at(ticket: Ticket, seq: int) -> Line | None:
    """One message again, because its delivery has come further; its day is known."""
    found = gathered(list(_events(ticket).filter(seq=seq, message__isnull=False)), ticket)
    return replace(found[0], day=None) if found else None


def _later(shown: list[Event], ticket: Ticket) -> int | None:
    return shown[-1].seq if shown and shown[-1].seq < ticket.seq else None


def _events(ticket: Ticket) -> QuerySet[Event]:
    rows: QuerySet[Event] = ticket.events.select_related("message__author", "by")
    return rows.prefetch_related("message__attachments")
