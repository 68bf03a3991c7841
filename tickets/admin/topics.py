"""What customers may write about."""

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
from tickets.models import Topic


class TopicForm(forms.ModelForm):
    """A topic, with words that can be shown."""

    names = EachLanguage(label=_("Names"), widget=UnfoldAdminTextareaWidget)
    hints = EachLanguage(label=_("What to have at hand"), widget=UnfoldAdminTextareaWidget, required=False)


@admin.register(Topic)
class TopicAdmin(WithHistory, ModelAdmin):
    """What customers may write about."""

    form = TopicForm
    list_display = ["code", "name", "severity", "team", "article"]
    list_filter = ["severity", "team", "category"]
    search_fields = ["slug", "code"]
    readonly_fields = ["history_lines"]

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:
        """Save and write down what changed."""
        super().save_model(request, obj, form, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        book.record("topic.edited" if change else "topic.made", obj, by=signed_in(request), **changed)
