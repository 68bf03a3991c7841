"""What a reply and a note have in common besides words: variables, steps of macros, files already here."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from support.people.models import User
from tickets.desk.forms import NoteForm, SayForm
from tickets.macros import steps, variables
from tickets.macros.steps import Step
from tickets.models import Ticket, Upload


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

    @property
    def after(self) -> int | None:
        """Up to which seq its writer has seen the ticket; None where the page did not say."""
        said = str(self.data.get("after", "") if self.is_bound else self.initial.get("after", ""))
        return int(said) if said.isdecimal() and len(said) < 10 else None

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
