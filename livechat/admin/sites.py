"""The sites the chat stands on."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.http import HttpRequest
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextInputWidget

from livechat.embed import tag
from livechat.models import Site
from livechat.models.site import exact_origin
from support.audit import book
from support.audit.history import WithHistory
from support.people.requests import signed_in


class SiteForm(forms.ModelForm):
    """A site, with its languages to tick and its origins to type."""

    origins = SimpleArrayField(
        forms.CharField(max_length=200, validators=[exact_origin]),
        label=_("origins"),
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Exact origins that may show the chat, separated by commas."),
    )
    languages = forms.MultipleChoiceField(
        choices=settings.LANGUAGES,
        label=_("languages"),
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=_("None: all of ours. The first is spoken to who reads none of them."),
    )


@admin.register(Site)
class SiteAdmin(WithHistory, ModelAdmin):
    """One row a site; its page says what the site has to put into its own pages."""

    form = SiteForm
    list_display = ["name", "key", "origins", "retired_at"]
    search_fields = ["name", "key"]
    filter_horizontal = ["topics"]
    fields = ["name", "key", "origins", "script_tag", "accent", "theme", "position", "languages", "topics"]
    fields += ["shows_typing", "retired_at", "history_lines"]
    readonly_fields = ["script_tag", "history_lines"]

    @admin.display(description=_("script tag"))
    def script_tag(self, site: Site) -> SafeString:
        """What the site puts before its pages' end."""
        return format_html("<pre>{}</pre>", escape(tag.of(site))) if site.pk else SafeString("–")

    def save_model(self, request: HttpRequest, obj: Site, form: Any, change: bool) -> None:
        """Save and write down what changed, who may show the chat above all."""
        super().save_model(request, obj, form, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data if name != "topics"}
        book.record("site.edited" if change else "site.made", obj, by=signed_in(request), **changed)
