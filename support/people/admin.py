"""What a KYC admin sees and changes of people."""

from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.forms import ReadOnlyPasswordHashField
from django.contrib.auth.models import Group
from django.contrib.postgres.forms import SimpleArrayField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework_api_key.admin import APIKeyModelAdmin
from rest_framework_api_key.models import APIKey
from unfold.admin import ModelAdmin, TabularInline
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from support.audit import book
from support.audit.history import WithHistory
from support.look.languages import EachLanguage
from support.people.actions import UNKNOWN, change_tier, forget_tier
from support.people.admin_import import ImportsTiers
from support.people.admin_locks import AccountLockAdmin
from support.people.admin_tiers import TierAdmin
from support.people.models import (
    Agent,
    AgentSkill,
    ApiKey,
    Customer,
    Fallback,
    Handle,
    Skill,
    Team,
    Tier,
    TierSource,
    User,
)
from support.people.models.customer import lowest_tier
from support.people.requests import signed_in

__all__ = ["AccountLockAdmin", "CustomerAdmin", "TierAdmin"]

# What other packages bring along: keys without scopes, groups nobody asks, second factors' secrets, addresses
# one could call proven by hand, lock-outs that end by themselves.
for theirs in (APIKey, Group, Authenticator, EmailAddress, AccessAttempt, AccessLog, AccessFailureLog):
    admin.site.unregister(theirs)


FACTS = ["name", "email", "exchange_id", "language", "time_zone", "user", "canary"]


class CustomerForm(forms.ModelForm):
    """A customer, with the reason for a change of tier. An empty tier is one that nobody told us."""

    tier = forms.ModelChoiceField(
        Tier.objects.order_by("rank"), required=False, label=_("Tier"), widget=UnfoldAdminSelectWidget
    )
    reason = forms.CharField(
        max_length=200,
        required=False,
        label=_("Reason for a change of tier"),
        widget=UnfoldAdminTextInputWidget,
    )

    class Meta:
        model = Customer
        fields = FACTS

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        lowest = Tier.objects.order_by("rank").first()
        field = cast(forms.ModelChoiceField, self.fields["tier"])
        field.empty_label = _("Unknown (counts as %(tier)s)") % {"tier": lowest}
        self.initial["tier"] = self.instance.tier_id if self.instance.is_tier_known else None

    def clean(self) -> dict[str, Any]:
        """A change of tier says why, and so does a tier that is not the lowest from the start."""
        said = super().clean() or {}
        raised = not self.instance.pk and said.get("tier") and said["tier"].pk != lowest_tier()
        changed = self.instance.pk and "tier" in self.changed_data
        if (raised or changed) and not said.get("reason"):
            self.add_error("reason", _("Say why: it is written down with the change."))
        return said


class HandleInline(TabularInline):
    """The names a customer goes by."""

    model = Handle
    extra = 0


@admin.register(Customer)
class CustomerAdmin(WithHistory, ImportsTiers, ModelAdmin):
    """Customers and their tier; a change goes the way every change goes and re-orders the queue."""

    form = CustomerForm
    fields = [*FACTS, "tier", "reason", "tier_source", "tier_told_at", "history_lines"]
    list_display = ["__str__", "exchange_id", "tier_words", "tier_source", "language", "since"]
    list_filter = ["tier", "tier_source", "language", "canary"]
    list_select_related = ["tier"]
    search_fields = ["name", "email", "exchange_id", "handles__name"]
    autocomplete_fields = ["user"]
    readonly_fields = ["tier_source", "tier_told_at", "history_lines"]
    inlines = [HandleInline]

    @admin.display(description=_("tier"), ordering="tier__rank")
    def tier_words(self, customer: Customer) -> str:
        """The tier, or that nobody told us."""
        return customer.tier_words

    def save_model(self, request: HttpRequest, obj: Customer, form: Any, change: bool) -> None:
        """Save the facts; the tier goes through `change_tier`, with who and why."""
        by, wanted, reason = signed_in(request), form.cleaned_data["tier"], form.cleaned_data["reason"]
        if not change:
            self._make(obj, wanted, reason, by)
            return
        obj.save(update_fields=FACTS)  # not the tier: what the exchange says meanwhile stands
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data if name in FACTS}
        if changed:
            book.record("customer.edited", obj, by=by, **changed)
        if "tier" in form.changed_data and wanted:
            change_tier(obj, to=wanted, by=by, reason=reason)
        elif "tier" in form.changed_data:
            forget_tier(obj, by=by, reason=reason)

    def _make(self, obj: Customer, tier: Tier | None, reason: str, by: User) -> None:
        """A new customer, of the chosen tier or of one that nobody told us."""
        obj.tier = tier or Tier.lowest()
        if tier:
            obj.tier_source, obj.tier_told_at = TierSource.ADMIN, timezone.now()
        obj.save()
        told = {"tier": tier.slug if tier else UNKNOWN, "reason": reason}
        facts = {name: str(getattr(obj, name)) for name in FACTS if getattr(obj, name)}
        book.record("customer.made", obj, by=by, **facts, **told)


class UserForm(forms.ModelForm):
    """A sign-in; the password is changed by its owner's reset link, never here."""

    password = ReadOnlyPasswordHashField(label=_("password"))

    class Meta:
        model = User
        fields = ["email", "name", "role", "is_active", "password"]


@admin.register(User)
class UserAdmin(WithHistory, ModelAdmin):
    """Who may sign in, and as what."""

    form = UserForm
    list_display = ["email", "name", "role", "is_active"]
    list_filter = ["role", "is_active"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    readonly_fields = ["history_lines"]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Save and write down a change of role; a new user sets a password by the reset link."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data if name != "password"}
        book.record("user.edited" if change else "user.made", obj, by=signed_in(request), **changed)


class AgentForm(forms.ModelForm):
    """An agent, with their languages to tick."""

    languages = forms.MultipleChoiceField(
        choices=settings.LANGUAGES, label=_("Languages"), widget=UnfoldAdminCheckboxSelectMultipleWidget
    )


class SkillInline(TabularInline):
    """What an agent has shown to be able to do, and until when."""

    model = AgentSkill
    extra = 0


@admin.register(Skill)
class SkillAdmin(ModelAdmin):
    """Skills; topics name the one they need."""

    list_display = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Agent)
class AgentAdmin(ModelAdmin):
    """What the queue knows of somebody who answers."""

    form = AgentForm

    inlines = [SkillInline]
    list_display = ["user", "availability", "capacity", "senior", "languages"]
    list_filter = ["availability", "teams"]
    filter_horizontal = ["teams"]
    autocomplete_fields = ["user"]


class FallbackForm(forms.ModelForm):
    """A chain: the order counts, so it is typed."""

    then = SimpleArrayField(forms.ChoiceField(choices=settings.LANGUAGES), label=_("Then, in this order"))

    def clean_then(self) -> list[str]:
        """Each language once, and not the one the chain is for."""
        then = self.cleaned_data["then"]
        if len({*then, self.cleaned_data.get("language")}) <= len(then):
            raise forms.ValidationError(_("Name each other language at most once."))
        return then


@admin.register(Fallback)
class FallbackAdmin(WithHistory, ModelAdmin):
    """Which languages to try when nobody is there who speaks a customer's."""

    form = FallbackForm
    list_display = ["language", "then"]
    readonly_fields = ["history_lines"]

    def save_model(self, request: HttpRequest, obj: Fallback, form: Any, change: bool) -> None:
        """Save and write down what changed."""
        super().save_model(request, obj, form, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        book.record("fallback.edited" if change else "fallback.made", obj, by=signed_in(request), **changed)


class TeamForm(forms.ModelForm):
    """A team, with what customers call it."""

    names = EachLanguage(label=_("What customers call it"), widget=UnfoldAdminTextareaWidget, required=False)


@admin.register(Team)
class TeamAdmin(ModelAdmin):
    """Teams."""

    form = TeamForm
    list_display = ["name", "slug", "may_see_identity"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request: HttpRequest, obj: Team, form: Any, change: bool) -> None:
        """Save and write down what changed, who may open identity documents above all."""
        super().save_model(request, obj, form, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        book.record("team.edited" if change else "team.made", obj, by=signed_in(request), **changed)


class ApiKeyForm(forms.ModelForm):
    """A key, with what it opens to tick."""

    scopes = forms.MultipleChoiceField(
        choices=ApiKey.Scope, label=_("May"), widget=UnfoldAdminCheckboxSelectMultipleWidget
    )


@admin.register(ApiKey)
class ApiKeyAdmin(APIKeyModelAdmin, ModelAdmin):
    """Machines' keys: shown once when made, revoked in one click."""

    form = ApiKeyForm
    autocomplete_fields = ["acts_as"]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """What every key shows, and what it opens."""
        return [*APIKeyModelAdmin.list_display, "scopes"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any = None, change: bool = False) -> None:
        """Save and write down what the key opens; the key itself is shown and forgotten."""
        super().save_model(request, obj, form, change)
        told = {
            "key": obj.prefix,
            "name": obj.name,
            "scopes": obj.scopes,
            "acts_as": str(obj.acts_as or ""),
            "revoked": obj.revoked,
        }
        admin = signed_in(request)  # the row's own number holds the key's hash, which goes into no book
        book.record("key.edited" if change else "key.made", admin, by=admin, **told)
