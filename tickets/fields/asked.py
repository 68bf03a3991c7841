"""How each kind of question is asked: its control on the page."""

from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from support.identifiers.networks import NETWORKS
from tickets.fields.controls import Checkbox, Line, Moment
from tickets.fields.reading import Kind
from tickets.models import TopicField

WHOLE = {"dir": "ltr", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}  # never words
CONTROLS: dict[str, dict[str, Any]] = {
    Kind.EMAIL: {"type": "email", "autocomplete": "email", "dir": "ltr"},
    Kind.NUMBER: {"inputmode": "numeric", "autocomplete": "off"},
    Kind.YEAR: {"inputmode": "numeric", "autocomplete": "off"},
    Kind.AMOUNT: {"inputmode": "decimal", "autocomplete": "off", "dir": "ltr"},
    Kind.LAST3: {"inputmode": "numeric", "autocomplete": "off"},
    Kind.DATE: {"type": "date", "autocomplete": "off"},
    Kind.PAST_DAY: {"type": "date", "autocomplete": "off"},
    Kind.CURRENCY: {"autocapitalize": "characters", "autocomplete": "off", "dir": "ltr"},
    Kind.TEXT: {"dir": "auto", "autocomplete": "off"},
    Kind.LINK: WHOLE,
    Kind.URL: {"inputmode": "url", **WHOLE},
}


def asked(field: TopicField, *, must: bool = False) -> forms.Field:
    """The control for a question; nothing is refused here but an option that is none.

    Whether an answer is one too few is seen with the others: `must` only says so on the page.
    """
    control = _control(field)
    control.widget.is_required = must
    return control


def _control(field: TopicField) -> forms.Field:
    said: dict[str, Any] = {"label": field.label, "help_text": field.help, "required": False}
    match field.kind:
        case Kind.CHOICE | Kind.COUNTRY | Kind.NETWORK:
            offered = [("", _("Please choose")), *options(field)]
            return forms.ChoiceField(choices=offered, error_messages=_not_offered(), **said)
        case Kind.CHOICES:
            several = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(
                choices=field.choices, widget=several, error_messages=_not_offered(), **said
            )
        case Kind.AGREE:
            return Line(widget=Checkbox(), **said)
        case Kind.MOMENT:
            example = _("2026-11-20 14:05, or: yesterday at noon")
            return Line(widget=Moment({"placeholder": example, "autocomplete": "off", "dir": "auto"}), **said)
        case Kind.WORDS | Kind.TXIDS:
            box = forms.Textarea(attrs={"rows": 3, "dir": "auto" if field.kind == Kind.WORDS else "ltr"})
            return Line(widget=box, **said)
    return Line(widget=forms.TextInput(attrs=dict(CONTROLS.get(field.kind, WHOLE))), **said)


def _not_offered() -> dict[str, str]:
    words = _("Choose one of the list.")
    return {"invalid_choice": words, "invalid_list": words}


def options(field: TopicField) -> list[tuple[str, str]]:
    """What may be chosen as an answer: value and words; nothing where anything may be written."""
    if field.kind == Kind.NETWORK:
        return [*((slug, one.name) for slug, one in NETWORKS.items()), ("unknown", _("I do not know"))]
    if field.kind == Kind.COUNTRY:
        names = Locale.parse(to_locale(get_language() or "en").replace("zh_HANS", "zh_Hans")).territories
        countries = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha()]
        return sorted(countries, key=lambda one: one[1])
    return field.choices
