"""A macro as agents and admins fill it in: words in each language, with variables we know."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.look.overtaken import fingerprint, put
from support.people.models import Team, User
from tickets.forms import Words
from tickets.macros import variables
from tickets.models import Macro

FIELDS = ["name", "team", "kind", "topic", "severity", "why", "hand_to", "solves", "goes_on"]


def check_bodies(bodies: dict[str, str]) -> None:
    """Raises ValidationError for no words at all, or for variables we do not have."""
    if not any(words.strip() for words in bodies.values()):
        raise ValidationError(_("Write the words in one language at least."))
    for language, words in bodies.items():
        if problem := variables.problem(variables.strange(words)):
            raise ValidationError(f"{language}: {problem}")


def _digest(macro: Macro) -> str:
    """One short word for all that a macro says and does."""
    said = [str(getattr(macro, f"{name}_id", getattr(macro, name))) for name in FIELDS]
    return fingerprint(said, macro.bodies)


class MacroForm(forms.ModelForm):
    """One macro; `body_<language>` are its words."""

    why = forms.CharField(
        label=gettext_lazy("Why that severity?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("It stands in each ticket’s history."),
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Macro
        fields = FIELDS

    def __init__(self, data: Any = None, *, user: User, instance: Macro | None = None) -> None:
        super().__init__(data, instance=instance, auto_id="macro-%s")
        self.now = self.fields["seen"].initial = _digest(self.instance)
        team = self.fields["team"]
        assert isinstance(team, forms.ModelChoiceField)
        if not user.is_supervisor:
            team.queryset, team.required = Team.objects.filter(agents__user=user), True
            team.empty_label = None
        else:
            team.empty_label = _("Everybody")
        team.help_text = ""
        for code, name in settings.LANGUAGES:
            words = self.instance.bodies.get(code, "")
            self.fields[f"body_{code}"] = Words(label=name, required=False, rows=4, initial=words)

    def _is_overtaken(self) -> None:
        """Another has changed it meanwhile: both are shown, and kept again it is what stands here."""
        put(self, seen=self.now)
        theirs = "; ".join(f"{code}: {words}" for code, words in self.instance.bodies.items())
        said = _(
            "Somebody changed this macro meanwhile. It says now: %(words)s. Keep yours again to replace it."
        )
        self.add_error(None, said % {"words": theirs})

    @property
    def languages(self) -> list[forms.BoundField]:
        """The boxes for the words, one a language."""
        return [self[f"body_{code}"] for code, _name in settings.LANGUAGES]

    def clean(self) -> dict[str, Any]:
        """Words with known variables, a reason for a severity, and a name nobody else has in the team."""
        said = super().clean() or self.cleaned_data
        if self.instance.pk and said.get("seen") not in {"", self.now}:
            self._is_overtaken()
        for code, _name in settings.LANGUAGES:
            words = said.get(f"body_{code}", "")
            if problem := variables.problem(variables.strange(words)):
                self.add_error(f"body_{code}", problem)
        self.instance.bodies = {
            code: words
            for code, _name in settings.LANGUAGES
            if (words := said.get(f"body_{code}", "").strip())
        }
        if not self.instance.bodies and not self.errors:
            self.add_error(f"body_{settings.LANGUAGE_CODE}", _("Write the words in one language at least."))
        if said.get("severity") is not None and not said.get("why"):
            self.add_error("why", _("Say why, in a few words: colleagues will read it in the history."))
        return said
