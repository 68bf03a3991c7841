"""Codes that apps and APIs show when they refuse, and what we say about them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextareaWidget

from support.audit import book
from support.audit.history import WithHistory
from support.look.languages import EachLanguage
from support.people.requests import signed_in
from tickets.advice.codes import SHAPE, fold
from tickets.models import ErrorCode


class ErrorCodeForm(forms.ModelForm):
    """A cause, with codes that can be found and words that can be shown."""

    meanings = EachLanguage(label=_("What it means"), widget=UnfoldAdminTextareaWidget)
    remedies = EachLanguage(label=_("What to do"), widget=UnfoldAdminTextareaWidget)

    def clean_codes(self) -> list[str]:
        """As they are shown. Raises ValidationError for what is no code, or means something else already."""
        codes = [code.strip() for code in self.cleaned_data["codes"]]
        if strange := [code for code in codes if not SHAPE.fullmatch(code)]:
            raise ValidationError(
                say("These are no codes: %(codes)s. A code looks like MX-704, -1003 or ERR_RATE_LIMIT.")
                % {"codes": ", ".join(strange)}
            )
        others = ErrorCode.objects.exclude(pk=self.instance.pk).values_list("codes", flat=True)
        taken = {fold(code) for row in others for code in row}
        if twice := [code for code in codes if fold(code) in taken]:
            words = say("These mean something already: %(codes)s.")
            raise ValidationError(words % {"codes": ", ".join(twice)})
        return codes


@admin.register(ErrorCode)
class ErrorCodeAdmin(WithHistory, ModelAdmin):
    """Error codes."""

    form = ErrorCodeForm
    list_display = ["__str__", "meaning", "article"]
    search_fields = ["slug", "article", "codes"]
    readonly_fields = ["history_lines"]

    def save_model(self, request: HttpRequest, obj: ErrorCode, form: Any, change: bool) -> None:
        """Save, and write down what changed; a new release leaves it alone from now on."""
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        if changed:
            obj.edited_at = timezone.now()
        super().save_model(request, obj, form, change)
        book.record("code.edited" if change else "code.made", obj, by=signed_in(request), **changed)
