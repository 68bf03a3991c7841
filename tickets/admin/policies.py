"""What we promise to whom: policies in their order, each with its table and the table's versions."""

from typing import Any, cast

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin

from support.audit.history import WithHistory
from support.people.models import Tier
from support.people.requests import VisitorRequest, signed_in
from tickets import actions, preview
from tickets.admin import replays, rota, versions
from tickets.admin.table_form import TableForm, channels_of
from tickets.models import Policy, Target
from tickets.replay.runs import Run
from tickets.tables import Table

SHOWN = 50  # tickets of a preview


@admin.register(Policy)
class PolicyAdmin(WithHistory, ModelAdmin):
    """The policies; the first that fits a ticket counts."""

    list_display = ["name", "position", "in_force", "table_link"]
    filter_horizontal = ["teams"]
    readonly_fields = ["history_lines"]

    @admin.display(description=gettext_lazy("version"))
    def in_force(self, policy: Policy) -> str:
        """The number of the version in force."""
        return str(policy.current.number) if policy.current else "–"

    @admin.display(description=gettext_lazy("promises"))
    def table_link(self, policy: Policy) -> SafeString:
        """The way to the table."""
        address = reverse("admin:tickets_policy_table", args=[policy.pk])
        return format_html('<a href="{}">{}</a>', address, _("Open the table"))

    def save_model(self, request: HttpRequest, obj: Policy, form: Any, change: bool) -> None:
        """Save while nothing else is changed; a version that came since the page was read stays in force."""
        actions.promises_move()
        if change:
            obj.refresh_from_db(fields=["current"])
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A change goes the way every change goes, once the teams are saved, too."""
        super().save_related(request, form, formsets, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        actions.change_policy(form.instance, by=signed_in(request), **changed)

    def has_delete_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        """Only before it ever promised anything."""
        return obj is None or not obj.versions.exists()

    def get_urls(self) -> list[URLPattern]:
        """The table and the way back to an earlier one."""
        guarded = self.admin_site.admin_view
        return [
            path("agents/", guarded(self.rota), name="tickets_policy_rota"),
            path("<int:pk>/table/", guarded(self.table), name="tickets_policy_table"),
            path("<int:pk>/replay/<slug:key>/", guarded(self.replay), name="tickets_policy_replay"),
            path("<int:pk>/versions/", guarded(self.versions), name="tickets_policy_versions"),
            path("<int:pk>/back/", guarded(require_POST(self.back)), name="tickets_policy_back"),
            *super().get_urls(),
        ]

    def table(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read the table in force, try another one, and make it the next version."""
        policy = get_object_or_404(Policy.objects.select_related("current"), pk=pk)
        tiers, table = list(Tier.objects.order_by("rank")), Target.table(policy.current_id)
        channels = channels_of(table, request.GET.get("also", ""))
        sent = request.POST if request.method == "POST" else None
        number = policy.current.number if policy.current else 0
        form = TableForm(sent, number=number, table=table, tiers=tiers, channels=channels)
        form.fields["reason"].required = "preview" not in request.POST
        seen: list[preview.Stand] | None = None
        run: Run | None = None
        if form.is_valid():
            wanted = Table(form.cells())
            try:
                if "preview" in request.POST:
                    actions.judge(wanted)
                    seen = preview.under(policy, wanted, now=timezone.now())
                    run = actions.replay(policy, wanted)
                else:
                    self._publish(request, policy, form)
                    return redirect("admin:tickets_policy_table", pk)
            except actions.MayNotStand as refused:
                form.show(refused.problems)
            except actions.Overtaken:
                form.overtaken()
        moving = [stand for stand in seen or [] if stand.moves or stand.would_breach]
        page = {
            **self.admin_site.each_context(request),
            "title": _("Promises: %(policy)s") % {"policy": policy},
            "opts": self.opts,
            "form": form,
            "tiers": tiers,
            "seen": seen,
            **replays.shown(run),
            "cut": preview.MOST if preview.is_cut() else 0,
            "moving": moving[:SHOWN],
            "hidden": len(moving) > SHOWN and SHOWN,
            "by_tier": preview.groups(seen or [], "tier"),
            "by_language": preview.groups(seen or [], "language"),
            **versions.shown(policy),
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/tickets/policy/table.html", page, status=status)

    def versions(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The versions again, while open tickets follow the last."""
        policy = get_object_or_404(Policy.objects.select_related("current"), pk=pk)
        return render(request, "admin/tickets/policy/versions.html", versions.shown(policy))

    def replay(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        """How far the last seven days are under a table that is tried."""
        policy = get_object_or_404(Policy, pk=pk)
        return replays.page(
            cast(VisitorRequest, request),
            policy,
            key,
            {**self.admin_site.each_context(request), "opts": self.opts},
        )

    def rota(self, request: HttpRequest) -> HttpResponse:
        """How many agents each hour of the day needs for what is promised."""
        return rota.page(request, {**self.admin_site.each_context(request), "opts": self.opts})

    def back(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Promise again what an earlier version promised."""
        policy = get_object_or_404(Policy, pk=pk)
        version = get_object_or_404(policy.versions, number=_number(request.POST.get("version", "")))
        said = {"number": version.number}
        try:
            made = actions.roll_back(
                policy, to=version, by=signed_in(request), reason=_("back to version %(number)d") % said
            )
        except actions.MayNotStand as refused:  # tiers have changed since
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Version %(number)d is in force.") % {"number": made.number})
        return redirect("admin:tickets_policy_table", pk)

    def _publish(self, request: HttpRequest, policy: Policy, form: TableForm) -> None:
        made = actions.publish(
            policy,
            form.cells(),
            by=signed_in(request),
            reason=form.cleaned_data["reason"],
            takes_effect_at=form.cleaned_data["takes_effect_at"],
            over=form.cleaned_data["read"],
        )
        said = (
            _("Version %(number)d is in force.")
            if made.applied_at
            else _("Version %(number)d waits for its time.")
        )
        messages.success(request, said % {"number": made.number})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
