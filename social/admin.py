"""What an administrator sees of the networks: accounts in trouble, and deliveries nobody understood."""

import json
from contextlib import suppress

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin
from unfold.decorators import action, display

from social.models import Account, Delivery
from social.understanding import understand


class ReadOnly(ModelAdmin):
    """Rows that networks write: looked at, never edited by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes one up."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody rewrites one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody makes one vanish."""
        return False


class Understood(admin.SimpleListFilter):
    """Which deliveries wait for a person."""

    title = _("understood")
    parameter_name = "understood"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Yes, no, and not yet."""
        return [("yes", str(_("Yes"))), ("no", str(_("No, look at it"))), ("waiting", str(_("Not yet")))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> QuerySet[Delivery]:
        """Keep what was asked for."""
        match self.value():
            case "yes":
                return queryset.exclude(understood_at=None)
            case "no":
                return queryset.filter(understood_at=None).exclude(error="")
            case "waiting":
                return queryset.filter(understood_at=None, error="")
        return queryset


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly):
    """Every webhook that was kept; any of them can be understood again."""

    list_display = ["pk", "network", "received_at", "state", "outcome", "error", "attempts"]
    list_filter = ["network", Understood]
    search_fields = ["provider_event_id", "error"]
    fields = ["network", "provider_event_id", "received_at", "tried_at", "attempts", "understood_at"]
    fields += ["given_up_at", "outcome", "error", "headers", "payload"]
    actions = ["understand_again"]

    @display(description=_("state"), label={"understood": "success", "look at it": "danger"})
    def state(self, delivery: Delivery) -> tuple[str, str]:
        """In a word, and in a colour."""
        if delivery.understood_at:
            return "understood", str(_("understood"))
        return ("look at it", str(_("look at it"))) if delivery.error else ("waiting", str(_("waiting")))

    @display(description=_("body"))
    def payload(self, delivery: Delivery) -> SafeString:
        """The JSON, indented; as it came when it is none."""
        text = bytes(delivery.body).decode(errors="replace")
        with suppress(ValueError):
            text = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
        return format_html("<pre>{}</pre>", text)

    @action(description=_("Understand again"))
    def understand_again(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        """Run the chosen ones again; twice is safe."""
        for delivery in queryset.order_by("pk"):
            understand(delivery)
        left = queryset.filter(understood_at=None).count()
        if left:
            words = ngettext(
                "%d delivery is still not understood.", "%d deliveries are still not understood.", left
            )
            self.message_user(request, words % left, messages.WARNING)
        else:
            self.message_user(request, _("All of them are understood."), messages.SUCCESS)


@admin.register(Account)
class AccountAdmin(ReadOnly):
    """As whom we speak, and what keeps us from it. Keys are in the environment, not here."""

    list_display = ["__str__", "external_id", "connection", "quiet_until", "quiet_in_public_until", "trouble"]
    list_filter = ["network"]

    @display(description=_("connection"), label={"connected": "success", "disconnected": "danger"})
    def connection(self, account: Account) -> tuple[str, str]:
        """In a word, and in a colour."""
        if account.disconnected_at:
            return "disconnected", str(_("disconnected"))
        return "connected", str(_("connected"))
