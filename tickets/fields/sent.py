"""A topic's questions answered by JSON values, read as the form reads what is typed."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from tickets.fields.form import Typed
from tickets.models import Topic, TopicField


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
    def problems(self) -> dict[str, list[ValidationError]]:
        """What is wrong, by key, in the form's words and with its codes."""
        asked = {question.key for question in self.questions.values()}
        unknown = self.sent.keys() - asked if not self.never_blocks else set()
        words = f"This topic asks no such thing. It asks: {', '.join(sorted(asked)) or 'nothing'}."
        wrong = {self.questions[name].key: errors for name, errors in self.errors.as_data().items()}
        return {key: [ValidationError(words, code="unknown")] for key in sorted(unknown)} | wrong


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
