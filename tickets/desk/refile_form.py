"""What an agent fills in to say what a ticket is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets import topics
from tickets.actions.hands import ANYBODY
from tickets.actions.refiling import ANYTHING
from tickets.models import Ticket


class RefileForm(forms.Form):
    """Which topic, and whether it goes on to its team; `seen` and `seen_with` are what the page showed."""

    topic = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        error_messages={
            "required": gettext_lazy("Choose a topic."),
            "invalid_choice": gettext_lazy("We do not know this topic. Choose one of the list."),
        },
    )
    hand_over = forms.BooleanField(required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen_with = forms.IntegerField(required=False, widget=forms.HiddenInput)
    suggested = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, ticket: Ticket, topic: str = "") -> None:
        now = topic or (ticket.topic.slug if ticket.topic else "")
        known: dict[str, Any] = {"topic": now, "hand_over": True}
        known |= {"seen": ticket.topic_id, "seen_with": ticket.assignee_id}
        super().__init__(data, auto_id="refile-%s", initial=known)
        field = self.fields["topic"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose…")), *topics.choices()[1:]]
        self.ticket = ticket
        self.chosen = topics.named(str(self["topic"].value() or ""))

    def clean_seen(self) -> int | None:
        """The topic the page showed; a form that does not say has seen any."""
        return self.cleaned_data["seen"] if "seen" in self.data else ANYTHING

    def clean_seen_with(self) -> int | None:
        """In whose hands it was then; a form that does not say has seen anybody."""
        return self.cleaned_data["seen_with"] if "seen_with" in self.data else ANYBODY

    @property
    def is_another(self) -> bool:
        """Whether a topic was chosen that is not the ticket's."""
        return self.chosen is not None and self.chosen.pk != self.ticket.topic_id

    @property
    def goes_to(self) -> str:
        """The team that the chosen topic belongs to, where it is not the ticket's; else nothing."""
        if self.chosen is None or self.chosen.team_id == self.ticket.team_id:
            return ""
        return str(self.chosen.team.spoken)

    @property
    def becomes(self) -> int | None:
        """How grave the ticket becomes by the chosen topic; None where it stays."""
        graver = self.chosen and self.chosen.severity < self.ticket.severity
        return self.chosen.severity if self.chosen and graver else None
