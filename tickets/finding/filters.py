"""What tickets can be narrowed by: one table for the search box, for views and for whoever comes next.

Each filter takes a value as somebody types it and answers with a condition; `Unknown` says what it could be.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date

from support.people.models import Team, Tier, User
from tickets import states
from tickets.finding.people import agents_called, customers_called
from tickets.models import Attachment, FileKind, Identifier, Topic
from tickets.severity import Severity


@dataclass(frozen=True)
class Asking:
    """Who looks, and when."""

    user: User
    now: datetime


class Unknown(Exception):
    """No such value; `choices` are those there are, none where anything may be written."""

    def __init__(self, choices: Iterable[str] = ()) -> None:
        super().__init__()
        self.choices = list(choices)


Filter = Callable[[str, Asking], Q]

STATUS = {
    "open": Q(resolved_at=None),
    "waiting": Q(resolved_at=None, waiting_since__isnull=False),
    "customer": Q(resolved_at=None, waiting_since=None),
    "solved": states.SOLVED.tickets,
    "closed": states.CLOSED.tickets,
    "merged": states.MERGED.tickets,
}


def _one_of(table: dict[str, Q]) -> Filter:
    def narrow(value: str, asking: Asking) -> Q:
        if value not in table:
            raise Unknown(table)
        return table[value]

    return narrow


def _slug_of(model: type[Team | Tier | Topic], path: str) -> Filter:
    def narrow(value: str, asking: Asking) -> Q:
        row = model.objects.filter(slug=value).first()
        if row is None:
            raise Unknown(model.objects.order_by("slug").values_list("slug", flat=True))
        return Q(**{path: row})

    return narrow


def _identifier(*kinds: str) -> Filter:
    def narrow(value: str, asking: Asking) -> Q:
        bare = value.removeprefix("0x")
        named = Identifier.objects.filter(kind__in=kinds, value__in=[value, bare, f"0x{bare}", value.upper()])
        return Q(pk__in=named.values("ticket"))

    return narrow


def _day(path: str) -> Filter:
    def narrow(value: str, asking: Asking) -> Q:
        try:
            day = parse_date(value)
        except ValueError:
            day = None
        if day is None:
            raise Unknown(["2026-11-23"])
        midnight = datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())
        return Q(**{path: midnight})

    return narrow


def _agent(value: str, asking: Asking) -> Q:
    if value == "none":
        return Q(assignee=None)
    found = [asking.user.pk] if value == "me" else agents_called(value)
    if not found:
        raise Unknown(["me", "none"])
    return Q(assignee__in=found)


def _customer(value: str, asking: Asking) -> Q:
    return Q(customer__in=customers_called(value))


def _file(value: str, asking: Asking) -> Q:
    rows = Attachment.objects.exclude(kind=FileKind.IDENTITY).filter(name__icontains=value)
    return Q(pk__in=rows.values("message__ticket"))


def _is(value: str, asking: Asking) -> Q:
    return _one_of(
        {
            "late": Q(resolved_at=None, due_at__lt=asking.now),
            "public": Q(public=True),
            "escalated": states.WITH_SPECIALISTS,
            "mine": Q(assignee=asking.user),
        }
    )(value, asking)


FILTERS: dict[str, Filter] = {
    "status": _one_of(STATUS),
    "is": _is,
    "severity": _one_of({f"s{level.value}": Q(severity=level) for level in Severity}),
    "tier": _slug_of(Tier, "customer__tier"),
    "topic": _slug_of(Topic, "topic"),
    "team": _slug_of(Team, "team"),
    "agent": _agent,
    "channel": _one_of({name: Q(channel=name) for name in settings.TICKET_CHANNELS}),
    "language": _one_of({code: Q(language=code) for code, _ in settings.LANGUAGES}),
    "from": _customer,
    "txid": _identifier(Identifier.Kind.TXID),
    "address": _identifier(Identifier.Kind.ADDRESS),
    "withdrawal": _identifier(Identifier.Kind.WITHDRAWAL),
    "order": _identifier(Identifier.Kind.ORDER, Identifier.Kind.LEDGER),
    "trace": _identifier(Identifier.Kind.BANK_REFERENCE),
    "file": _file,
    "after": _day("opened_at__gte"),
    "before": _day("opened_at__lt"),
}
