"""The locks of accounts to read; what may be done happens on their owners' pages."""

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from support.people.models import AccountLock


@admin.register(AccountLock)
class AccountLockAdmin(ModelAdmin):
    """Who asked for which lock when, what the exchange said, and what is to be lifted."""

    list_display = ["asked_at", "customer", "state", "asked_from", "undo_due_at", "undone_at", "tries"]
    list_filter = ["state", "asked_from"]
    search_fields = ["exchange_id", "reference", "key", "customer__email"]
    date_hierarchy = "asked_at"
    list_select_related = ["customer"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never by hand: the exchange would not know."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: AccountLock | None = None) -> bool:
        """Never: "locked" is what the exchange signed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AccountLock | None = None) -> bool:
        """Never by itself; it goes with its customer."""
        return False
