"""What the specialists of one team want to know, as a form made from their requirements."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from support.people.models import Team
from tickets.actions import MayNotEscalate
from tickets.complexity import Complexity
from tickets.desk.forms import ReasonForm
from tickets.desk.seen_form import SeenForm
from tickets.forms import Words
from tickets.models import Requirement, Specialists, Ticket

BEFORE = "need-"  # a requirement's key in the form


class TeamChoice(forms.ModelChoiceField):
    """A team as the reader calls it."""

    def label_from_instance(self, obj: Any) -> str:
        """Its name in the reader's language."""
        return str(obj.spoken)


class Unjudged:
    """A field that is asked for and yet takes nothing for an answer: the action names all that is missing."""

    def validate(self, value: Any) -> None:
        """Anything goes."""


class Text(Unjudged, forms.CharField):
    """An answer in words."""


class Reason(Unjudged, Words):
    """Why."""


class Class(Unjudged, forms.ChoiceField):
    """How much work."""


class Tick(Unjudged, forms.BooleanField):
    """Done or not."""


class EscalateForm(forms.Form):
    """To whom, why, how much work; then whatever that team asks. The action judges what was answered."""

    use_required_attribute = False

    to = TeamChoice(
        Team.objects.none(),
        label=gettext_lazy("To which specialists?"),
        empty_label=gettext_lazy("Choose…"),
        error_messages={"required": gettext_lazy("Choose a team of specialists.")},
    )
    reason = Reason(label=gettext_lazy("Why?"), most=1000)
    complexity = Class(
        label=gettext_lazy("How much work is it?"),
        widget=forms.RadioSelect,
        choices=Complexity.choices,
    )

    def __init__(self, data: Any = None, *, ticket: Ticket, to: str = "") -> None:
        super().__init__(data, auto_id="escalate-%s", initial={"to": to, "complexity": ticket.complexity})
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        there = Team.objects.filter(specialists__isnull=False, agents__isnull=False)
        field.queryset = self._offered = there.exclude(pk=ticket.team_id).distinct()
        self.specialists = self._chosen(str(data.get("to", "")) if data else to)
        if self.specialists:
            taken = [one for one in Complexity.choices if one[0] in self.specialists.complexities]
            choice = self.fields["complexity"]
            assert isinstance(choice, forms.ChoiceField)
            choice.choices = taken
            if ticket.complexity not in self.specialists.complexities:
                self.initial["complexity"] = None
            for asked in self.specialists.requirements.all():
                self.fields[BEFORE + asked.key] = _field(asked)

    def _chosen(self, to: str) -> Specialists | None:
        """The team that is asked for, when it is one of those offered."""
        offered = self._offered.filter(pk=int(to) if to.isdecimal() and len(to) < 10 else 0)
        rows = Specialists.objects.filter(team__in=offered).select_related("team")
        return rows.prefetch_related("requirements").first()

    def clean(self) -> None:
        """Without a team nobody else would say that the reason is missing."""
        super().clean()
        if not self.specialists and not self.cleaned_data.get("reason"):
            self.add_error("reason", gettext("Say why: the specialists read it first."))

    @property
    def checks(self) -> list[forms.BoundField]:
        """What must have been tried."""
        return [self[name] for name, field in self.fields.items() if isinstance(field, forms.BooleanField)]

    @property
    def questions(self) -> list[forms.BoundField]:
        """What the specialists want to know."""
        checks = {field.name for field in self.checks}
        return [self[name] for name in self.fields if name.startswith(BEFORE) and name not in checks]

    @property
    def told(self) -> dict[str, Any]:
        """What the action is told; of a valid form."""
        said, checks = self.cleaned_data, {field.name for field in self.checks}
        asked = {name.removeprefix(BEFORE): said[name] for name in said if name.startswith(BEFORE)}
        done = [name.removeprefix(BEFORE) for name in checks if said[name]]
        return {
            "to": said["to"],
            "reason": said["reason"],
            "complexity": said["complexity"],
            "checklist": done,
            "fields": {key: str(value) for key, value in asked.items() if BEFORE + key not in checks},
        }

    def refuse(self, refusal: MayNotEscalate) -> None:
        """Put what the action found missing at its place."""
        for key, words in refusal.problems.items():
            name = key if key in self.fields else BEFORE + key
            self.add_error(name if name in self.fields else None, words)


def _field(asked: Requirement) -> forms.Field:
    """One requirement as a field that takes anything; what is wrong is said by the action."""
    if asked.kind == Requirement.Kind.CHECK:
        return Tick(label=asked.name, required=asked.required)
    attrs = {"autocomplete": "off", "dir": "auto"}
    field = Text(label=asked.name, required=asked.required, widget=forms.TextInput(attrs=attrs))
    if asked.kind == Requirement.Kind.NUMBER:
        field.widget = forms.TextInput(attrs=attrs | {"inputmode": "decimal", "class": "input num"})
    if asked.kind == Requirement.Kind.CHOICE:
        options = [("", gettext("Choose…")), *((word, gettext(word)) for word in asked.choices)]
        field.widget = forms.Select(choices=options)
    return field


class ComplexityForm(SeenForm, ReasonForm):
    """How much work it is, and why it is not what we thought."""

    complexity = forms.ChoiceField(label=gettext_lazy("How much work is it?"), choices=Complexity.choices)
    field_order = ["complexity", "why"]

    def __init__(self, data: Any = None, *, ticket: Ticket) -> None:
        known = {"complexity": ticket.complexity, "seen": ticket.complexity}
        super().__init__(data, auto_id="complexity-%s", initial=known)
