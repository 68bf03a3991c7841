"""Events gathered into lines: where a day begins, and what may be folded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from tickets.actions import merging
from tickets.models import Event, Message, Ticket
from tickets.story import merged_here

Kind = Event.Kind
# What an agent must read to answer rightly; everything else may be folded.
MATTERS = {
    *(Kind.OPENED, Kind.RESOLVED, Kind.REOPENED, Kind.CLOSED, Kind.MERGED, Kind.UNMERGED, Kind.SPLIT),
    *(Kind.ESCALATED, Kind.PROMISED, Kind.BREACHED, Kind.LOCKED, Kind.QUARANTINED, Kind.IDENTIFIED),
    *(Kind.RATED, Kind.SNOOZED, Kind.WOKEN, Kind.ANSWERED_ALL, Kind.HELD),
}


@dataclass
class Line:
    """A message, or one or more events in a row; `seq` is its last event's.

    `day` is the day that begins with it.
    """

    seq: int
    message: Message | None = None
    events: list[Event] = field(default_factory=list)
    part: Ticket | None = None  # what was merged here
    may_undo: bool = False
    day: date | None = None

    @property
    def escalated(self) -> bool:
        """Whether this is a case that went to specialists; it stands alone, with what they were told."""
        return any(event.kind == Kind.ESCALATED for event in self.events)

    @property
    def folds(self) -> bool:
        """Whether it is a run of changes that need not be read."""
        return len(self.events) > 1 and self.events[0].kind not in MATTERS

    @property
    def hands(self) -> str:
        """Whose changes these were: "Ada, rules"."""
        names = dict.fromkeys(event.by.first_name if event.by else _("rules") for event in self.events)
        return ", ".join(names)

    def takes(self, event: Event) -> bool:
        """Whether what happened next is told in the same line."""
        if not self.events or self.part is not None or Kind.ESCALATED in {event.kind, self.events[0].kind}:
            return False
        return (event.kind in MATTERS) == (self.events[0].kind in MATTERS)


def gathered(events: Sequence[Event], ticket: Ticket, *, behind: Event | None = None) -> list[Line]:
    """The lines of events in order; `behind` is the one before them that is on the page already."""
    lines: list[Line] = []
    parts = merged_here(events, ticket)
    day = timezone.localdate(behind.at) if behind else None
    for event in events:
        today = timezone.localdate(event.at)
        if lines and today == day and not event.message and event.pk not in parts and lines[-1].takes(event):
            lines[-1].events.append(event)
            lines[-1].seq = event.seq
            continue
        lines.append(_line(event, parts.get(event.pk)))
        if today != day:
            lines[-1].day = day = today
    return lines


def _line(event: Event, part: Ticket | None) -> Line:
    if event.message:
        event.message.ticket = event.ticket
        return Line(event.seq, message=event.message)
    if part:
        return Line(event.seq, events=[event], part=part, may_undo=merging.may_be_undone(event))
    return Line(event.seq, events=[event])
