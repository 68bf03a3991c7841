"""A code that both sides of a chat can compare: who reads it out is who they say, or does not know it.

Shown in the window, at the desk, on the ticket's own page, and by the exchange in the signed-in account.
Somebody who pretends to be us on a page of their own does not know it, nor does somebody who pretends to be
a customer. It is no key: it opens nothing.
"""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.crypto import salted_hmac

from livechat.models import Visit
from tickets.models import Ticket

DIGITS = 6


def code(visit: Visit, ticket: Ticket, *, now: datetime) -> str:
    """Six digits, as "482 113", of this visit, this ticket and this day (UTC)."""
    said = f"{visit.pk}:{ticket.pk}:{now.astimezone(UTC):%Y-%m-%d}"
    number = int.from_bytes(salted_hmac("livechat.authenticity", said, algorithm="sha256").digest())
    digits = str(number % 10**DIGITS).zfill(DIGITS)
    return f"{digits[:3]} {digits[3:]}"


def of(ticket: Ticket, *, now: datetime | None = None) -> str:
    """The code of a ticket's conversation; "" for one that no window talks in."""
    visit = Visit.objects.filter(ticket=ticket).order_by("-started_at").first()
    return code(visit, ticket, now=now or timezone.now()) if visit else ""
