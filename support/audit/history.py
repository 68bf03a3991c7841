"""The audit book on a row's admin page."""

from django.contrib import admin
from django.db.models import Model
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from support.audit import book


class WithHistory:
    """Mixed into a ModelAdmin: a read-only field that tells who changed this row, when, and to what."""

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


def _told(detail: dict[str, object]) -> str:
    change = f"{detail['before']} → {detail['after']}" if "before" in detail and "after" in detail else ""
    rest = ", ".join(f"{k}: {v}" for k, v in detail.items() if k not in {"before", "after"} and v)
    return ", ".join(filter(None, [change, rest]))
