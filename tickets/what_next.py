"""What happens next with a ticket, a sentence each: who has it, when we answer, what its customer can do."""

from django.utils import timezone
from django.utils.translation import gettext as _

from support.look.times import moment_words
from tickets import states
from tickets.models import Ticket
from tickets.standing import Standing


def next_steps(ticket: Ticket, standing: Standing) -> list[str]:
    """What a page and a letter say of a ticket that stands so."""
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
    is_late = standing.promise is not None and standing.promise.state == "past"
    due = ticket.due_at if is_late else standing.hears_by or ticket.due_at
    told = {"team": ticket.team.spoken, "time": moment_words(due) if due else ""}
    if is_late:
        return [
            _("We are late, and we are sorry. We promised an answer by %(time)s.") % told,
            _("Everybody in our %(team)s team sees it. Your ticket goes before those with more time left.")
            % told,
        ]
    if not due:
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
