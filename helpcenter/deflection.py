"""Whether readers who said that a page helped filed a ticket all the same; by browser, and without persons.

A reader is the random cookie of *Did this help?*, which ends with the browser. When that browser files a
ticket within a day of its answer, its votes say when, and not which ticket: no row leads from one to the
other. The two rooms meet by address. Chats, letters and other browsers are not seen, so this is an upper
bound of what the help center saved.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import ExpressionWrapper, F, Q, fields
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from helpcenter.models import Vote
from helpcenter.voting import READER
from support import wilson

WITHIN = timedelta(hours=24)
FILING = frozenset({"tickets:new", "tickets:desk"})  # addresses where a redirect answers a filed ticket
SENT_ON = frozenset({302, 303})


@dataclass(frozen=True)
class Group:
    """Readers who gave one answer, and how many of them filed nothing for a day after it."""

    readers: int
    quiet: int

    @property
    def share(self) -> float:
        """Of all; 0 for nobody."""
        return self.quiet / self.readers if self.readers else 0.0

    @property
    def low(self) -> float:
        """Lower bound of the share, 95 %."""
        return wilson.interval(self.quiet, self.readers)[0]

    @property
    def high(self) -> float:
        """Upper bound of the share, 95 %."""
        return wilson.interval(self.quiet, self.readers)[1]


def follow(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a browser that has voted files a ticket."""

    def followed(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if request.method == "POST" and READER in request.COOKIES and _is_sent_on(response):
            found = request.resolver_match
            if found and found.view_name in FILING:
                filed(request.COOKIES[READER])
        return response

    return followed


def _is_sent_on(response: HttpResponseBase) -> bool:
    return response.status_code in SENT_ON or "HX-Redirect" in response.headers


def filed(reader: str) -> None:
    """A ticket was filed from this browser: its votes of the last day say so, the first time after each."""
    now = timezone.now()
    fresh = Vote.objects.filter(reader=reader[:40], voted_at__gt=now - WITHIN)
    fresh.filter(Q(filed_at=None) | Q(filed_at__lt=F("voted_at"))).update(filed_at=now)


def groups(since: datetime, until: datetime) -> tuple[Group, Group]:
    """Readers who said yes to something in this time, and those who only said no; those whose day is over.

    Of who said yes, a ticket counts that followed a yes: what they filed before it, the page did not cause.
    """
    decided = Vote.objects.filter(voted_at__gte=since, voted_at__lt=min(until, timezone.now() - WITHIN))
    followed = ExpressionWrapper(Q(filed_at__gte=F("voted_at")), output_field=fields.BooleanField())
    readers = (
        decided.order_by()
        .values("reader")
        .annotate(
            yes=BoolOr("helped"), filed=BoolOr(followed), after_yes=BoolOr(followed, filter=Q(helped=True))
        )
    )
    told = readers.values_list("yes", "filed", "after_yes")
    counted = Counter((yes, bool(after_yes if yes else filed)) for yes, filed, after_yes in told.iterator())
    said_yes, said_no = (
        Group(counted[answer, False] + counted[answer, True], counted[answer, False])
        for answer in (True, False)
    )
    return said_yes, said_no
