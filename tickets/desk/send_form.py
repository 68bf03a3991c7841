"""What a reply or a note brings besides its words: variables, steps of macros, when it leaves, what next."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.desk import cautions
from tickets.desk import later as hours
from tickets.desk.composed import Composed
from tickets.desk.forms import ReplyForm
from tickets.macros import steps

SOLVE, NEXT = "solve", "next"


class SendForm(Composed, ReplyForm):
    """A reply: what next (`then`), when (`later`: a preset, or `at`), and "send it anyway" (`anyway`).

    When it is asked about first, `then` and `later` come again as `then_kept` and `later_kept`.
    """

    at = forms.DateTimeField(
        label=gettext_lazy("At"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("Choose a day and a time.")},
    )

    found: list[cautions.Caution]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.found = []

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What it asks for, or asked for before it was called back."""
        return (
            super().lines
            if self.is_bound
            else [(said, kind) for said, kind in self.initial.get("wanted", ())]
        )

    def _said(self, name: str) -> str:
        kept = self.data.get(f"{name}_kept", "") if self.data.get("anyway") else ""
        return str(self.data.get(name) or kept)

    @property
    def then(self) -> set[str]:
        """What comes after sending: of `solve` and `next`."""
        asked = set(self._said("then").split("-")) & {SOLVE, NEXT}
        return asked | ({NEXT} if any(step.name == steps.NEXT for step in self.steps) else set())

    @property
    def later(self) -> str:
        """Which preset was chosen, or `at`; "" for now."""
        return self._said("later")

    @cached_property
    def presets(self) -> list[hours.Preset]:
        """The hours to choose from."""
        return list(hours.presets(self.ticket, timezone.now()))

    @property
    def told_steps(self) -> dict[str, Any]:
        """With what the button asks for."""
        return super().told_steps | ({SOLVE: True} if SOLVE in self.then else {})

    @property
    def seal(self) -> str:
        """What "send it anyway" says."""
        return cautions.seal(self.found)

    @property
    def is_asked_about(self) -> bool:
        """Whether nothing is wrong with it but what the agent is asked about."""
        return bool(self.found) and all(
            error.code == "caution" for error in self.non_field_errors().as_data()
        )

    def leaves_at(self, now: datetime) -> datetime | None:
        """The hour that was chosen; None for now."""
        if self.later == "at":
            at: datetime | None = self.cleaned_data["at"]
            return at
        return next((one.at for one in hours.presets(self.ticket, now) if one.name == self.later), None)

    def clean(self) -> None:
        """As of a reply; then an hour that has not passed, and nothing in it that nobody has looked at."""
        super().clean()
        if self.later == "at" and "at" not in self.errors:
            at, now = self.cleaned_data.get("at"), timezone.now()
            if not at or not now < at <= now + hours.FARTHEST:
                self.add_error("at", _("Choose a time that is still to come, within 90 days."))
        if "body" in self.cleaned_data:
            said = [self.cleaned_data["body"], *(words for words, _kind in self.lines)]
            self.found = cautions.cautions("\n".join(said), public=self.ticket.public)
            self.found += cautions.said_before(
                self.ticket, self.cleaned_data["body"], self.user, key=self.cleaned_data.get("key", "")
            )
        if self.found and not self.errors and self.data.get("anyway") != self.seal:
            self.add_error(None, forms.ValidationError(_("Look again before this leaves."), code="caution"))
