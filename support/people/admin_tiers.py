"""Tiers and what they may, as admins see and change them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, StackedInline
from unfold.widgets import UnfoldAdminColorInputWidget, UnfoldAdminTextareaWidget

from support.audit import book
from support.audit.history import WithHistory
from support.look.languages import EachLanguage
from support.people import signals
from support.people.models import Customer, Entrance, Tier
from support.people.requests import signed_in


class EntranceForm(forms.ModelForm):
    """A tier's own desk, with names that can be shown."""

    names = EachLanguage(label=_("What customers call it"), widget=UnfoldAdminTextareaWidget)


class EntranceInline(StackedInline):
    """At most one desk a tier."""

    model = Entrance
    form = EntranceForm
    extra = 0
    max_num = 1


class TierForm(forms.ModelForm):
    """A tier, its colour picked; promises hang on ranks, so a rank that somebody counts on stays."""

    class Meta:
        widgets = {"colour": UnfoldAdminColorInputWidget}

    def clean_rank(self) -> int:
        """Raises ValidationError where customers would silently be promised something else."""
        rank: int = self.cleaned_data["rank"]
        if self.instance.pk and "rank" in self.changed_data and self.instance.customer_set.exists():
            raise forms.ValidationError(
                _("Customers have this tier, and its rank is what they are promised. Make a new tier.")
            )
        unknown = Customer.objects.filter(tier_told_at=None, tier__rank__gt=rank).exclude(
            tier=self.instance.pk
        )
        if unknown.exists() and not Tier.objects.filter(rank__lt=rank).exists():
            raise forms.ValidationError(
                _("Guests and unknown customers have the lowest tier; below it there can be none.")
            )
        if not self.instance.pk or "rank" in self.changed_data:
            try:
                signals.tier_moves.send(Tier, tier=self.instance, rank=rank)
            except ValueError as refused:
                raise forms.ValidationError(str(refused)) from None
        return rank


@admin.register(Tier)
class TierAdmin(WithHistory, ModelAdmin):
    """The tiers themselves: how they rank, what they may, and the desk of their own."""

    form = TierForm
    list_display = ["name", "rank", "colour", "chat", "senior_only", "entrance"]
    list_select_related = ["entrance"]
    ordering = ["rank"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["history_lines"]
    inlines = [EntranceInline]

    def has_delete_permission(self, request: HttpRequest, obj: Tier | None = None) -> bool:
        """Only where nobody minds: what was once promised to a tier stays written."""
        try:
            if obj:
                signals.tier_moves.send(Tier, tier=obj, rank=None)
        except ValueError:
            return False
        return bool(super().has_delete_permission(request, obj))

    def save_model(self, request: HttpRequest, obj: Tier, form: Any, change: bool) -> None:
        """Save and write down what changed."""
        super().save_model(request, obj, form, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        if changed or not change:
            book.record("tier.edited" if change else "tier.made", obj, by=signed_in(request), **changed)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the desk of its own, and write down what changed of it."""
        super().save_formset(request, form, formset, change)
        by = signed_in(request)
        for gone in formset.deleted_objects:
            book.record("entrance.removed", form.instance, by=by, address=gone.slug)
        for one in (*formset.new_objects, *(row for row, _fields in formset.changed_objects)):
            told = {"address": one.slug, "names": one.names, "team": one.team.slug}
            book.record("entrance.edited", form.instance, by=by, **told, higher_too=one.lets_higher_in)
