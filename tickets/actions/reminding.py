"""Who we wait for is reminded, twice and no more; any word of theirs or ours ends it or begins it anew."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tickets import states
from tickets.actions.history import hold, record
from tickets.models import Event, Ticket

AFTER = (24, 72)  # hours of silence


def begin(ticket: Ticket) -> list[str]:
    """From now on a held ticket waits for its customer; returns what was changed and is to be saved."""
    waits = ticket.hears_by_mail and states.of(ticket) is states.WITH_YOU
    ticket.reminded = 0
    ticket.remind_at = timezone.now() + timedelta(hours=AFTER[0]) if waits else None
    return ["reminded", "remind_at"]


@transaction.atomic
def remind(ticket: Ticket) -> int:
    """Write an event for the reminder that is due; returns 1, or 0 when somebody was faster.

    Who missed the first because the clock stood still gets the last one only: two mails at once remind nobody
    twice as well.
    """
    ticket, now = hold(ticket), timezone.now()
    if ticket.remind_at is None or ticket.remind_at > now:
        return 0
    if states.of(ticket) is not states.WITH_YOU:  # it went to specialists, who owe the next word
        ticket.remind_at = None
        ticket.save(update_fields=["remind_at"])
        return 0
    began = ticket.remind_at - timedelta(hours=next(at for at in AFTER if at > ticket.reminded))
    ticket.reminded = max(at for at in AFTER if began + timedelta(hours=at) <= now)
    later = [at for at in AFTER if at > ticket.reminded]
    ticket.remind_at = began + timedelta(hours=later[0]) if later else None
    ticket.save(update_fields=["reminded", "remind_at"])
    record(ticket, Event.Kind.REMINDED, hours=ticket.reminded)
    return 1
