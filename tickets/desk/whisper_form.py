"""What a supervisor fills in to whisper, or to take a ticket over."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tickets.desk.forms import ReasonForm
from tickets.forms import Words

LONGEST = 2_000  # characters


class WhisperForm(forms.Form):
    """Words for who holds the ticket; its key lets it be sent twice and heard once."""

    body = Words(
        label=gettext_lazy("Whisper"),
        most=LONGEST,
        help_text=gettext_lazy("Only they and supervisors read it."),
        error_messages={"required": gettext_lazy("There is nothing to send yet. Write a word or two.")},
    )
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="whisper-%s", initial={"key": uuid.uuid4().hex})

    def clean_key(self) -> str:
        """The form's key; a form without one gets one, and can then be heard twice."""
        return self.cleaned_data["key"] or uuid.uuid4().hex


class TakeOverForm(ReasonForm):
    """Why a ticket leaves its agent's hands."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="take-over-%s")
