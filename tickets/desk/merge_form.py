"""Which two tickets become one, and what will come of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from support.people.models import User
from tickets import actions, priority
from tickets.desk import words
from tickets.models import Clock, Ticket
from tickets.pricing import PriceBook

SHOWN = 12  # of the customer's other open tickets; the rest is found by its reference


@dataclass(frozen=True)
class Preview:
    """What merging would do; `problem` says why it cannot be done."""

    merged: Ticket
    into: Ticket
    severity: int
    since: datetime | None  # whose wait is kept
    older: Ticket | None  # the one that has waited longer
    due: datetime | None
    door: str  # by which answers leave
    problem: str = ""


class MergeForm(forms.Form):
    """The other ticket, which of the two goes on, and why."""

    find = forms.CharField(
        label=gettext_lazy("Find by reference"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "input id", "autocomplete": "off", "spellcheck": "false"}),
    )
    other = forms.ModelChoiceField(
        Ticket.objects.none(),
        error_messages={
            "required": gettext_lazy("Choose the other ticket."),
            "invalid_choice": gettext_lazy("That is no open ticket of this customer."),
        },
    )
    keep = forms.ChoiceField(choices=[("other", "other"), ("this", "this")], required=False, initial="other")
    why = forms.CharField(
        label=gettext_lazy("Why?"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", "hx-preserve": "true"}),
        help_text=gettext_lazy("Colleagues read it in the history."),
    )

    def __init__(self, data: Any = None, *, ticket: Ticket, user: User) -> None:
        super().__init__(data, auto_id="merge-%s")
        self.ticket = ticket
        rows = Ticket.objects.visible_to(user).filter(customer=ticket.customer_id, resolved_at=None)
        rows = rows.select_related("customer__tier", "topic", "team", "assignee", "calendar")
        self._open = rows.exclude(pk=ticket.pk).order_by("-opened_at")
        field = self.fields["other"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = self._open

    @cached_property
    def offered(self) -> list[Ticket]:
        """The customer's other open tickets, or those whose reference holds what is looked for."""
        sought = str(self.data.get("find") or "").replace("\0", "").strip()
        rows = self._open.filter(reference__icontains=sought) if sought else self._open
        return list(rows[:SHOWN])

    @property
    def chosen(self) -> str:
        """The id of the chosen ticket as it was sent."""
        return str(self.data.get("other") or "")

    @property
    def keeps(self) -> str:
        """Which one goes on: this or other."""
        return "this" if self.data.get("keep") == "this" else "other"

    @property
    def pair(self) -> tuple[Ticket, Ticket]:
        """The one that is merged, and the one it goes on in; of a valid form."""
        other = self.cleaned_data["other"]
        return (other, self.ticket) if self.keeps == "this" else (self.ticket, other)

    def preview(self) -> Preview:
        """What merging the pair would do; changes nothing."""
        merged, into = self.pair
        waiting = [(one.waiting_since, one.pk, one) for one in (merged, into) if one.waiting_since]
        since, _pk, older = min(waiting, default=(None, 0, None))
        severity = min(merged.severity, into.severity)
        return Preview(
            merged=merged,
            into=into,
            severity=severity,
            since=since,
            older=older,
            due=_due(merged, into, severity, since) if since else None,
            door=words.door(into.channel, public=into.public)[1],
            problem=_problem(merged, into),
        )


def _due(merged: Ticket, into: Ticket, severity: int, since: datetime) -> datetime | None:
    """When the promise of the two would end."""
    asked = Ticket.objects.select_related("customer__tier", "topic").get(pk=into.pk)
    asked.severity = severity
    prices = PriceBook().prices(asked)
    answered = merged.first_replied_at or into.first_replied_at
    cell = prices.cell(Clock.Kind.NEXT if answered else Clock.Kind.FIRST)
    assert cell  # a reply is always promised
    calendar = prices.calendar(cell)
    return priority.due(calendar.opening if calendar else None, since, cell.seconds)


def _problem(merged: Ticket, into: Ticket) -> str:
    try:
        actions.check_merge(merged, into)
    except actions.MayNotMerge as refusal:
        return str(refusal)
    return ""
