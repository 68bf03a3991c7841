"""What a supervisor may ask of a report."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.people.models import Team
from support.reports import facts, fairness
from support.reports.periods import PeriodForm
from tickets.desk.words import severities
from tickets.models import Clock

APART = {
    "cells": (gettext_lazy("Tier × language × door"), facts.DIMENSIONS),
    "tier": (gettext_lazy("Tier"), ("tier",)),
    "language": (gettext_lazy("Language"), ("language",)),
    "channel": (gettext_lazy("Door"), ("channel",)),
}


class FairnessForm(PeriodForm):
    """Which promises, and how groups are told apart."""

    promise = forms.ChoiceField(
        label=gettext_lazy("Promise"),
        required=False,
        choices=[
            ("", gettext_lazy("First and next replies")),
            (Clock.Kind.FIRST, gettext_lazy("First replies")),
            (Clock.Kind.NEXT, gettext_lazy("Next replies")),
        ],
    )
    team = forms.ModelChoiceField(
        Team.objects.all(), label=gettext_lazy("Team"), required=False, empty_label=gettext_lazy("Every team")
    )
    severity = forms.TypedChoiceField(
        label=gettext_lazy("Severity"), required=False, coerce=int, empty_value=None
    )
    fewest = forms.IntegerField(
        label=gettext_lazy("Smallest group"),
        min_value=5,
        max_value=10_000,
        initial=fairness.FEWEST,
        help_text=gettext_lazy("Smaller ones are not judged."),
    )
    by = forms.ChoiceField(
        choices=[(name, words) for name, (words, _dimensions) in APART.items()],
        initial="cells",
        widget=forms.HiddenInput,
    )

    def __init__(self, asked: Any) -> None:
        super().__init__(asked)
        offered = self.fields["severity"]
        assert isinstance(offered, forms.ChoiceField)
        offered.choices = [("", _("Every severity")), *severities()]

    def asked(self, now: datetime) -> facts.Asked:
        """The question; of a form without errors."""
        told = self.cleaned_data
        since, until = self.period(now)
        return facts.Asked(
            since=since,
            until=until,
            kinds=[told["promise"]] if told["promise"] else list(Clock.REPLIES),
            team=told["team"].pk if told["team"] else None,
            severity=told["severity"],
            apart=APART[told["by"]][1],
        )
