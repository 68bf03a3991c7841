"""Where a ticket stands, the promise that belongs to it, and what happens next, in plain words."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support.look.promise import Promise, promise
from support.look.times import moment_words
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
    if clock is None or clock.stopped_at is None:
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


def next_steps(ticket: Ticket, standing: Standing) -> list[str]:
    """What happens next, a sentence each: who has it, when we answer, what the customer can do."""
    match standing.state:
        case states.MERGED:
            said = _("This ticket goes on in %(reference)s. What you write here is read there.")
            return [said % {"reference": ticket.merged_into.reference if ticket.merged_into else ""}]
        case states.CLOSED:
            return [_("If you need us again, write here. That opens a new ticket, linked with this one.")]
        case states.SOLVED:
            return _if_not_solved(ticket)
        case states.WITH_YOU:
            return _while_we_wait(ticket)
    return [
        *_when_we_answer(ticket, standing),
        _("What you add here reaches the same people. You keep your place."),
    ]


def _when_we_answer(ticket: Ticket, standing: Standing) -> list[str]:
    """The promise; where it is broken, that it is, and what that means for this ticket."""
    told = {
        "team": ticket.team.spoken,
        "time": moment_words(standing.hears_by or ticket.due_at or timezone.now()),
    }
    if standing.promise and standing.promise.state == "past":
        return [
            _("We are late, and we are sorry. We promised an answer by %(time)s.") % told,
            _(
                "Everybody in our %(team)s team sees that. Yours goes before tickets that have used less of their time."
            )
            % told,
        ]
    if not ticket.due_at and not standing.hears_by:
        return [_("Our %(team)s team has it.") % told]
    if standing.hears_by:
        return [_("Our %(team)s team has it. You hear from us by %(time)s.") % told]
    return [_("Our %(team)s team has it. A person answers by %(time)s.") % told]


def _while_we_wait(ticket: Ticket) -> list[str]:
    said = [
        _("Answer what stands on the list above. Then it is our turn again.")
        if ticket.asked_at
        else _("Is something missing? Write to us. Is all well? Then close the ticket."),
        _("Our clock stands still until you write. Nothing is closed meanwhile."),
    ]
    if ticket.remind_at:
        reminder = {"time": moment_words(ticket.remind_at)}
        said.append(_("If we hear nothing, we remind you by mail: %(time)s.") % reminder)
    return said


def _if_not_solved(ticket: Ticket) -> list[str]:
    until = ticket.reopens_until
    if until is None or until <= timezone.now():
        return [_("If it is not solved after all, write here: the ticket opens again.")]
    return [
        _("Not solved after all? Write here by %(time)s, and the ticket opens again.")
        % {"time": moment_words(until)},
        _("After that, what you write opens a new ticket, linked with this one."),
    ]


def path(ticket: Ticket, standing: Standing) -> list[dict[str, Any]]:
    """The steps of a ticket from Received to Closed, for components/steps.html."""
    received = {"name": states.RECEIVED.words, "at": ticket.opened_at, "done": True}
    if standing.state is states.MERGED:
        return [received, {"name": standing.words, "at": ticket.closed_at, "done": True, "now": True}]
    steps = [received, _team_step(ticket, standing), _your_step(ticket, standing), *_ends(ticket, standing)]
    if ticket.resolved_at and ticket.first_replied_at is None:  # solved without a word: nothing was between
        steps = [received, *_ends(ticket, standing)]
    if standing.state is states.RECEIVED:
        received["now"] = True
    return steps


def _team_step(ticket: Ticket, standing: Standing) -> dict[str, Any]:
    """With our team: since when, and by when we answer."""
    here = standing.state in {states.WITH_TEAM, states.SPECIALISTS}
    late = bool(standing.promise and standing.promise.state == "past")
    name = standing.words if here else str(states.WITH_TEAM.words) % {"team": ticket.team.spoken}
    step: dict[str, Any] = {"name": name, "now": here, "at": standing.since if here else None}
    if standing.state is states.RECEIVED or here:
        step["words"] = _by(ticket, standing, late=late)
    else:
        step |= {"done": True, "at": ticket.first_replied_at}
    return step


def _by(ticket: Ticket, standing: Standing, *, late: bool) -> str:
    if standing.hears_by and not late:
        return _("you hear from us by %(time)s") % {"time": moment_words(standing.hears_by)}
    if ticket.due_at is None:
        return ""
    said = _("late: promised by %(time)s") if late else _("promised by %(time)s")
    return said % {"time": moment_words(ticket.due_at)}


def _your_step(ticket: Ticket, standing: Standing) -> dict[str, Any]:
    here = standing.state is states.WITH_YOU
    words = "" if here or ticket.first_replied_at else _("if we need something")
    since = standing.since if here else None
    return {
        "name": states.WITH_YOU.words,
        "now": here,
        "at": since,
        "words": words,
        "done": bool(ticket.resolved_at),
    }


def _ends(ticket: Ticket, standing: Standing) -> list[dict[str, Any]]:
    """Solved, and closed when nobody writes any more."""
    solved: dict[str, Any] = {"name": states.SOLVED.words, "words": _("you decide")}
    days = settings.REOPEN_DAYS
    later = ngettext("%(days)d day later", "%(days)d days later", days) % {"days": days}
    closed: dict[str, Any] = {"name": states.CLOSED.words, "words": later}
    if ticket.resolved_at:
        solved |= {"at": ticket.resolved_at, "words": "", "done": True, "now": ticket.closed_at is None}
        closed["words"] = moment_words(ticket.resolved_at + timedelta(days=days))
    if ticket.closed_at:
        closed |= {"at": ticket.closed_at, "words": "", "done": True, "now": True}
    return [solved, closed]
