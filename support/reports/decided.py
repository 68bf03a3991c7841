"""Which decisions a supervisor asks for, and where a long list goes on."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from support.people.models import Team, User
from support.reports.periods import PeriodForm
from tickets.decisions import kinds
from tickets.models import Event

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
PLACE = re.compile(r"(\d{1,19})-(\d{1,18})")  # microseconds since 1970, and the event's id


class DecisionsForm(PeriodForm):
    """Whose and what kind of decisions, about which ticket."""

    team = forms.ModelChoiceField(
        Team.objects.all(), label=gettext_lazy("Team"), required=False, empty_label=gettext_lazy("Every team")
    )
    agent = forms.ModelChoiceField(
        User.objects.exclude(role=User.Role.CUSTOMER).order_by("name", "email"),
        label=gettext_lazy("Person"),
        required=False,
        empty_label=gettext_lazy("Everybody, and the house"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        required=False,
        choices=[("", gettext_lazy("Every kind")), *kinds.KINDS.items()],
    )
    reference = forms.CharField(
        label=gettext_lazy("Ticket"),
        required=False,
        validators=[MaxLengthValidator(20)],
        widget=forms.TextInput(attrs={"placeholder": "MER-…", "autocomplete": "off", "class": "input id"}),
    )

    def clean_reference(self) -> str:
        """As references are written."""
        return self.cleaned_data["reference"].strip().upper()

    def rows(self, now: datetime) -> QuerySet[Event]:
        """The decisions asked for, newest first; of a form without errors."""
        told = self.cleaned_data
        since, until = self.period(now)
        rows = Event.objects.filter(kind__in=Event.DECISIONS, at__gte=since, at__lte=until)
        if told["team"]:  # where the ticket is now, or where it came from then
            team = told["team"].pk
            rows = rows.filter(Q(ticket__team=team) | Q(detail__from_team=team))
        if told["agent"]:  # decided, was given it, or had it taken away
            agent = told["agent"].pk
            rows = rows.filter(Q(by=agent) | Q(detail__to=agent) | Q(detail__from_agent=agent))
        if told["kind"]:
            rows = rows.filter(kinds.WHERE[told["kind"]])
        if told["reference"]:
            rows = rows.filter(ticket__reference=told["reference"])
        return rows.select_related("by", "ticket__team").order_by("-at", "-id")

    def asked(self) -> dict[str, Any]:
        """The question as the audit book keeps it."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


def after(rows: QuerySet[Event], place: str) -> QuerySet[Event]:
    """What comes after a place in the list; a place nobody gave is its beginning."""
    if not (match := PLACE.fullmatch(place)):
        return rows
    try:
        at = BEGINNING + timedelta(microseconds=int(match[1]))
    except OverflowError:
        return rows
    return rows.filter(Q(at__lt=at) | Q(at=at, id__lt=int(match[2])))


def place_of(event: Event) -> str:
    """Where the list goes on after this decision."""
    return f"{(event.at - BEGINNING) // timedelta(microseconds=1)}-{event.pk}"
