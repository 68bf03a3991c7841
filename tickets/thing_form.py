"""One thing of a checklist, as its customer answers it: in words, with yes or no, or by a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.forms import Spoken, Words
from tickets.models import Wanted

YES_NO = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No")}


class ThingForm(Spoken):
    """What is asked for, and only that."""

    body = Words(label=gettext_lazy("Your answer"), required=False)
    answer = forms.ChoiceField(choices=YES_NO.items(), required=False)

    def __init__(self, *args: Any, thing: Wanted, **options: Any) -> None:
        super().__init__(*args, auto_id=f"thing-{thing.pk}-%s", **options)
        self.thing = thing

    def clean(self) -> None:
        """There is an answer, of the kind that was asked for."""
        super().clean()
        if self.errors:
            return
        if self.thing.is_file and not self.cleaned_data["files"]:
            self.add_error("files", _("Choose a file first."))
        elif self.thing.kind == Wanted.Kind.YES_NO and not self.cleaned_data["answer"]:
            self.add_error("answer", _("Choose yes or no."))
        elif self.thing.kind == Wanted.Kind.WORDS and not self.cleaned_data["body"].strip():
            self.add_error("body", _("There is nothing to send yet. Write a word or two."))

    @property
    def said(self) -> str:
        """The answer as a message that can be read alone: what was asked, and below it what was answered."""
        answered = YES_NO.get(self.cleaned_data["answer"], "") or self.cleaned_data["body"]
        return f"{self.thing.words}\n{answered}".strip()
