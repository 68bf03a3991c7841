"""The link in a letter by which a customer rates one solve: signed, and good for nothing else."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from tickets.models import Event

DAYS = timedelta(days=30)
_ratings = signing.TimestampSigner(salt="tickets.rating")


def link(solved: Event) -> str:
    """An address that rates this solve, without a sign-in; it shows nothing of what was said."""
    return settings.SITE_URL + reverse("tickets:rate-by-link", args=[_ratings.sign(str(solved.pk))])


def solve_of(token: str) -> Event | None:
    """The solve a link names; None when it is forged or too old."""
    try:
        pk = _ratings.unsign(token, max_age=DAYS)
    except signing.BadSignature:
        return None
    rows = Event.objects.select_related("ticket__customer", "ticket__team", "ticket__merged_into")
    return rows.filter(pk=pk, kind=Event.Kind.RESOLVED).first()
