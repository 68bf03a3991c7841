"""Pinning to the board."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextareaWidget

from support.look.languages import EachLanguage
from support.noticeboard.models import Notice, OfficialAccount


class NoticeForm(forms.ModelForm):
    """A notice, with words that can be shown."""

    titles = EachLanguage(label=_("Titles"), widget=UnfoldAdminTextareaWidget)
    texts = EachLanguage(label=_("Texts"), widget=UnfoldAdminTextareaWidget, required=False)


@admin.register(Notice)
class NoticeAdmin(ModelAdmin):
    """News for everybody."""

    form = NoticeForm
    list_display = ["__str__", "tone", "begins_at", "ends_at", "next_word_at"]
    list_filter = ["tone"]


@admin.register(OfficialAccount)
class OfficialAccountAdmin(ModelAdmin):
    """What is really ours."""

    list_display = ["name", "network"]
