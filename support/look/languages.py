"""Words an admin writes once for each language: {"en": "…", "de": "…"}."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class EachLanguage(forms.JSONField):
    """Words by language code; where they are needed at all, English stands in for what is missing."""

    def validate(self, value: Any) -> None:
        """Raises ValidationError for whatever no page could show."""
        super().validate(value)
        said = {} if value is None else value
        if not isinstance(said, dict) or not all(isinstance(words, str) for words in said.values()):
            raise ValidationError(_('Write words for each language, as {"en": "Fees", "de": "Gebühren"}.'))
        if strange := sorted(said.keys() - dict(settings.LANGUAGES).keys()):
            raise ValidationError(
                _("These are no languages of ours: %(codes)s.") % {"codes": ", ".join(strange)}
            )
        if self.required and not said.get("en"):
            raise ValidationError(_("Write it in English too; that stands in for the other languages."))

    def clean(self, value: Any) -> Any:
        """An empty box is no words."""
        return super().clean(value) or {}
