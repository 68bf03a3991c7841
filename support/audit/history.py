"""The audit book on a row's admin page."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from support.audit import book
from support.audit.models import Entry

MOST = 50  # as many as the book gives


class WithHistory:
    """Mixed into a ModelAdmin: a read-only field that tells who changed this row, when, and to what."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The row's own history page tells what the book says, not what Django's log guessed."""
        row = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        lines = [_Line(entry) for entry in book.about(row)] if row else []
        told = {"action_list": Paginator(lines, MOST).get_page(1), "pagination_required": False}
        return super().history_view(request, object_id, {**(extra_context or {}), **told})  # type: ignore[misc]

    @admin.display(description=_("who changed what when"))
    def history_lines(self, row: Model) -> SafeString:
        """One line an entry, newest first."""
        lines = (
            (
                entry.at.strftime("%Y-%m-%d %H:%M UTC"),
                entry.by or _("the exchange"),
                entry.action,
                _told(entry.detail),
            )
            for entry in book.about(row)
        )
        return format_html_join("", "<div>{} · {} · {} · {}</div>", lines) or SafeString("–")


class _Line:
    """An entry as Django's page wants its own."""

    def __init__(self, entry: Entry) -> None:
        self.action_time = entry.at
        self.user = {"get_username": entry.by or _("the exchange")}
        self.get_change_message = " · ".join(filter(None, [entry.action, _told(entry.detail)]))


def _told(detail: dict[str, object]) -> str:
    change = f"{detail['before']} → {detail['after']}" if "before" in detail and "after" in detail else ""
    rest = ", ".join(f"{k}: {v}" for k, v in detail.items() if k not in {"before", "after"} and v)
    return ", ".join(filter(None, [change, rest]))
