"""What a topic asks, in the admin: one question a row, refused when no page could show it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from unfold.admin import StackedInline
from unfold.widgets import UnfoldAdminTextareaWidget

from support.look.languages import EachLanguage
from tickets.models import TopicField
from tickets.severity import Severity

OF_SEVERAL = {TopicField.Kind.CHOICE, TopicField.Kind.CHOICES}


class Rows(forms.JSONField):
    """A JSON list; an empty box is an empty one."""

    widget = UnfoldAdminTextareaWidget

    def clean(self, value: Any) -> Any:
        """The list. Raises ValidationError when it is none."""
        rows = super().clean(value) or []
        if not isinstance(rows, list):
            raise ValidationError(say("Write a list, in square brackets."))
        return rows


class Questions(Rows):
    """Questions in each language: [{"en": "…", "de": "…"}, …]."""

    def clean(self, value: Any) -> Any:
        """The questions. Raises ValidationError naming what no page could show."""
        rows = super().clean(value)
        for row in rows:
            EachLanguage().clean(row)
        return rows


class TopicFieldForm(forms.ModelForm):
    """A typed question."""

    labels = EachLanguage(label=_("Question"), widget=UnfoldAdminTextareaWidget)
    helps = EachLanguage(label=_("Help"), widget=UnfoldAdminTextareaWidget, required=False)
    options = Rows(
        label=_("Options"), required=False, help_text=TopicField._meta.get_field("options").help_text
    )
    raises = Rows(
        label=_("Raises the severity"),
        required=False,
        help_text=TopicField._meta.get_field("raises").help_text,
    )

    def clean_options(self) -> list[dict[str, Any]]:
        """Options have a value of their own and words."""
        rows = self.cleaned_data["options"]
        values = [row.get("value") for row in rows if isinstance(row, dict)]
        if len(values) != len(rows) or not all(isinstance(one, str) and one.isidentifier() for one in values):
            raise ValidationError(say("Each option needs a short “value” and “names”."))
        if len(set(values)) < len(values):
            raise ValidationError(say("Two options have the same value."))
        for row in rows:
            EachLanguage().clean(row.get("names"))
        return rows

    def clean_raises(self) -> list[dict[str, Any]]:
        """Rules say when, and to which severity."""
        rows = self.cleaned_data["raises"]
        for row in rows:
            known = isinstance(row, dict) and row.get("to") in Severity.values
            number = row.get("older_hours", row.get("above")) if known else None
            when = known and (isinstance(row.get("is"), str) or isinstance(number, int))
            if not when:
                raise ValidationError(say('A rule looks like {"is": "yes", "to": 0}.'))
        return rows

    def clean(self) -> dict[str, Any]:
        """A question of several has options to choose from; a rule names one of them."""
        said = super().clean() or {}
        options = {row["value"] for row in said.get("options") or []}
        if said.get("kind") in OF_SEVERAL and not options and "options" not in self.errors:
            self.add_error("options", say("Write what can be chosen."))
        named = {row["is"] for row in said.get("raises") or [] if "is" in row}
        if strange := sorted(named - options):
            told = {"values": ", ".join(strange)}
            self.add_error("raises", say("These are none of the options: %(values)s.") % told)
        return said


class TopicFieldInline(StackedInline):
    """What the topic asks."""

    model = TopicField
    form = TopicFieldForm
    extra = 0
    ordering = ["order", "pk"]
