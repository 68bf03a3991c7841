"""A form that says which value of its field its reader was shown."""

from dataclasses import dataclass
from datetime import datetime

from django import forms


@dataclass(frozen=True)
class Clash:
    """What stands there now and what was chosen, in words; `by` is empty where the house did it."""

    now: str
    mine: str
    by: str
    at: datetime | None
    why: str


class SeenForm(forms.Form):
    """A form that says which value of its field it was shown (`seen`); "set mine" has seen theirs."""

    clash: Clash | None = None
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def clean_seen(self) -> str | None:
        """What the page showed; None from one that does not say."""
        return str(self.cleaned_data["seen"]) if "seen" in self.data else None
