"""How complete a ticket is: what an agent would have to ask for is named before it is sent."""

from dataclasses import dataclass, field

from django.forms import BoundField

from tickets.fields.form import Typed

PROMPTS = ("happened", "did", "expected")


@dataclass(frozen=True)
class Completeness:
    """`given` of `whole` answers that matter; `missing` must be given, `helpful` would help."""

    given: int
    whole: int
    missing: list[BoundField] = field(default_factory=list)
    helpful: list[BoundField] = field(default_factory=list)


def of(form: Typed) -> Completeness:
    """What the form holds so far; an answer that cannot be read counts as missing."""
    around = form.around()
    must = [form[name] for name, question in form.questions.items() if form.is_missing(question, around)]
    missing = [one for one in must if one.html_name not in form.said]
    prompts = [form[name] for name in PROMPTS]
    silent = [one for one in prompts if not str(one.value() or "").strip()]
    missing = [one for one in silent if one.name == "happened"] + missing
    helpful = [one for one in silent if one.name != "happened"]
    whole = len(must) + len(prompts)
    return Completeness(whole - len(missing) - len(helpful), whole, missing, helpful)
