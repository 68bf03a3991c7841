"""What waits moves to the lane its topic and tier ask for, after an admin changed those."""

import time

from django.db.models import F, Q

from tickets import outbox
from tickets.actions.pace import A_WHILE, AT_ONCE, MENDING, alone, unhurried
from tickets.actions.priorities import reprioritise
from tickets.actions.steady import promises_stay
from tickets.models import Ticket
from tickets.pricing import PriceBook


def mend_lanes(*, within: float = A_WHILE) -> int:
    """Move what waits in a lane for others than its topic and tier ask for now; returns how many.

    While another does it, it leaves at once. What `within` seconds are too short for, a next task does.
    """
    moved, last, until = 0, 0, time.monotonic() + within
    with alone(MENDING) as mine:
        while mine and (few := _mend_a_few(last, until)):
            moved, last = moved + len(few), few[-1]
            if time.monotonic() >= until:
                outbox.let_lanes_be_mended()
                break
    return moved


def _mend_a_few(after: int, until: float) -> list[int]:
    """Move the next few tickets that wait in a wrong lane; returns their ids."""
    waiting = Ticket.objects.waiting().filter(resolved_at=None, pk__gt=after)
    wrong = waiting.exclude(lane__senior=F("customer__tier__senior_only")) | waiting.exclude(
        Q(lane__skill=F("topic__skill")) | Q(lane__skill=None, topic__skill=None)
    )
    with outbox.together(), promises_stay():
        book, few = PriceBook(), list(wrong.order_by("pk")[:AT_ONCE])
        return [reprioritise(ticket, book=book).pk for ticket in unhurried(few, until)]
