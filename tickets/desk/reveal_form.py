"""What an agent says before a hidden fact is shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.people.reveals import Field, Reason


class RevealForm(forms.Form):
    """Why: one of a few reasons, and own words, which only "another reason" must have."""

    field = forms.CharField(widget=forms.HiddenInput)
    why = forms.ChoiceField(
        label=gettext_lazy("Why do you need to see it?"),
        choices=[("", gettext_lazy("Choose…")), *Reason.choices],
        error_messages={"required": gettext_lazy("Choose a reason: it is kept with your name.")},
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def __init__(self, data: Any = None, *, field: Field) -> None:
        super().__init__(data, auto_id=f"reveal-{field.name}-%s", initial={"field": field.name})
        self.about = field

    def clean(self) -> None:
        """Another reason is said in words."""
        super().clean()
        said = self.cleaned_data
        if said.get("why") == Reason.OTHER and not said.get("words"):
            self.add_error("words", _("Say why, in a few words."))
