"""Where a ticket stands, in plain words, and the promise that belongs to it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from support.look.promise import Promise, promise
from support.look.times import moment_words
from tickets import story
from tickets.models import Clock, Ticket


@dataclass(frozen=True)
class Standing:
    """What a customer wants to know first."""

    words: str  # "Waiting for you"
    shape: str  # of the state mark: empty (moving), closed (over), planned (with the customer)
    promise: Promise | None
    since: datetime | None
    hears_by: datetime | None = None  # when the customer hears from us at the latest, where we owe an update


def in_short(ticket: Ticket) -> Standing:
    """For a list: the state and, while somebody waits for us, the promise. Asks no database."""
    match ticket.status:
        case "resolved" if ticket.merged_into:
            goes_on = _("Goes on in %(reference)s") % {"reference": ticket.merged_into.reference}
            return Standing(goes_on, "closed", None, ticket.closed_at)
        case "resolved":
            return Standing(_("Solved"), "closed", None, ticket.resolved_at)
        case _ if ticket.is_with_specialists and ticket.escalated_to:
            said = _("With our specialists: %(team)s") % {"team": ticket.escalated_to.spoken}
            return Standing(said, "", _running(ticket), ticket.waiting_since)
        case "with_customer":
            return Standing(_("Waiting for you"), "planned", None, None)
        case "in_hand":
            assert ticket.assignee
            said = _("With %(name)s") % {"name": ticket.assignee.first_name}
            return Standing(said, "", _running(ticket), ticket.waiting_since)
    return Standing(_("In the queue"), "", _running(ticket), ticket.waiting_since)


def in_full(ticket: Ticket) -> Standing:
    """For the ticket's own page: the same, with the clock that stopped when we answered."""
    short = replace(in_short(ticket), hears_by=_hears_by(ticket))
    if short.promise:
        return short
    replies = ticket.clocks.filter(kind__in=Clock.REPLIES, stopped_at__isnull=False)
    clock = replies.select_related("calendar").order_by("-stopped_at").first()
    if clock is None or clock.stopped_at is None:
        return short
    stopped = promise(
        target=clock.target_seconds,
        waited=clock.waited(clock.stopped_at),
        paused=ticket.status == "with_customer",
        answered=ticket.status == "resolved",
    )
    since = short.since or story.last_answer_at(ticket)
    return replace(short, promise=stopped, since=since)


def _hears_by(ticket: Ticket) -> datetime | None:
    """When the next word of ours is due, once we owe one without being asked."""
    if ticket.update_owed_since is None:
        return None
    running = ticket.clocks.filter(stopped_at=None, due_at__isnull=False)
    return (
        running.exclude(kind=Clock.Kind.RESOLUTION)
        .order_by("due_at")
        .values_list("due_at", flat=True)
        .first()
    )


def _running(ticket: Ticket) -> Promise | None:
    if not ticket.target_seconds or ticket.waiting_since is None:
        return None
    return promise(target=ticket.target_seconds, waited=ticket.waited(ticket.waiting_since, timezone.now()))


def path(ticket: Ticket, standing: Standing) -> list[dict[str, Any]]:
    """The four steps of a ticket, for components/steps.html."""
    received = {"name": _("Received"), "at": ticket.opened_at, "done": True}
    answered = {"name": _("First answer"), "at": ticket.first_replied_at, "done": True}
    solved = {"name": _("Solved"), "words": _("you decide")}
    if ticket.resolved_at:
        over = {"name": standing.words, "at": ticket.resolved_at, "done": True, "now": True}
        return [received, answered, over] if ticket.first_replied_at else [received, over]
    now: dict[str, Any] = {"name": standing.words, "at": standing.since, "now": True}
    if standing.hears_by:
        now |= {
            "at": None,
            "words": _("you hear from us by %(time)s") % {"time": moment_words(standing.hears_by)},
        }
    if ticket.first_replied_at:
        return [received, answered, now, solved]
    by = _("promised by %(time)s") % {"time": moment_words(ticket.due_at)} if ticket.due_at else ""
    return [received, now, {"name": _("First answer"), "words": by}, solved]
