"""Where a ticket stands, in plain words, and the promise that belongs to it."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from support.look.promise import Promise, promise
from tickets import states, story
from tickets.models import Clock, Ticket
from tickets.states import State


@dataclass(frozen=True)
class Standing:
    """What a customer wants to know first."""

    state: State
    words: str  # "Waiting for you"
    promise: Promise | None
    since: datetime | None
    hears_by: datetime | None = None  # when the customer hears from us at the latest, where we owe an update

    @property
    def shape(self) -> str:
        """Of the state's mark: empty (moving), closed (over), planned (with the customer)."""
        return self.state.shape


def in_short(ticket: Ticket) -> Standing:
    """For a list: the state and, while somebody waits for us, the promise. Asks no database."""
    state, words = states.of(ticket), states.words(ticket)
    match state:
        case states.MERGED | states.CLOSED:
            return Standing(state, words, None, ticket.closed_at)
        case states.SOLVED:
            return Standing(state, words, None, ticket.resolved_at)
        case states.WITH_YOU:
            return Standing(state, words, None, ticket.asked_at)
        case states.WITH_TEAM:
            return Standing(state, words, _running(ticket), ticket.claimed_at or ticket.waiting_since)
    return Standing(state, words, _running(ticket), ticket.waiting_since)


def in_full(ticket: Ticket) -> Standing:
    """For the ticket's own page: the same, with the clock that stopped when we answered."""
    short = replace(in_short(ticket), hears_by=_hears_by(ticket))
    if short.promise:
        return short
    since = short.since or story.last_answer_at(ticket)
    replies = ticket.clocks.filter(kind__in=Clock.REPLIES, stopped_at__isnull=False)
    clock = replies.select_related("calendar").order_by("-stopped_at").first()
    if clock is None or clock.stopped_at is None or ticket.first_replied_at is None:
        return replace(short, since=since)
    stopped = promise(
        target=clock.target_seconds,
        waited=clock.waited(clock.stopped_at),
        paused=short.state is states.WITH_YOU,
        answered=ticket.status == "resolved",
    )
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
