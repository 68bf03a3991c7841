"""The keys sites sign their visitors' identities with."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from livechat.models import SiteKey
from livechat.models.site_key import MOST_KEYS, check_material
from support.audit import book
from support.audit.history import WithHistory
from support.people.requests import signed_in


class SiteKeyForm(forms.ModelForm):
    """A key is typed once and not shown again; what changes afterwards is when it retires."""

    material = forms.CharField(
        label=_("key"),
        widget=UnfoldAdminTextareaWidget,
        help_text=_("The public key as PEM, or a random secret of at least 32 bytes. It is not shown again."),
    )

    def clean(self) -> dict[str, Any]:
        """A good key for its algorithm, and not too many for one site."""
        said = super().clean() or {}
        if "material" in said and "alg" in said:
            said["material"] = said["material"].strip()
            check_material(said["alg"], said["material"])
        site = said.get("site")
        if site and not self.instance.pk and site.keys.count() >= MOST_KEYS:
            raise forms.ValidationError(_("A site has at most 10 keys. Delete one that has retired."))
        return said


@admin.register(SiteKey)
class SiteKeyAdmin(WithHistory, ModelAdmin):
    """Which keys vouch for visitors, and until when."""

    form = SiteKeyForm
    list_display = ["kid", "site", "alg", "state", "made_at", "retires_at"]
    list_filter = ["site", "alg"]
    readonly_fields = ["history_lines"]

    @display(description=_("state"), label={"good": "success", "retired": "danger"})
    def state(self, key: SiteKey) -> tuple[str, str]:
        """In a word, and in a colour."""
        return ("good", str(_("good"))) if key.is_good else ("retired", str(_("retired")))

    def get_fields(self, request: HttpRequest, obj: SiteKey | None = None) -> list[str]:
        """The key itself is asked for once."""
        known = ["site", "kid", "alg"]
        return [*known, "retires_at", "history_lines"] if obj else [*known, "material", "retires_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: SiteKey | None = None) -> list[str]:
        """A key of another site or algorithm is another key."""
        return ["history_lines", "site", "kid", "alg"] if obj else ["history_lines"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        """Without the key where it is there already."""
        form = super().get_form(request, obj, change, **options)
        if obj:
            form.base_fields.pop("material", None)
        return form

    def save_model(self, request: HttpRequest, obj: SiteKey, form: Any, change: bool) -> None:
        """Save and write down who did; the key itself is written nowhere else."""
        if "material" in form.cleaned_data:
            obj.material = form.cleaned_data["material"]
        super().save_model(request, obj, form, change)
        told = {"kid": obj.kid, "alg": obj.alg, "site": obj.site.key, "retires": str(obj.retires_at or "")}
        book.record("site_key.edited" if change else "site_key.made", obj, by=signed_in(request), **told)
