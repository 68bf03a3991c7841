"""What customers may write about."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextareaWidget

from support.audit import book
from support.audit.history import WithHistory
from support.look.languages import EachLanguage
from support.people.requests import signed_in
from tickets.admin.topic_fields import Questions, TopicFieldInline
from tickets.models import Topic


class TopicForm(forms.ModelForm):
    """A topic, with words that can be shown."""

    names = EachLanguage(label=_("Names"), widget=UnfoldAdminTextareaWidget)
    hints = EachLanguage(label=_("What to have at hand"), widget=UnfoldAdminTextareaWidget, required=False)
    questions = Questions(label=_("First questions"), required=False)


@admin.register(Topic)
class TopicAdmin(WithHistory, ModelAdmin):
    """What customers may write about."""

    form = TopicForm
    list_display = ["code", "name", "severity", "team", "article"]
    list_filter = ["severity", "team", "category"]
    search_fields = ["slug", "code"]
    filter_horizontal = ["also"]
    inlines = [TopicFieldInline]
    readonly_fields = ["history_lines"]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save with its questions, and write down what changed; a new release leaves it alone from now on."""
        super().save_related(request, form, formsets, change)
        topic = form.instance
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        if any(formset.has_changed() for formset in formsets):
            changed["fields"] = ", ".join(topic.fields.values_list("key", flat=True))
        if changed:
            Topic.objects.filter(pk=topic.pk).update(edited_at=timezone.now())
        book.record("topic.edited" if change else "topic.made", topic, by=signed_in(request), **changed)
