"""What an agent ticks in the table, and the hours in which they want peace."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from support.look.middleware import ZONES
from support.people.models import User
from tickets.models import Wishes
from tickets.notices.kinds import SCOPES, WAYS, rows_for


@dataclass(frozen=True)
class Box:
    """One tick: its name in the form, what it means in words, whether it is set."""

    value: str
    way: str | Promise
    label: str
    ticked: bool


class WishesForm(forms.Form):
    """`told` holds the ticked boxes as "mine.wrote:push"; what is no box of theirs is refused."""

    told = forms.MultipleChoiceField(required=False)
    counted = forms.BooleanField(
        label=_("Show the number of unread notices in the tab's title"), required=False
    )
    quiet_from = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("Until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    zone = forms.ChoiceField(label=_("Your time zone"), choices=[(name, name) for name in sorted(ZONES)])
    urgent_passes = forms.BooleanField(label=_("Money at risk (S0) may break the silence"), required=False)

    def __init__(self, data: Any = None, *, user: User) -> None:
        self.rows = rows_for(supervisor=user.is_supervisor)
        self.kept = Wishes.objects.filter(user=user).first()
        kept = self.kept or Wishes(user=user, zone=timezone.get_current_timezone_name())
        initial = {name: getattr(kept, name) for name in self.base_fields if name != "told"}
        initial["told"] = [
            f"{row.name}:{way}" for row in self.rows for way in kept.chosen.get(row.name, row.at_first)
        ]
        super().__init__(data, initial=initial)
        self.fields["told"].choices = [  # type: ignore[attr-defined]
            (f"{row.name}:{way}", way) for row in self.rows for way in WAYS
        ]

    def clean(self) -> dict[str, Any]:
        """Both ends of the silence or neither, and never the same minute."""
        said = super().clean() or {}
        begin, end = said.get("quiet_from"), said.get("quiet_until")
        if {"quiet_from", "quiet_until"} & set(self.errors):
            return said
        if (begin is None) != (end is None):
            missing = "quiet_until" if end is None else "quiet_from"
            self.add_error(
                missing, gettext("Quiet hours need a beginning and an end. Fill in both, or neither.")
            )
        elif begin is not None and begin == end:
            same = gettext("They begin and end at the same minute. Choose another end, or leave both empty.")
            self.add_error("quiet_until", same)
        return said

    @property
    def wishes(self) -> dict[str, Any]:
        """What was chosen, as `noticing.wish` takes it; rows they cannot see keep what was chosen."""
        said, ticked = self.cleaned_data, set(self.cleaned_data["told"])
        chosen = dict(self.kept.chosen) if self.kept else {}
        chosen |= {row.name: [way for way in WAYS if f"{row.name}:{way}" in ticked] for row in self.rows}
        quiet = (said["quiet_from"], said["quiet_until"]) if said["quiet_from"] is not None else None
        rest = {name: said[name] for name in ("zone", "urgent_passes", "counted")}
        return rest | {"chosen": chosen, "quiet": quiet}

    def table(self) -> Iterator[tuple[Any, list[tuple[Any, list[Box]]]]]:
        """The scopes in words, each with its lines of boxes."""
        ticked = set(self["told"].value() or ())
        for scope, name in SCOPES.items():
            lines = [row for row in self.rows if row.scope == scope]
            if lines:
                yield name, [(row.words, list(self._boxes(name, row, ticked))) for row in lines]

    def _boxes(self, scope: Any, row: Any, ticked: set[str]) -> Iterator[Box]:
        for way, name in WAYS.items():
            value = f"{row.name}:{way}"
            yield Box(value, name, f"{scope}: {row.words}, {name}", value in ticked)
