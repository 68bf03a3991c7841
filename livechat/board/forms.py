"""What an agent fills in to keep somebody out of the chat."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from livechat.models import Block
from support.people.models import User
from tickets.desk.forms import ReasonForm

HOUR, DAY, MONTH, EVER = "1", "24", "720", "0"
LENGTHS = [(HOUR, _("an hour")), (DAY, _("a day")), (MONTH, _("30 days")), (EVER, _("until it is lifted"))]
AGENTS_KINDS, AGENTS_LENGTHS = {Block.Kind.VISIT, Block.Kind.CUSTOMER}, {HOUR, DAY}


class BlockForm(ReasonForm):
    """Whom, for how long and why. A network, and more than a day, are for supervisors."""

    kind = forms.ChoiceField(label=_("Keep out"))
    hours = forms.TypedChoiceField(label=_("For how long?"), coerce=int)
    field_order = ["kind", "hours", "why"]

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data, auto_id="block-%s", initial={"kind": Block.Kind.VISIT, "hours": HOUR})
        kinds = [one for one in Block.Kind.choices if user.is_supervisor or one[0] in AGENTS_KINDS]
        lengths = [one for one in LENGTHS if user.is_supervisor or one[0] in AGENTS_LENGTHS]
        for name, choices in (("kind", kinds), ("hours", lengths)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def until(self, now: datetime) -> datetime | None:
        """When it ends; None for never."""
        hours = self.cleaned_data["hours"]
        return now + timedelta(hours=hours) if hours else None
