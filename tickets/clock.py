"""Because time passed: nothing announced or sent halfway stays that way."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from tickets import actions, delivery, outbox
from tickets.models import Event, Ticket

FORGOTTEN_AFTER = timedelta(seconds=30)
QUIET_AFTER = timedelta(days=3)


@shared_task
def announce_the_forgotten() -> int:
    """Announce events whose announcement was cut short; twice is safe, every consequence is."""
    rows = Event.objects.filter(announced_at=None, at__lte=timezone.now() - FORGOTTEN_AFTER)
    return sum(outbox.announce(pk) for pk in rows.order_by("at").values_list("pk", flat=True)[:500])


@shared_task
def deliver_the_stranded() -> int:
    """Try replies again that should have left; twice is safe, the message's row is asked first."""
    waiting = delivery.stranded()
    for pk in waiting:
        delivery.attempt(pk)
    return len(waiting)


@shared_task
def close_the_quiet() -> int:
    """Close what was resolved and left in peace; twice is safe, closing a closed ticket does nothing."""
    quiet = Ticket.objects.filter(resolved_at__lte=timezone.now() - QUIET_AFTER, closed_at=None)
    for ticket in (found := list(quiet[:500])):
        actions.close(ticket)
    return len(found)
