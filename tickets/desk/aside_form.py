"""What is said among us beside a ticket."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.people.models import Agent, Team, User
from tickets.forms import Words
from tickets.models import SideConversation, Ticket


def new_key() -> str:
    """A key of its own for each form."""
    return uuid.uuid4().hex


class SideForm(forms.Form):
    """Words for colleagues, and a key so that sending twice is heard once."""

    body = Words(
        label=gettext_lazy("Words for colleagues"),
        most=5_000,
        error_messages={"required": gettext_lazy("There is nothing to send yet. Write a word or two.")},
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64, initial=new_key)

    def __init__(self, data: Any = None, *, aside: SideConversation) -> None:
        super().__init__(data, auto_id=f"aside-{aside.pk}-%s")
        self.aside = aside

    def clean_key(self) -> str:
        """The form's key, good for this conversation only."""
        return f"{self.aside.pk}-{self.cleaned_data['key'] or new_key()}"


class AskForm(forms.Form):
    """Whom to ask: `team-<id>` or `agent-<user id>`, and what."""

    to = forms.ChoiceField(
        label=gettext_lazy("Whom?"),
        error_messages={
            "required": gettext_lazy("Choose a colleague or a team."),
            "invalid_choice": gettext_lazy("Nobody by that name answers here. Choose from the list."),
        },
    )
    body = Words(
        label=gettext_lazy("What do you want to know?"),
        most=5_000,
        help_text=gettext_lazy("They see these words and the reference, not the ticket, unless they may."),
        error_messages={"required": gettext_lazy("Write what you want to know.")},
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64, initial=new_key)

    def __init__(self, data: Any = None, *, ticket: Ticket, user: User) -> None:
        super().__init__(data, auto_id="ask-%s")
        self.ticket = ticket
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(_whom(user))

    def clean_key(self) -> str:
        """The form's key, good for this ticket only."""
        return f"new-{self.ticket.pk}-{self.cleaned_data['key'] or new_key()}"

    @property
    def whom(self) -> Team | User:
        """The team or the colleague that was chosen."""
        kind, _dash, pk = self.cleaned_data["to"].partition("-")
        return Team.objects.get(pk=pk) if kind == "team" else User.objects.get(pk=pk)


def _whom(user: User) -> Iterable[tuple[str, Any]]:
    """Teams with people in them, and every colleague."""
    teams = Team.objects.filter(agents__isnull=False).distinct()
    people = Agent.objects.select_related("user").filter(user__is_active=True).exclude(user=user)
    yield "", _("Choose…")
    yield _("A team"), [(f"team-{team.pk}", team.spoken) for team in teams]
    others = [(f"agent-{a.user_id}", f"{a}, {a.get_availability_display()}") for a in people]
    yield _("Colleagues"), sorted(others, key=lambda other: other[1])
