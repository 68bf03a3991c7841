"""A ticket as its customer reads it: what was said, what happened in plain words, where it stands.

Nothing internal passes: no note, no change of priority, no surname of an agent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from support import shield
from support.look.times import moment_words
from tickets import lock_words
from tickets.models import Event, Message, Ticket

MOST = 100  # lines at once; earlier ones are a click away
Kind = Event.Kind


@dataclass(frozen=True)
class Line:
    """One line of the story: a message, or words for what happened."""

    event: Event
    words: str = ""
    part: Ticket | None = None  # what was merged here: its own story is read in this place
    goes_on: str = ""  # the reference of the ticket this one was merged into

    @property
    def message(self) -> Message | None:
        """What was said, when something was said."""
        return self.event.message

    @property
    def story(self) -> "list[Line | Step]":
        """What was said in the part that was merged here."""
        return list(folded(lines(self.part))) if self.part else []

    @property
    def is_theirs(self) -> bool:
        """Whether the customer said it."""
        return self.message is not None and self.message.kind == Message.Kind.CUSTOMER

    @property
    def hides(self) -> bool:
        """Whether a secret was hidden in it, here or in the writer's browser already."""
        return self.message is not None and any(
            piece.kind for piece in shield.pieces(self.message.as_it_reads)
        )


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
    parts = merged_here(newest, ticket)
    return [
        Line(
            event,
            words(event),
            part=parts.get(event.pk),
            goes_on=event.detail["reference"] if event.kind == Kind.MERGED and "into" in event.detail else "",
        )
        for event in reversed(_with_one_rating_a_solve(newest))
        if not event.is_internal and not (event.message and event.message.is_internal)
    ]


def _with_one_rating_a_solve(newest: list[Event]) -> list[Event]:
    """Events, the newest first, without a rating that was changed: the change tells of it."""
    kept, is_rated = [], False
    for event in newest:
        if event.kind == Kind.RATED and is_rated:
            continue
        kept.append(event)
        is_rated = event.kind == Kind.RATED or (is_rated and event.kind != Kind.RESOLVED)
    return kept


def whole(ticket: Ticket) -> list[Line]:
    """The story from its first line to its last."""
    found: list[Line] = []
    before = ticket.seq + 1
    while batch := ticket.events.filter(seq__lt=before).order_by("-seq").values_list("seq", flat=True)[:MOST]:
        found = lines(ticket, before=before, after=(first := min(batch)) - 1) + found
        before = first
    return found


def merged_here(events: Iterable[Event], ticket: Ticket) -> dict[int, Ticket]:
    """What these events merged into this ticket and is still part of it, by the event's id.

    Of a ticket merged again after it was undone, the last time counts.
    """
    told = {event: event.detail.get("merged") for event in events if event.kind == Kind.MERGED}
    ids = [pk for pk in told.values() if pk]
    parts = Ticket.objects.filter(merged_into=ticket).in_bulk(ids) if ids else {}
    found = {event: parts[pk] for event, pk in told.items() if pk in parts}
    return {event.pk: part for event, part in found.items() if part.closed_at and part.closed_at <= event.at}


def folded(rows: Iterable[Line]) -> Iterator[Line | Step]:
    """The lines with whatever happened between two messages gathered into one step."""
    step = Step()
    for line in rows:
        if not line.message and not line.part:
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
        case Kind.INVITED:
            return _("%(name)s joined") % {"name": str(event.detail["name"]).partition(" ")[0]}
        case Kind.LEFT:
            return _("%(name)s left") % {"name": str(event.detail["name"]).partition(" ")[0]}
        case Kind.RELEASED:
            return _("Back in the queue; your ticket keeps its place")
        case Kind.RESOLVED:
            return _("%(name)s marked it as solved") % {"name": who} if who else _("Marked as solved by you")
        case Kind.REOPENED:
            return _("Opened again")
        case Kind.EDITED:
            return _("You changed what you had written")
        case Kind.WITHDRAWN:
            return _("You took back what you had written")
        case Kind.CLOSED:
            return _("Closed, because nobody wrote any more")
        case Kind.REMINDED:
            return _("We reminded you by mail that we wait for you")
        case Kind.SPARED:
            return _("We do not need this any more: %(name)s") % event.detail
        case Kind.RATED if event.detail.get("before", event.detail["score"]) != event.detail["score"]:
            return _("You changed your rating from %(before)d to %(score)d of 5") % event.detail
        case Kind.RATED:
            return _("You rated it %(score)d of 5") % event.detail
        case Kind.ESCALATED:
            return _("Now with our specialists: %(team)s") % {"team": _spoken(event)}
        case Kind.PROMISED:
            due = datetime.fromisoformat(event.detail["due"])
            return _("We promised to write again by %(time)s") % {"time": moment_words(due)}
        case Kind.QUARANTINED:
            return _quarantined(event)
        case Kind.LOCKED:
            return lock_words.step(event)
        case Kind.SPLIT | Kind.MERGED | Kind.UNMERGED:
            return _one_or_two(event)
    return ""


def _quarantined(event: Event) -> str:
    if event.detail.get("vault"):
        return _(
            "We locked away a file of yours as an identity document; only the team that checks it opens it"
        )
    said = _(
        "“%(name)s” held a virus. We deleted it before anybody opened it; check your device, then"
        " send the file again"
    )
    return said % {"name": event.detail["name"] or _("Your identity document")}


def _one_or_two(event: Event) -> str:
    """A ticket that became two, or two that became one, as either of them tells it."""
    away = "into" in event.detail
    match event.kind:
        case Kind.SPLIT if away:
            said = _("What you wrote about another matter goes on in %(reference)s")
        case Kind.SPLIT:
            said = _("Taken from your ticket %(reference)s, because it is about another matter")
        case Kind.MERGED if away:
            said = _("This goes on in %(reference)s")
        case Kind.MERGED:
            said = _("Your ticket %(reference)s about the same thing goes on here")
        case _unmerged if away:
            said = _("A ticket of its own again, apart from %(reference)s")
        case _unmerged:
            said = _("Your ticket %(reference)s is a ticket of its own again")
    return said % event.detail


def _spoken(event: Event) -> str:
    """The team a case was escalated to, as the reader's language calls it."""
    return event.detail["names"].get(get_language() or "en") or event.detail["name"]


def last_answer_at(ticket: Ticket) -> datetime | None:
    """When we last answered."""
    rows = ticket.messages.filter(kind=Message.Kind.REPLY).order_by("-seq")
    return rows.values_list("created_at", flat=True).first()
