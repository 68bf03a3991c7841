"""What a reply or a note brings besides its words: variables, steps of macros, when it leaves, what next."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.people.models import User
from support.people.requests import AgentRequest
from tickets.desk import cautions
from tickets.desk import later as hours
from tickets.desk.forms import NoteForm, ReplyForm, SayForm
from tickets.macros import picking, steps, variables
from tickets.macros.steps import Step
from tickets.models import Macro, Outgoing, Ticket, Upload

SOLVE, NEXT = "solve", "next"


class Composed(SayForm):
    """Words with variables, and steps of macros: `do` names them, `macro` which were used."""

    put_back: QuerySet[Upload] | None = None  # files of a reply that was called back

    def __init__(self, *args: Any, ticket: Ticket, user: User, **options: Any) -> None:
        options.setdefault("arrived", Upload.objects.filter(owner=f"user:{user.pk}"))
        super().__init__(*args, ticket=ticket, **options)
        self.user, self.typed = user, ""

    def _all(self, name: str) -> list[str]:
        if isinstance(self.data, QueryDict):
            return [str(value) for value in self.data.getlist(name)]
        return [str(value) for value in self.initial.get(name, ())]

    @cached_property
    def steps(self) -> list[Step]:
        """What is done with the words, in order, as far as this agent may; those not ticked are left out."""
        return steps.chosen(self._all("do"), self.user)

    @property
    def macros(self) -> list[int]:
        """Which macros went into it."""
        return [int(pk) for pk in self._all("macro") if pk.isdecimal() and len(pk) < 10][:10]

    @property
    def told_steps(self) -> dict[str, Any]:
        """The same as it waits with a reply; without what only concerns this screen."""
        told: dict[str, Any] = {"macros": self.macros} if self.macros else {}
        if self.steps:
            told["do"] = [step.value for step in self.steps]  # to tick them again, should it be called back
        for step in self.steps:
            told |= step.told
        told.pop(steps.NEXT, None)
        return told

    @property
    def kept_files(self) -> list[dict[str, Any]]:
        """Files that came before this form was shown: {token, name}."""
        if self.put_back is not None:
            return [{"token": one.token, "name": one.name} for one in self.put_back]
        return self.kept_uploads

    def clean_body(self) -> str:
        """The words as they are sent. Refuses a variable that is unknown or that nothing fills."""
        self.typed = str(self.cleaned_data["body"])
        filled = variables.fill(self.typed, variables.About(self.ticket, self.user))
        if filled.problem:
            raise forms.ValidationError(filled.problem)
        return filled.text


class KeepForm(Composed, NoteForm):
    """A note, and what is done with it."""


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
        if self.found and not self.errors and self.data.get("anyway") != self.seal:
            self.add_error(None, forms.ValidationError(_("Look again before this leaves."), code="caution"))


def called_back(row: Outgoing, *, ticket: Ticket, user: User) -> SendForm:
    """A reply that was called back, as a form to go on with; its steps come as the buttons they were."""
    again = {"body": row.typed, "wanted": row.wanted}
    again |= {"do": row.steps.get("do", ()), "macro": row.steps.get("macros", ())}
    form = SendForm(ticket=ticket, user=user, initial=again)
    form.put_back = Upload.objects.filter(owner=f"user:{user.pk}", used_at=None, form=row.owner)
    return form


def begun(request: AgentRequest, ticket: Ticket, kind: str) -> dict[str, Any]:
    """What a box opens with: the macro of `?macro=`, filled, when it is of this kind."""
    pk = request.GET.get("macro", "")
    macros = Macro.objects.for_user(request.user).filter(kind=kind).select_related("topic", "hand_to")
    macro = macros.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
    if macro is None:
        return {}
    choice = picking.Choice(macro, variables.About(ticket, request.user), picking.chain_of(ticket.language))
    return {"body": choice.filled.text, "macro": [macro.pk], "do": [step.value for step in choice.steps]}
