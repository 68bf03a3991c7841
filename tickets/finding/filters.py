"""What tickets can be narrowed by: one table for the search box, for views and for whoever comes next.

Each filter takes a value as somebody types it and answers with a condition; `Unknown` says what it could be.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.db.models import Q, Subquery
from django.utils import timezone
from django.utils.dateparse import parse_date

from support.people.models import User
from tickets import states
from tickets.finding import known
from tickets.finding.people import agents_called, customers_called
from tickets.models import Attachment, FileKind, Identifier, Tag, Tagging
from tickets.severity import Severity


@dataclass(frozen=True)
class Asking:
    """Who looks, and when; `checked` values were found good when they were kept: nobody is asked again."""

    user: User
    now: datetime
    checked: bool = False
    names: known.Known | None = None  # those that somebody has read before

    @cached_property
    def known(self) -> known.Known:
        """Teams, tiers and topics by their short names, read once."""
        return known.known() if self.names is None else self.names


class Unknown(Exception):
    """No such value; `choices` are those there are, none where anything may be written."""

    def __init__(self, choices: Iterable[str] = ()) -> None:
        super().__init__()
        self.choices = list(choices)


Filter = Callable[[str, Asking], Q]

STATUS = {
    "open": Q(resolved_at=None),
    "waiting": Q(resolved_at=None, waiting_since__isnull=False),
    "customer": Q(resolved_at=None, waiting_since=None, due_at=None),  # due_at: it has the index
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


def _slug_of(kind: str, path: str) -> Filter:
    def narrow(value: str, asking: Asking) -> Q:
        rows = asking.known[kind]
        if value not in rows:
            raise Unknown(sorted(rows))
        return Q(**{path: rows[value].pk})

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


def _since(path: str) -> Filter:
    """Today, or within so many days: `7d`."""

    def narrow(value: str, asking: Asking) -> Q:
        midnight = timezone.localtime(asking.now).replace(hour=0, minute=0, second=0, microsecond=0)
        days = re.fullmatch(r"([1-9]\d{0,3})d", value)
        if not days and value != "today":
            raise Unknown(["today", "7d"])
        return Q(**{f"{path}__gte": midnight - timedelta(days=int(days[1])) if days else midnight})

    return narrow


def _due(value: str, asking: Asking) -> Q:
    """The promise ends within so long: `30m`, `4h`."""
    within = re.fullmatch(r"([1-9]\d{0,3})([mh])", value)
    if not within:
        raise Unknown(["30m", "4h"])
    until = asking.now + timedelta(**{{"m": "minutes", "h": "hours"}[within[2]]: int(within[1])})
    return Q(resolved_at=None, due_at__gte=asking.now, due_at__lt=until)


def _agent(value: str, asking: Asking) -> Q:
    if value == "none":
        return Q(assignee=None)
    if value == "me":
        return Q(assignee=asking.user)
    if asking.checked:
        return Q(assignee=Subquery(User.objects.filter(email=value).values("pk")[:1]))
    found = agents_called(value)
    if not found:
        raise Unknown(["me", "none"])
    return Q(assignee__in=found)


def _customer(value: str, asking: Asking) -> Q:
    return Q(customer__in=customers_called(value))


def _tag(value: str, asking: Asking) -> Q:
    """By a word that agents put on it, however it is spelled; what nobody uses finds nothing."""
    return Q(pk__in=Tagging.objects.filter(tag__name=Tag.spelled(value)).values("ticket"))


def _file(value: str, asking: Asking) -> Q:
    rows = Attachment.objects.exclude(kind=FileKind.IDENTITY).filter(name__icontains=value)
    return Q(pk__in=rows.values("message__ticket"))


def _is(value: str, asking: Asking) -> Q:
    return _one_of(
        {
            "late": Q(resolved_at=None, due_at__lt=asking.now),
            "public": Q(public=True),
            "snoozed": Q(resolved_at=None, snoozed_until__isnull=False),
            "escalated": states.WITH_SPECIALISTS,
            "mine": Q(assignee=asking.user),
        }
    )(value, asking)


FILTERS: dict[str, Filter] = {
    "status": _one_of(STATUS),
    "is": _is,
    "severity": _one_of({f"s{level.value}": Q(severity=level) for level in Severity}),
    "tier": _slug_of("tier", "customer__tier"),
    "topic": _slug_of("topic", "topic"),
    "tag": _tag,
    "team": _slug_of("team", "team"),
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
    "due": _due,
    "opened": _since("opened_at"),
    "solved": _since("resolved_at"),
    "after": _day("opened_at__gte"),
    "before": _day("opened_at__lt"),
}
