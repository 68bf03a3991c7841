"""A topic's questions as machines answer them and are told the answers: read as the form reads them."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from support.look.middleware import ZONES
from support.people.models import Customer
from tickets import actions
from tickets.fields.form import Typed
from tickets.models import FieldValue, Topic, TopicField
from tickets.told import told

MOST = 100  # answers; no topic asks so much
TEXT = {"type": "string"}
SHAPE = {
    "type": "object",
    "description": (
        "By the `key` of the topic's questions (see `/api/v1/topics/`): a text, `true` or `false` for a box"
        " to tick, a list of texts where several may be chosen; `null` is no answer. Once `fields` is sent,"
        " what the topic must know must be there. Amounts are read as the language of the call writes them,"
        " times in the customer's zone unless they name their own. On a topic of severity 0 no answer is"
        " refused: one that cannot be read is kept as it came, with the doubt beside it."
    ),
    "maxProperties": MOST,
    "additionalProperties": {
        "nullable": True,
        "oneOf": [TEXT, {"type": "boolean"}, {"type": "integer"}, {"type": "array", "items": TEXT}],
    },
}


@extend_schema_field(SHAPE)
class AnswersField(serializers.DictField):
    """Answers by their question's key, as JSON has them; what they mean is read with the topic at hand."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=serializers.JSONField(allow_null=True), required=False, **options)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """As they are. Raises ValidationError for more of them than any topic asks."""
        if isinstance(data, dict) and len(data) > MOST:
            raise serializers.ValidationError(f"Send at most {MOST} answers.", code="too_many")
        return super().to_internal_value(data)


class AnswerFields(serializers.ModelSerializer[FieldValue]):
    """An answer as it is kept: secrets are masked in it, as everywhere."""

    label = serializers.CharField(  # type: ignore[assignment]  # DRF takes declared fields off the class
        read_only=True, help_text="The question in the reader's language."
    )
    value = serializers.CharField(
        read_only=True, help_text="Canonical: a time is UTC, an amount has a point, an id no spaces."
    )
    words = serializers.SerializerMethodField(help_text="The answer as people read it.")
    doubt = serializers.SerializerMethodField(help_text="Why it could not be read; empty when it could.")

    class Meta:
        model = FieldValue
        fields = ["key", "kind", "label", "value", "words", "doubt"]
        read_only_fields = ["key", "kind"]

    def get_words(self, value: FieldValue) -> str:
        """In the language of the call."""
        return told([value])[0].words

    def get_doubt(self, value: FieldValue) -> str:
        """A sentence."""
        return told([value])[0].doubt


class Sent(Typed):
    """The form's questions, with answers that come as JSON values by key."""

    def __init__(self, sent: Mapping[str, Any], about: Topic) -> None:
        self.sent = sent
        typed = {f"f-{key}": _typed(value) for key, value in sent.items()}
        super().__init__(typed | {"asked": about.slug}, about=about)

    def clean(self) -> dict[str, Any]:
        """Read what has the right type; anything else is wrong as any other answer may be."""
        for name, question in self.questions.items():
            why = _strange(question, self.sent.get(question.key))
            if why and name not in self.errors:
                self.add_error(name, ValidationError(why, code="type"))
        return super().clean()

    @property
    def problems(self) -> dict[str, list[serializers.ErrorDetail]]:
        """What is wrong, by key, in the form's words and with its codes."""
        asked = {question.key for question in self.questions.values()}
        unknown = self.sent.keys() - asked if not self.never_blocks else set()
        words = f"This topic asks no such thing. It asks: {', '.join(sorted(asked)) or 'nothing'}."
        found = {key: [serializers.ErrorDetail(words, "unknown")] for key in sorted(unknown)}
        for name, wrong in self.errors.as_data().items():
            said = [serializers.ErrorDetail(words, one.code) for one in wrong for words in one.messages]
            found[self.questions[name].key] = said
        return found


def read(sent: Mapping[str, Any] | None, *, topic: Topic | None, customer: Customer) -> actions.Answers:
    """A customer's answers, ready to be kept; none were given where `sent` is None.

    Raises ValidationError with the form's words by key, and for answers without a topic.
    """
    if sent is None or not (sent or topic):
        return actions.Answers()
    if topic is None:
        why = "These are answers to a topic's questions: send the topic with them."
        raise serializers.ValidationError({"fields": [why]}, code="no_topic")
    zone = customer.time_zone if customer.time_zone in ZONES else "UTC"
    with timezone.override(zone):
        form = Sent(sent, topic)
        if problems := form.problems:
            raise serializers.ValidationError({"fields": problems})
        return actions.Answers(form.values, form.identifiers, form.gravest)


def _typed(value: Any) -> Any:
    """As a browser's form would have sent it."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else value


def _strange(question: TopicField, value: Any) -> str:
    """Why no answer to this question comes as such a JSON value; "" when it may."""
    if value is None:
        return ""
    match question.kind:
        case TopicField.Kind.AGREE:
            return "" if isinstance(value, bool) else "Send true or false."
        case TopicField.Kind.CHOICES:
            texts = isinstance(value, list) and all(isinstance(one, str) for one in value)
            return "" if texts else "Send a list of texts."
    return "" if isinstance(_typed(value), str) else "Send a text."
