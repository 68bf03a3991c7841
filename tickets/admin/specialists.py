"""Teams that cases are escalated to, and what they want to know first."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, StackedInline
from unfold.widgets import UnfoldAdminTextareaWidget

from support.audit import book
from support.audit.history import WithHistory
from support.look.languages import EachLanguage
from support.people.requests import signed_in
from tickets.models import Requirement, Specialists


class RequirementForm(forms.ModelForm):
    """A requirement, with words that can be shown."""

    names = EachLanguage(label=_("Question"), widget=UnfoldAdminTextareaWidget)


class RequirementInline(StackedInline):
    """What must be told or done before a case is taken on."""

    model = Requirement
    form = RequirementForm
    extra = 0


@admin.register(Specialists)
class SpecialistsAdmin(WithHistory, ModelAdmin):
    """Teams of specialists."""

    list_display = ["team", "complexities", "answer_minutes"]
    inlines = [RequirementInline]
    readonly_fields = ["history_lines"]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save with the requirements, and write down what changed."""
        super().save_related(request, form, formsets, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        if any(formset.has_changed() for formset in formsets):
            changed["requirements"] = ", ".join(form.instance.requirements.values_list("key", flat=True))
        done = "specialists.edited" if change else "specialists.made"
        book.record(done, form.instance, by=signed_in(request), **changed)
