"""A hidden fact of a customer is shown once, to one agent, for a reason that is kept; the value never is.

The book and the alarm commit before the value leaves: where neither can be written, nothing is shown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from support import shield
from support.audit import book
from support.audit.models import Entry
from support.people.models import Alarm, Customer, Handle, User

MOST, WITHIN = 20, timedelta(hours=1)  # values one agent is shown
REVEALED, REFUSED = "customer.revealed", "customer.reveal_refused"  # in the book


class Reason(models.TextChoices):
    """Why an agent needs to see it."""

    MATCH = "match", _("To compare it with what they say")
    EXCHANGE = "exchange", _("To find the account at the exchange")
    CONTACT = "contact", _("To reach them another way")
    FRAUD = "fraud", _("To look into fraud or abuse")
    OTHER = "other", _("Another reason")


@dataclass(frozen=True)
class Field:
    """One hidden fact: `name` as forms and the book call it, its label, and what it hides."""

    name: str
    label: str
    value: str


class TooMany(Exception):
    """This agent has seen MOST values WITHIN; `until` is when the oldest of them no longer counts."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


def fields(customer: Customer, handles: Iterable[Handle] | None = None) -> dict[str, Field]:
    """What is hidden of a customer, by name: the account, the address, and the id of each handle.

    `handles`: the customer's, where they are known already.
    """
    found = [
        Field("exchange_id", str(_("Account")), customer.exchange_id or ""),
        Field("email", str(_("E-mail")), customer.email),
        *(
            Field(f"handle-{handle.pk}", str(handle.name or handle.network), handle.external_id)
            for handle in (customer.handles.all() if handles is None else handles)
            if handle.network not in {Handle.TYPED, Handle.GUEST}  # what the address says already
        ),
    ]
    return {field.name: field for field in found if field.value}


def reveal(customer: Customer, field: Field, *, by: User, about: str, reason: str, words: str = "") -> str:
    """The value, once it is written down who sees which field on which ticket (`about`) and why.

    Raises TooMany above MOST values an agent WITHIN; supervisors hear of that, and of canaries.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)  # one at a time, so that the bound is one
        until = _full_until(by)
        said = {"field": field.name, "ticket": about, "why": reason, "words": _without(field.value, words)}
        book.record(REFUSED if until else REVEALED, customer, by=by, **said)
        if until:
            _call_once(customer, by=by, about=about)
        if customer.canary:
            Alarm.objects.create(kind=Alarm.Kind.CANARY, by=by, customer=customer, about=about)
    if until:
        raise TooMany(until)
    return field.value


def _full_until(by: User) -> datetime | None:
    """When the next value may be seen by whoever has seen too many; None for all others."""
    since = timezone.now() - WITHIN
    seen = Entry.objects.filter(action=REVEALED, by=by, at__gt=since).order_by("-at")
    times = list(seen.values_list("at", flat=True)[:MOST])
    return times[-1] + WITHIN if len(times) == MOST else None


def _call_once(customer: Customer, *, by: User, about: str) -> None:
    lately = Alarm.objects.filter(kind=Alarm.Kind.MANY, by=by, at__gt=timezone.now() - WITHIN)
    if not lately.exists():
        Alarm.objects.create(kind=Alarm.Kind.MANY, by=by, customer=customer, about=about)


def _without(value: str, words: str) -> str:
    """The agent's own words, without secrets and without the very value they ask for."""
    return shield.mask(re.sub(re.escape(value), "•••", words, flags=re.IGNORECASE)).text
