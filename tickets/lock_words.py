"""What became of a lock, in words: to the account's owner, to agents, and as a line of a ticket's story."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from support import shield
from support.look.times import clock, day, duration, moment_words
from support.people.models import AccountLock, Customer
from tickets.models import Event

SHOWN_FOR = timedelta(days=1)  # a lock that is over
State = AccountLock.State
STEPS = {
    "asked": gettext_noop("The exchange was asked to lock the account"),
    "locked": gettext_noop("The account is locked"),
    "refused": gettext_noop("The exchange did not lock the account"),
    "unanswered": gettext_noop("No answer from the exchange about the lock; the security team was called"),
    "undo_asked": gettext_noop("The lock is to be lifted; the owner is warned by a letter first"),
    "undo_stopped": gettext_noop("The lock stays: its lifting was stopped"),
    "undo_refused": gettext_noop("The exchange keeps the account locked"),
    "lifted": gettext_noop("The lock was lifted"),
}


@dataclass(frozen=True)
class Said:
    """A state in words: the tone of a banner or badge, an icon, the news, and what it means."""

    tone: str
    icon: str
    title: str
    text: str


def step(event: Event) -> str:
    """A line of a ticket's story."""
    return _(STEPS[event.detail["step"]])


def latest(customer: Customer) -> AccountLock | None:
    """The lock somebody would ask about: the last one, unless it is over for a day."""
    lock = customer.locks.first()
    if lock and lock.is_over and (lock.undone_at or lock.asked_at) < timezone.now() - SHOWN_FOR:
        return None
    return lock


def to_owner(lock: AccountLock) -> Said:
    """What became of it, as its owner reads it. Never "locked" unless the exchange signed that."""
    if lock.undone_at:
        return Said("", "undo", _("The lock was lifted %(when)s.") % _at(lock.undone_at), "")
    if lock.state == State.REFUSED:
        said = shield.readable(lock.reason) or _("the exchange gave no reason")
        text = _("Your account is not locked. Tell us what you saw: an agent looks at once.")
        return Said("danger", "x", _("Refused: %(why)s.") % {"why": said.rstrip(".")}, text)
    if lock.state == State.LOCKED and lock.said_at:
        return Said("good", "lock", _locked(lock.said_at), _("Trading and withdrawals have stopped."))
    if lock.state == State.ASKED:
        return Said("", "again", _("We are asking the exchange now."), _("This takes a few seconds."))
    return Said(
        "warn",
        "alert",
        _("The exchange has not answered yet."),
        _("We keep trying, and an agent sees this too. Lock the account in the app as well, if you can."),
    )


def of_lifting(lock: AccountLock) -> Said | None:
    """What becomes of a lifting that was asked for."""
    if lock.is_over or lock.undo_asked_at is None:
        return None
    if lock.undo_tried_at:
        text = _("The exchange has not said yet that it is lifted. We keep trying.")
        return Said("warn", "alert", _("The lock is being lifted."), text)
    text = _("We have written to the address of the account: whoever reads it can stop this.")
    if lock.undo_due_at is None:
        pause = {"time": duration(settings.EXCHANGE_UNLOCK_AFTER_HOURS * 3600)}
        title = _("The lock is lifted %(time)s after our letter to the owner has left.") % pause
        return Said("warn", "undo", title, _("The letter is on its way."))
    return Said("warn", "undo", _("The lock is lifted %(when)s.") % _at(lock.undo_due_at), text)


def to_agent(lock: AccountLock) -> Said:
    """What became of it in a badge and a line beside the ticket."""
    told = _("Asked %(when)s.") % _at(lock.asked_at)
    if lock.reference:
        told += " " + _("Reference of the exchange: %(reference)s.") % {"reference": lock.reference}
    if lock.undone_at:
        return Said("", "undo", _("Lifted %(when)s") % _at(lock.undone_at), told)
    if lock.state == State.REFUSED:
        return Said("danger", "x", _("Refused: %(why)s") % {"why": shield.readable(lock.reason) or "?"}, told)
    if lock.undo_asked_at:
        due = lock.undo_due_at
        when = (
            _("Lifted %(when)s, unless the owner stops it.") % _at(due) if due else _("Letter not sent yet.")
        )
        return Said("warn", "alert", _("Lifting asked %(when)s") % _at(lock.undo_asked_at), f"{when} {told}")
    if lock.state == State.LOCKED and lock.said_at:
        return Said("good", "lock", _("Locked %(when)s") % _at(lock.said_at), told)
    tries = {"tries": lock.tries}
    return Said("danger", "alert", _("Not known to be locked"), told + " " + _("Tries: %(tries)d.") % tries)


def _locked(at: datetime) -> str:
    if timezone.localdate(at) == timezone.localdate():
        return _("Locked at %(time)s.") % {"time": clock(at)}
    return _("Locked on %(day)s at %(time)s.") % {"day": day(at), "time": clock(at)}


def _at(moment: datetime) -> dict[str, str]:
    return {"when": moment_words(moment)}
