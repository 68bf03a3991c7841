"""A ticket rests until a time, but never longer than somebody was promised something."""

from datetime import datetime

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from support.look.times import moment_words
from support.people.models import User
from tickets.actions import clashes
from tickets.actions.history import hold, record
from tickets.actions.priorities import settle
from tickets.models import Clock, Event, Ticket


class MayNotSnooze(Exception):
    """A ticket that cannot rest until then; says why in words for an agent."""


def owed_by(ticket: Ticket) -> datetime | None:
    """When the next word to the customer is due at the latest; None while nobody waits for one."""
    owed = ticket.clocks.filter(stopped_at=None).exclude(kind=Clock.Kind.RESOLUTION)
    return owed.aggregate(first=Min("due_at"))["first"]


@transaction.atomic
def snooze(ticket: Ticket, *, until: datetime, by: User, seen: str | None = None) -> Ticket:
    """Let a ticket leave the queues until then or until the customer writes; its clocks run on.

    Raises MayNotSnooze for a time that is over, or at which an answer would be late; ChangedByAnother when it
    rests until another time than was `seen` and than this one.
    """
    ticket, now = hold(ticket), timezone.now()
    clashes.check_seen(ticket, clashes.SNOOZE, seen, wanted=until.isoformat())
    if not ticket.is_open:
        raise MayNotSnooze(_("This ticket is solved: there is nothing to come back to."))
    if until <= now:
        raise MayNotSnooze(_("Choose a time that is still to come."))
    if (owed := owed_by(ticket)) and until >= owed:
        raise MayNotSnooze(_too_long(owed, now))
    ticket.snoozed_until = until
    settle(ticket, "snoozed_until")
    record(ticket, Event.Kind.SNOOZED, by=by, until=until.isoformat())
    return ticket


@transaction.atomic
def wake(ticket: Ticket, *, by: User | None = None, due: datetime | None = None) -> bool:
    """Put a ticket back at its place: its time has come (`due`), or somebody wants it; False if it was."""
    ticket = hold(ticket)
    if ticket.snoozed_until is None or (due and ticket.snoozed_until > due):
        return False
    ticket.snoozed_until = None
    settle(ticket, "snoozed_until")
    record(ticket, Event.Kind.WOKEN, by=by)
    return True


def _too_long(owed: datetime, now: datetime) -> str:
    if owed <= now:
        return _("The customer waits, and the promise is over already: it cannot be snoozed.")
    return _("The customer waits, and an answer is promised by %s. Snooze it until before then.") % (
        moment_words(owed)
    )
