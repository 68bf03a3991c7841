"""Until when a ticket rests: a few times of the agent's own day, or one they choose."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.look.times import moment_words
from tickets.actions import clashes
from tickets.actions.snoozing import owed_by
from tickets.desk.seen_form import SeenForm
from tickets.models import Ticket

SHORTLY = timedelta(minutes=15)  # before a promise ends
AS_TYPED = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True)
class Preset:
    """A time to choose with one press; `late` when a promise ends before it."""

    name: str
    at: datetime
    late: bool

    @property
    def value(self) -> str:
        """As the form sends it: in the reader's zone, to the minute."""
        return f"{timezone.localtime(self.at):{AS_TYPED}}"

    @property
    def words(self) -> str:
        """The time as one says it."""
        return moment_words(self.at)


class SnoozeForm(SeenForm):
    """A preset's button, or a time of one's own."""

    preset = forms.DateTimeField(required=False, input_formats=[AS_TYPED])
    until = forms.DateTimeField(
        label=gettext_lazy("Or until"),
        required=False,
        input_formats=[AS_TYPED],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=AS_TYPED),
        error_messages={"invalid": gettext_lazy("We cannot read this time. Choose a day and a time.")},
    )

    def __init__(self, data: Any = None, *, ticket: Ticket) -> None:
        super().__init__(data, auto_id="snooze-%s", initial={"seen": clashes.VALUE[clashes.SNOOZE](ticket)})
        self.now, self.owed = timezone.now(), owed_by(ticket)

    @property
    def presets(self) -> list[Preset]:
        """Later today, tomorrow and Monday at nine, and where an answer is owed, shortly before it is due."""
        here = timezone.localtime(self.now)
        nine = here.replace(hour=9, minute=0, second=0, microsecond=0)
        later = (here + timedelta(hours=3)).replace(minute=0, second=0, microsecond=0)
        tomorrow, monday = nine + timedelta(days=1), nine + timedelta(days=7 - here.weekday())
        found = [(_("Tomorrow"), tomorrow)] + ([(_("Monday"), monday)] if monday != tomorrow else [])
        if later.date() == here.date():
            found.append((_("Later today"), later))
        if self.owed and self.owed > self.now + timedelta(minutes=4):
            short = min(SHORTLY, (self.owed - self.now) / 4)
            found.append((_("Shortly before it is due"), self.owed - short))
        return [
            Preset(name, at, bool(self.owed and at >= self.owed))
            for name, at in sorted(found, key=lambda one: one[1])
        ]

    def clean(self) -> None:
        """One time is needed."""
        said = super().clean() or {}
        chosen = said.get("preset") or said.get("until")
        if not chosen and not self.errors:
            self.add_error("until", _("Choose a day and a time."))
        self.cleaned_data["chosen"] = chosen
