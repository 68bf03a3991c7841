"""A ticket's history as lines to read: messages whole, what happened between them folded into one line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from tickets.actions import merging
from tickets.models import Event, Message, Ticket
from tickets.story import merged_here

BATCH = 50  # events shown at once; earlier ones on demand


@dataclass
class Line:
    """A message, or one or more events in a row; `seq` is its last event's."""

    seq: int
    message: Message | None = None
    events: list[Event] = field(default_factory=list)
    part: Ticket | None = None  # what was merged here
    may_undo: bool = False

    @property
    def escalated(self) -> bool:
        """Whether this is a case that went to specialists; it stands alone, with what they were told."""
        return any(event.kind == Event.Kind.ESCALATED for event in self.events)

    @property
    def takes_more(self) -> bool:
        """Whether what happened next is told in the same line."""
        return bool(self.events) and self.part is None and not self.escalated


@dataclass(frozen=True)
class Batch:
    """Lines in order; `earlier` is the seq before which more lie, None at the beginning."""

    lines: list[Line]
    earlier: int | None = None


def newest(ticket: Ticket, *, before: int | None = None) -> Batch:
    """The last BATCH events, or the last BATCH before a seq."""
    rows = _events(ticket)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    found = list(rows.order_by("-seq")[: BATCH + 1])
    shown = sorted(found[:BATCH], key=lambda event: event.seq)
    return Batch(_lines(shown, ticket), earlier=shown[0].seq if len(found) > BATCH else None)


def after(ticket: Ticket, seq: int) -> Batch:
    """The gap: everything that happened after a seq, in order."""
    return Batch(_lines(list(_events(ticket).filter(seq__gt=seq).order_by("seq")), ticket))


def said_at(ticket: Ticket, seq: int) -> Line | None:
    """One message again, because its delivery has come further."""
    return next(iter(_lines(list(_events(ticket).filter(seq=seq, message__isnull=False)), ticket)), None)


def _events(ticket: Ticket) -> QuerySet[Event]:
    rows = Event.objects.filter(ticket=ticket).select_related("message__author", "by", "ticket")
    return rows.prefetch_related("message__attachments")


def _lines(events: Sequence[Event], ticket: Ticket) -> list[Line]:
    lines: list[Line] = []
    parts = merged_here(events, ticket)
    for event in events:
        if event.message:
            lines.append(Line(event.seq, message=event.message))
        elif part := parts.get(event.pk):
            undo = merging.may_be_undone(event)
            lines.append(Line(event.seq, events=[event], part=part, may_undo=undo))
        elif lines and lines[-1].takes_more and event.kind != Event.Kind.ESCALATED:
            lines[-1].events.append(event)
            lines[-1].seq = event.seq
        else:
            lines.append(Line(event.seq, events=[event]))
    return lines
