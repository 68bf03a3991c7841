"""Django's forms in our hand: every control gets its class here, its frame in templates/django/forms/."""

from typing import Any

from django.forms import BoundField, Widget
from django.forms.renderers import TemplatesSetting

PLAIN = {"checkbox", "radio", "hidden", "range", "color"}  # controls the browser draws


class AskedField(BoundField):
    """A question on a page; its control is an `.input` unless its widget names a class itself."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """Django's attributes (required, aria-invalid, aria-describedby) and our class."""
        built = super().build_widget_attrs(attrs, widget)
        asked = widget or self.field.widget
        kind = getattr(asked, "input_type", "")
        if kind not in PLAIN and "class" not in asked.attrs:
            built.setdefault("class", "input")
        return built


class Renderer(TemplatesSetting):
    """FORM_RENDERER: finds the project's templates and makes every field an asked one."""

    bound_field_class = AskedField
