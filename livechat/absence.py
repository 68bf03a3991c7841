"""A visitor who is silent is asked whether they are there, and after a while the chat ends; their words stay.

Never in less than five minutes, for some write slowly (WCAG 2.2.1); typing is life, writing again opens it.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from livechat.models import Visit
from tickets import actions
from tickets.models import Message, Ticket

NUDGE_AFTER = timedelta(minutes=5)  # of silence after our answer
END_AFTER = timedelta(minutes=5)  # after the question; ten minutes in all
MARK_EVERY = timedelta(seconds=30)  # typing is written down no more often


def type_on(visit: Visit) -> None:
    """They type: that is life, and answers the question."""
    now = timezone.now()
    stale = Q(typed_at=None) | Q(typed_at__lte=now - MARK_EVERY) | Q(nudged_at__isnull=False)
    Visit.objects.filter(stale, pk=visit.pk).update(typed_at=now, nudged_at=None)


def ends_at(visit: Visit, ticket: Ticket) -> datetime | None:
    """Until when a sign is waited for; None when nobody was asked, or they have answered."""
    if visit.nudged_at is None or ticket.waiting_since or ticket.resolved_at:
        return None
    return visit.nudged_at + END_AFTER


def silent(now: datetime) -> QuerySet[Visit]:
    """Visits whose agent has answered and waits, with nothing said or typed for NUDGE_AFTER."""
    ours = Message.objects.filter(ticket=OuterRef("ticket"), kind__in=["customer", "reply"])
    lately = ours.filter(created_at__gt=now - NUDGE_AFTER)
    talking = Visit.objects.filter(
        ticket__resolved_at=None, ticket__channel="chat", ticket__assignee__isnull=False
    ).filter(ticket__waiting_since=None, ticket__snoozed_until=None, ticket__asked_at=None)
    quiet = talking.filter(Q(typed_at=None) | Q(typed_at__lte=now - NUDGE_AFTER))
    return quiet.filter(Exists(ours.filter(kind="reply"))).exclude(Exists(lately))


def nudge(now: datetime) -> int:
    """Ask the silent whether they are there; returns how many. Their windows say so within 15 seconds."""
    asked = 0
    for visit in silent(now).filter(nudged_at=None)[:500]:
        asked += Visit.objects.filter(pk=visit.pk, nudged_at=None).update(nudged_at=now)
    return asked


def end(now: datetime) -> int:
    """End the chats of those who gave no sign after they were asked; returns how many."""
    late = silent(now).filter(nudged_at__lte=now - END_AFTER)
    return sum(_end(visit.pk, now) for visit in late[:500])


@transaction.atomic
def _end(pk: UUID, now: datetime) -> bool:
    """Under the visit's lock: who writes or types at this moment is not ended."""
    Visit.objects.select_for_update(no_key=True).get(pk=pk)
    still = silent(now).filter(pk=pk, nudged_at__lte=now - END_AFTER).select_related("ticket").first()
    if still is None or still.ticket is None:
        return False
    actions.resolve(still.ticket, by=None)
    Visit.objects.filter(pk=pk).update(nudged_at=None)
    return True
