"""The steps of a ticket from Received to Closed, with their times, for components/steps.html."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support.look.times import moment_words
from tickets import states
from tickets.models import Ticket
from tickets.standing import Standing


def steps(ticket: Ticket, standing: Standing) -> list[dict[str, Any]]:
    """What is behind it, where it is, and what is to come: {name, at, words, done, now} each."""
    received = {"name": states.RECEIVED.words, "at": ticket.opened_at, "done": True}
    if standing.state is states.MERGED:
        return [received, {"name": standing.words, "at": ticket.closed_at, "done": True, "now": True}]
    there = [received, _team_step(ticket, standing), _your_step(ticket, standing), *_ends(ticket, standing)]
    if ticket.resolved_at and ticket.first_replied_at is None:  # solved without a word: nothing was between
        there = [received, *_ends(ticket, standing)]
    if standing.state is states.RECEIVED:
        received["now"] = True
    return there


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
