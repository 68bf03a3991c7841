"""Which colleague is asked into a ticket."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.people.models import User
from tickets import actions
from tickets.models import Ticket


class InviteForm(forms.Form):
    """Which colleague; who is there already is offered to be seen off."""

    user = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Invite a colleague"),
        help_text=gettext_lazy("They read everything and may answer. The customer is told a first name."),
        error_messages={
            "required": gettext_lazy("Choose a colleague."),
            "invalid_choice": gettext_lazy("They see this ticket already, or do not work here."),
        },
    )

    def __init__(self, data: Any = None, *, ticket: Ticket) -> None:
        super().__init__(data, auto_id="invite-%s")
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = actions.may_be_invited(ticket)
        field.empty_label = _("Choose…")
        self.here = ticket.invited.filter(left_at=None).select_related("user")
