"""The audit book to read; nobody writes in it by hand."""

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from support.audit.models import Entry


@admin.register(Entry)
class EntryAdmin(ModelAdmin):
    """Who did what when, newest first."""

    list_display = ["at", "action", "model", "object_id", "by", "detail"]
    list_filter = ["action", "model"]
    search_fields = ["object_id", "by__email"]
    date_hierarchy = "at"
    list_select_related = ["by"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        """Never; the database refuses too."""
        return False
