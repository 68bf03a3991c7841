"""Words agents say often, and who may write them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextareaWidget

from support.audit import book
from support.audit.history import WithHistory
from support.look.languages import EachLanguage
from support.people.requests import signed_in
from tickets.macros.form import check_bodies
from tickets.models import Macro, Pen


class MacroForm(forms.ModelForm):
    """A macro with words in several languages, as {"en": …}."""

    bodies = EachLanguage(label=_("Words"), widget=UnfoldAdminTextareaWidget)

    def clean_bodies(self) -> dict[str, str]:
        """Raises ValidationError for variables we do not have."""
        bodies: dict[str, str] = self.cleaned_data["bodies"]
        check_bodies(bodies)
        return bodies


@admin.register(Macro)
class MacroAdmin(WithHistory, ModelAdmin):
    """Macros."""

    form = MacroForm
    list_display = ["name", "team", "kind", "solves"]
    list_filter = ["team", "kind"]
    search_fields = ["name", "bodies"]
    readonly_fields = ["history_lines"]

    def save_model(self, request: HttpRequest, obj: Macro, form: Any, change: bool) -> None:
        """Save, and write down what changed."""
        super().save_model(request, obj, form, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        book.record("macro.edited" if change else "macro.made", obj, by=signed_in(request), **changed)


@admin.register(Pen)
class PenAdmin(ModelAdmin):
    """Who may write macros, and how long their replies can be called back."""

    list_display = ["user", "writes_macros", "undo_seconds"]
    list_filter = ["writes_macros"]
    search_fields = ["user__name", "user__email"]
    autocomplete_fields = ["user"]
