"""What a ticket's history says at a glance, in one statement: how it began, how it ended, what joined it."""

from dataclasses import dataclass

from django.db.models import Subquery, Value

from tickets.guessing.lessons import first_said
from tickets.models import Event, Ticket

Kind = Event.Kind
MARKS = (Kind.OPENED, Kind.RESOLVED, Kind.CLOSED, Kind.MERGED)


@dataclass(frozen=True)
class Landmarks:
    """The events everything beside the conversation asks for, and the ids of all that goes on in it."""

    opened: Event | None
    ended: Event | None  # the last time it was solved or closed
    was_solved: bool
    whole: list[int]
    said: str  # the first words, of a ticket that nobody has filed under a topic


def of(ticket: Ticket) -> Landmarks:
    """The landmarks of one ticket; parts are looked for only where something was ever merged into it."""
    rows = ticket.events.filter(kind__in=MARKS).select_related("by").order_by("seq")
    said = Value("") if ticket.topic_id else Subquery(first_said(ticket))
    events = list(rows.annotate(said=said))
    ends = [event for event in events if event.kind in {Kind.RESOLVED, Kind.CLOSED}]
    has_parts = any(event.kind == Kind.MERGED and "into" not in event.detail for event in events)
    return Landmarks(
        opened=next((event for event in events if event.kind == Kind.OPENED), None),
        ended=ends[-1] if ends else None,
        was_solved=any(event.kind == Kind.RESOLVED for event in ends),
        whole=ticket.whole() if has_parts else [ticket.pk],
        said=next((event.said or "" for event in events), ""),
    )
