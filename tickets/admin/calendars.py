"""When teams are there, and how their queues are served."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from support.audit.history import WithHistory
from support.people.requests import signed_in
from tickets import actions, holidays
from tickets.models import Calendar, Holiday, Routing


class HolidayInline(TabularInline):
    """The days on which a calendar stays closed."""

    model = Holiday
    extra = 0


class CalendarForm(forms.ModelForm):
    """A calendar, and a file of holidays to add."""

    file = forms.FileField(
        required=False,
        label=_("Holidays from a file"),
        help_text=_("An .ics file, as states publish them. Its whole days are added to those below."),
    )

    def clean_file(self) -> dict[date, str]:
        """The days in the file, last year's to those of three years ahead."""
        upload, year = self.cleaned_data["file"], timezone.now().year
        if not upload:
            return {}
        try:
            return holidays.read(upload.read(), first=date(year - 1, 1, 1), last=date(year + 3, 12, 31))
        except holidays.NoCalendar as error:
            said = _("This is no calendar file we can read: %(reason)s.")
            raise forms.ValidationError(said % {"reason": error}) from error


@admin.register(Calendar)
class CalendarAdmin(WithHistory, ModelAdmin):
    """When teams are there; what is open follows a change."""

    form = CalendarForm
    list_display = ["name", "hours", "zone"]
    inlines = [HolidayInline]
    readonly_fields = ["history_lines"]

    def save_model(self, request: HttpRequest, obj: Calendar, form: Any, change: bool) -> None:
        """Save, no promise moving and no ticket being priced meanwhile."""
        actions.promises_move()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save, lay the openings out and let what is open follow."""
        super().save_related(request, form, formsets, change)
        days = [
            Holiday(calendar=form.instance, day=day, name=name)
            for day, name in form.cleaned_data["file"].items()
        ]
        Holiday.objects.bulk_create(days, ignore_conflicts=True)
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
