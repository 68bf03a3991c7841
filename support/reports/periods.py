"""Of which days a report tells: the last 7, 28 or 90, or from one date to another."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAYS = [
    ("7", gettext_lazy("Last 7 days")),
    ("28", gettext_lazy("Last 28 days")),
    ("90", gettext_lazy("Last 90 days")),
    ("dates", gettext_lazy("From … to")),
]
LONGEST = timedelta(days=366)


class PeriodForm(forms.Form):
    """The questions of a report, asked by address: what is left out has its usual answer."""

    days = forms.ChoiceField(label=gettext_lazy("Period"), choices=DAYS, initial="28")
    since = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("To, with that day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, asked: Any, **options: Any) -> None:
        usual = {name: field.initial for name, field in self.base_fields.items() if field.initial is not None}
        super().__init__(usual | {name: asked.get(name) for name in asked}, auto_id="asked-%s", **options)

    def clean(self) -> None:
        """Dates need two, in order, at most a year apart."""
        super().clean()
        if self.cleaned_data.get("days") != "dates" or {"since", "until"} & self.errors.keys():
            return
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        for name, day in (("since", since), ("until", until)):
            if day is None:
                self.add_error(name, _("Choose a day."))
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one."))
        elif since and until and until - since > LONGEST:
            self.add_error("until", _("At most a year at once."))

    def period(self, now: datetime) -> tuple[datetime, datetime]:
        """The instants from which and before which, the second never after now; of a form without errors."""
        told = self.cleaned_data
        if told["days"] != "dates":
            return now - timedelta(days=int(told["days"])), now
        since, until = (
            timezone.make_aware(datetime.combine(day, time.min))
            for day in (told["since"], told["until"] + timedelta(days=1))
        )
        return min(since, now), min(until, now)
