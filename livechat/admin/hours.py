"""For whom chat is open when."""

from django.contrib import admin
from unfold.admin import ModelAdmin

from livechat.models import Hours
from support.audit.history import WithHistory


@admin.register(Hours)
class HoursAdmin(WithHistory, ModelAdmin):
    """A calendar for a language or a region; without any row the house's own hours count."""

    list_display = ["__str__", "language", "region", "calendar"]
