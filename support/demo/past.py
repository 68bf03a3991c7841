"""Time for the demo: what was just done is moved into the past, so that a day exists after a minute."""

from datetime import timedelta

import pgtrigger
from django.db.models import F, Model

from tickets.models import Clock, Event, Message, Pause, Ticket

TIMES: dict[type[Model], list[str]] = {
    Ticket: [
        "opened_at",
        "waiting_since",
        "due_at",
        "claimed_at",
        "first_replied_at",
        "resolved_at",
        "closed_at",
        "update_owed_since",
    ],
    Message: ["created_at", "attempted_at", "retry_at", "delivered_at"],
    Event: ["at", "announced_at"],
    Clock: ["started_at", "stopped_at", "due_at", "tell_at", "answered_at"],
    Pause: ["started_at", "ended_at"],
}
KEPT = ("tickets.Event:history_stays", "tickets.Message:words_stay")  # but for a demo's own


def let_pass(ticket: Ticket, time: timedelta) -> None:
    """Everything that happened to this ticket so far happened that much earlier; empty times stay empty."""
    with pgtrigger.ignore(*KEPT):
        for model, fields in TIMES.items():
            mine = {"pk": ticket.pk} if model is Ticket else {"ticket": ticket}
            model._default_manager.filter(**mine).update(**{field: F(field) - time for field in fields})
    ticket.refresh_from_db()


def as_told(ticket: Ticket) -> None:
    """What is history was announced and delivered when it happened; only the present still has to be."""
    Event.objects.filter(ticket=ticket, announced_at=None).update(announced_at=F("at"))
    waiting = Message.objects.filter(ticket=ticket, delivery=Message.Delivery.PENDING)
    waiting.update(delivery=Message.Delivery.SENT, delivered_at=F("created_at"), retry_at=None)
