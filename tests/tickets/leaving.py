"""A reply that can be called back: Ada's desk, her words, and where they are."""

import uuid

from django.urls import reverse

from tests.tickets.browsing import HTMX
from tickets.models import Outgoing

SECRET_WORDS = "quince-not-yet-sent"


def send(desk, ticket, body=SECRET_WORDS, *, htmx=False, **more):
    """Send a reply from her desk."""
    said = {"body": body, "key": uuid.uuid4().hex} | more
    answer = desk.post(reverse("desk:reply", args=[ticket.pk]), said, headers=HTMX if htmx else {})
    ticket.refresh_from_db()
    return answer


def replies(ticket):
    """What the ticket holds of ours."""
    return list(ticket.messages.filter(kind="reply").values_list("body", flat=True))


def call_back(desk, **options):
    """Call the one reply back that waits."""
    return desk.post(reverse("desk:recall", args=[Outgoing.objects.get().pk]), **options)
