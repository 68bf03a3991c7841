"""What we promise, and about what: targets and topics for the admins."""

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
from support.look.times import duration
from support.people.requests import signed_in
from tickets import actions
from tickets.models import Target, Topic


@admin.register(Target)
class TargetAdmin(WithHistory, ModelAdmin):
    """First answer within, by severity, tier and channel; a change moves what is open at once."""

    list_display = ["severity_level", "tier", "channel_name", "promise", "seconds"]
    list_filter = ["severity", "tier", "channel"]
    list_select_related = ["tier"]
    readonly_fields = ["history_lines"]

    @admin.display(description=_("severity"), ordering="severity")
    def severity_level(self, target: Target) -> str:
        """S0 to S4."""
        return f"S{target.severity}"

    @admin.display(description=_("channel"), ordering="channel")
    def channel_name(self, target: Target) -> str:
        """The channel, or all of them."""
        return target.channel or str(_("every channel"))

    @admin.display(description=_("first answer within"), ordering="seconds")
    def promise(self, target: Target) -> str:
        """In words."""
        return duration(target.seconds)

    def get_readonly_fields(self, request: HttpRequest, obj: Target | None = None) -> list[str]:
        """A target keeps its place in the table; only its seconds change."""
        return ["history_lines", *(["severity", "tier", "channel"] if obj else [])]

    def has_delete_permission(self, request: HttpRequest, obj: Target | None = None) -> bool:
        """Never: without its promise a tier would silently get another one."""
        return False

    def save_model(self, request: HttpRequest, obj: Target, form: Any, change: bool) -> None:
        """A change goes the way every change goes."""
        if change:
            actions.change_target(obj, seconds=obj.seconds, by=signed_in(request))
        else:
            super().save_model(request, obj, form, change)
            book.record("target.made", obj, by=signed_in(request), after=obj.seconds)


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
