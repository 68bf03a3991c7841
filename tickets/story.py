"""A ticket as its customer reads it: what was said, what happened in plain words, where it stands.

Nothing internal passes: no note, no change of priority, no surname of an agent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from support import shield
from tickets.models import Event, Message, Ticket

MOST = 100  # lines at once; earlier ones are a click away
Kind = Event.Kind


@dataclass(frozen=True)
class Line:
    """One line of the story: a message, or words for what happened."""

    event: Event
    words: str = ""

    @property
    def message(self) -> Message | None:
        """What was said, when something was said."""
        return self.event.message

    @property
    def is_theirs(self) -> bool:
        """Whether the customer said it."""
        return self.message is not None and self.message.kind == Message.Kind.CUSTOMER

    @property
    def hides(self) -> bool:
        """Whether a secret was hidden in it, here or in the writer's browser already."""
        return self.message is not None and any(piece.kind for piece in shield.pieces(self.message.body))


@dataclass
class Step:
    """What happened between two messages: the last thing, and what led to it, folded."""

    lines: list[Line] = field(default_factory=list)

    @property
    def folded(self) -> list[Line]:
        """All but the last."""
        return self.lines[:-1]

    @property
    def last(self) -> Line:
        """The last thing that happened."""
        return self.lines[-1]


def lines(ticket: Ticket, *, after: int = 0, before: int | None = None) -> list[Line]:
    """The newest lines with a seq above `after` and below `before`, in order; at most MOST."""
    events = ticket.events.filter(seq__gt=after).exclude(kind__in=[*Event.INTERNAL, Kind.OPENED])
    if before is not None:
        events = events.filter(seq__lt=before)
    rows = events.select_related("message__author", "by").prefetch_related("message__attachments")
    newest = list(rows.order_by("-seq")[:MOST])
    return [
        Line(event, words(event))
        for event in reversed(newest)
        if not event.is_internal and not (event.message and event.message.is_internal)
    ]


def folded(rows: Iterable[Line]) -> Iterator[Line | Step]:
    """The lines with whatever happened between two messages gathered into one step."""
    step = Step()
    for line in rows:
        if not line.message:
            step.lines.append(line)
            continue
        if step.lines:
            yield step
            step = Step()
        yield line
    if step.lines:
        yield step


def words(event: Event) -> str:
    """What happened, as one would say it to the customer; empty for a message."""
    who = event.by.first_name if event.by and event.by.is_staff else ""
    match event.kind:
        case Kind.CLAIMED if event.detail.get("translated"):
            return _("%(name)s is on it, with the help of a translator") % {"name": who}
        case Kind.CLAIMED:
            return _("%(name)s is on it") % {"name": who}
        case Kind.ASSIGNED:
            return _("Handed to %(name)s") % {"name": str(event.detail.get("name", "")).partition(" ")[0]}
        case Kind.RELEASED:
            return _("Back in the queue; your ticket keeps its place")
        case Kind.RESOLVED:
            return _("%(name)s marked it as solved") % {"name": who} if who else _("Marked as solved by you")
        case Kind.REOPENED:
            return _("Opened again")
        case Kind.CLOSED:
            return _("Closed, because nobody wrote any more")
    return ""


def last_answer_at(ticket: Ticket) -> datetime | None:
    """When we last answered."""
    rows = ticket.messages.filter(kind=Message.Kind.REPLY).order_by("-seq")
    return rows.values_list("created_at", flat=True).first()
