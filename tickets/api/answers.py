"""The answers to a topic's questions as JSON: how they come, and how they are told."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tickets.models import FieldValue
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
