"""Controls of our own: typed lines, a box to tick that hears what was sent, a moment that may be unsure."""

from collections.abc import Mapping
from typing import Any

from django import forms


class Line(forms.CharField):
    """Typed text; the NULs that some programs leave in what is copied are nobody's words."""

    def to_python(self, value: Any) -> str | None:
        """The text without them."""
        return super().to_python(value.replace("\0", "") if isinstance(value, str) else value)


class Checkbox(forms.CheckboxInput):
    """A box to tick whose value stays what was sent: not everything means yes."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """What was sent; "" where that means no."""
        sent = str(data.get(name) or "")
        return "" if sent.casefold() in {"false", "off", "no", "0"} else sent

    def format_value(self, value: Any) -> None:
        """None: a browser says "on" for a ticked box."""


class Moment(forms.TextInput):
    """A line that understands "yesterday at noon"; a script adds a picker, and a way back to words."""

    template_name = "tickets/_moment.html"
