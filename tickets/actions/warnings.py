"""Agents are told while a promise can still be kept, and when it was broken: once each."""

from django.db import transaction
from django.utils import timezone

from tickets import priority
from tickets.actions.clocks import aim
from tickets.actions.history import hold, record
from tickets.models import Clock, Event

BREACH = 100  # percent of the target


@transaction.atomic
def warn(clock: Clock) -> int:
    """Write an event for every level a running clock has passed since the last look; returns how many."""
    ticket, now, told = hold(clock.ticket), timezone.now(), 0
    now_running = Clock.objects.select_related("calendar", "ticket").filter(pk=clock.pk).first()
    if now_running is None:  # its ticket was merged or taken apart meanwhile
        return 0
    clock = now_running
    while clock.stopped_at is None and clock.tell_at and clock.tell_at <= now:
        telling = priority.next_telling(clock.target_seconds, clock.told)
        assert telling  # tell_at is empty when there is nothing more to tell
        clock.told = telling[0]
        aim(clock)
        clock.save(update_fields=["told", "tell_at", "due_at"])
        kind = Event.Kind.BREACHED if clock.told >= BREACH else Event.Kind.WARNED
        record(ticket, kind, clock=clock.kind, level=clock.told, target=clock.target_seconds)
        told += 1
    return told
