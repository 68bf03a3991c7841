"""What an agent fills in to keep somebody out of the chat."""

from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from livechat.models import Block
from support.people.models import User
from tickets.desk.forms import ReasonForm

HOUR, DAY, MONTH, EVER = "1", "24", "720", "0"


class BlockForm(ReasonForm):
    """Whom, for how long and why. A network, and more than a day, are for supervisors."""

    kind = forms.ChoiceField(label=_("Keep out"), choices=Block.Kind)
    hours = forms.ChoiceField(
        label=_("For how long?"),
        choices=[
            (HOUR, _("an hour")),
            (DAY, _("a day")),
            (MONTH, _("30 days")),
            (EVER, _("until it is lifted")),
        ],
    )
    field_order = ["kind", "hours", "why"]

    def __init__(self, data: object = None, *, user: User) -> None:
        super().__init__(data, auto_id="block-%s", initial={"kind": Block.Kind.VISIT, "hours": HOUR})  # type: ignore[arg-type]
        if not user.is_supervisor:
            self._only("kind", {Block.Kind.VISIT, Block.Kind.CUSTOMER})
            self._only("hours", {HOUR, DAY})

    def _only(self, name: str, allowed: set[str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [choice for choice in field.choices if choice[0] in allowed]

    def until(self, now: datetime) -> datetime | None:
        """When it ends; None for never."""
        hours = int(self.cleaned_data["hours"])
        return now + timedelta(hours=hours) if hours else None
