"""A form with the typed questions of a topic: what was right is read, what was wrong says how to mend it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tickets import priority
from tickets.fields import worth
from tickets.fields.asked import asked
from tickets.fields.reading import LONGEST, Around, Kind, Read, masked, read, tidy
from tickets.fields.together import contradictions
from tickets.models import FieldValue, Identifier, Topic, TopicField
from tickets.severity import Severity

Said = tuple[TopicField, Read]


@dataclass(frozen=True)
class Question:
    """A question on the page; what we understood of its answer, ask about it, or what is wrong."""

    field: forms.BoundField
    note: str
    remark: str
    wrong: str


class Typed(forms.Form):
    """Fields named `f-<key>`, as the topic has them; the field `asked` says whose questions the page showed.

    Where it is urgent, by the topic or by an answer, nothing blocks: a missing answer stays missing, and one
    that cannot be read is kept as it was typed, with the doubt beside it.
    """

    def __init__(self, *args: Any, about: Topic | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = about
        self.said: dict[str, Said] = {}
        self.questions = {f"f-{one.key}": one for one in about.fields.all()} if about else {}
        for name, one in self.questions.items():
            self.fields[name] = asked(one, must=one.required and not self.never_blocks)

    @property
    def typed(self) -> list["Question"]:
        """The topic's questions, in order, as a page shows them."""
        return [Question(self[name], *self._told(name)) for name in self.questions]

    def _told(self, name: str) -> tuple[str, str, str]:
        found = self.said[name][1] if name in self.said else Read("")
        wrong = "" if name not in self.errors or not self[name].value() else self.errors[name][0]
        return found.note, found.remark, str(found.facts.get("doubt", wrong))

    @property
    def never_blocks(self) -> bool:
        """Whether this must get through whatever is missing: by its topic, an answer or its words."""
        return priority.is_urgent(min(self.about.severity if self.about else max(Severity), self.gravest))

    @property
    def were_asked(self) -> bool:
        """Whether these questions stood on the page that was sent; nobody owes answers unasked."""
        return self.about is not None and self.data.get("asked") == self.about.slug

    def clean(self) -> dict[str, Any]:
        """Read every answer against the others."""
        said = super().clean() or {}
        around = self.around()
        for name, question in self.questions.items():
            if name not in self.errors:
                self._read(name, question, around)
        for key, why in contradictions({one.key: found for one, found in self.said.values()}).items():
            self.add_error(f"f-{key}", ValidationError(why, code="contradiction"))
        if self.never_blocks:
            for name in self.questions.keys() & self.errors.keys():
                self._doubt(name, str(self.errors.pop(name)[0]))
        return said

    def around(self) -> Around:
        """What answers are read against."""
        others = {question.key: self[name].value() for name, question in self.questions.items()}
        zone = timezone.get_current_timezone()
        return Around(get_language() or "en", zone, timezone.now(), others)

    def _read(self, name: str, question: TopicField, around: Around) -> None:
        typed = self.cleaned_data.get(name)
        try:
            found = read(question, typed, around)
        except ValidationError as wrong:
            self.add_error(name, wrong)
            return
        if found is not None:
            self.said[name] = question, found
        elif self.is_missing(question, around) and self.were_asked:
            self.add_error(name, ValidationError(_missing(question), code="missing"))

    def _doubt(self, name: str, why: str) -> None:
        # Masked before it is cut: half a recovery phrase is not known as one.
        value = self[name].value() or ""
        typed = tidy((", ".join(map(str, value)) if isinstance(value, list) else str(value))[:LONGEST])
        if kept := masked(self.questions[name], typed)[:2000]:
            self.said[name] = self.questions[name], Read(kept, {"doubt": why})

    def is_missing(self, question: TopicField, around: Around) -> bool:
        """Whether an empty answer is one too few; an IBAN ends in the last four that are asked for."""
        instead = {Kind.TXID: "no_txid", Kind.LAST4: "iban"}.get(Kind(question.kind))
        return question.required and not (instead and around.other(instead))

    @property
    def gravest(self) -> int:
        """The severity the gravest answer gives cause for; the least one when none does."""
        now = timezone.now()
        causes = (
            rule["to"]
            for question, found in self.said.values()
            for rule in question.raises
            if _holds(rule, found, now)
        )
        return min(causes, default=max(Severity))

    @property
    def values(self) -> list[FieldValue]:
        """The answers, to be kept with the ticket."""
        return [_value(order, *one) for order, one in enumerate(self.said.values())]

    @property
    def identifiers(self) -> list[Identifier]:
        """What the answers name, each once."""
        named = {
            (kind, value): network for _asked, one in self.said.values() for kind, value, network in one.ids
        }
        return [Identifier(kind=kind, value=value, network=net) for (kind, value), net in named.items()]


def _missing(question: TopicField) -> str:
    match question.kind:
        case Kind.CHOICE | Kind.NETWORK | Kind.COUNTRY:
            return _("Choose what fits best.")
        case Kind.CHOICES:
            return _("Tick at least one.")
        case Kind.AGREE:
            return _("Tick this box, so that you know what to expect.")
        case Kind.MOMENT | Kind.DATE | Kind.PAST_DAY:
            return _("Tell us when. About is fine.")
    return _("Tell us this as well, or we would have to ask you again.")


def _holds(rule: dict[str, Any], found: Read, now: datetime) -> bool:
    if "is" in rule:
        return rule["is"] in found.value.split(",")
    if "above" in rule:
        return worth.is_above(found, rule["above"])
    at = parse_datetime(found.value) if "doubt" not in found.facts else None
    return at is not None and now - at > timedelta(hours=rule["older_hours"])


def _value(order: int, question: TopicField, found: Read) -> FieldValue:
    chosen = found.value.split(",") if question.options else []
    return FieldValue(
        key=question.key,
        kind=question.kind,
        labels=question.labels,
        value=found.value,
        names=[one["names"] for one in question.options if one["value"] in chosen],
        facts=found.facts,
        order=order,
    )
