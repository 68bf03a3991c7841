"""Pinning to the board."""

from django.contrib import admin
from unfold.admin import ModelAdmin

from support.noticeboard.models import Notice, OfficialAccount


@admin.register(Notice)
class NoticeAdmin(ModelAdmin):
    """News for everybody."""

    list_display = ["__str__", "tone", "begins_at", "ends_at", "next_word_at"]
    list_filter = ["tone"]


@admin.register(OfficialAccount)
class OfficialAccountAdmin(ModelAdmin):
    """What is really ours."""

    list_display = ["name", "network"]
