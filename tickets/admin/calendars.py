"""When teams are there, and how their queues are served."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline

from support.audit.history import WithHistory
from support.people.requests import signed_in
from tickets import actions
from tickets.models import Calendar, Holiday, Routing


class HolidayInline(TabularInline):
    """The days on which a calendar stays closed."""

    model = Holiday
    extra = 0


@admin.register(Calendar)
class CalendarAdmin(WithHistory, ModelAdmin):
    """When teams are there; what is open follows a change."""

    list_display = ["name", "hours", "zone"]
    inlines = [HolidayInline]
    readonly_fields = ["history_lines"]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save, lay the openings out and let what is open follow."""
        super().save_related(request, form, formsets, change)
        actions.change_hours(form.instance, by=signed_in(request))


@admin.register(Routing)
class RoutingAdmin(WithHistory, ModelAdmin):
    """How each team's queue is served."""

    list_display = ["team", "calendar", "answer_minutes", "chat_minutes"]
    list_select_related = ["team", "calendar"]
    readonly_fields = ["history_lines"]

    def save_model(self, request: HttpRequest, obj: Routing, form: Any, change: bool) -> None:
        """A change goes the way every change goes."""
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        actions.route(obj, by=signed_in(request), **changed)
