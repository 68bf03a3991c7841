"""Synonyms for whoever edits articles: a box a language, a line a word."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from haystack import connections
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextareaWidget

from support.search import synonyms, text
from support.search.models import Concept

MOST = 30  # words of a language for one thing
LONGEST = 60  # letters of one


class ConceptForm(forms.ModelForm):
    """One box a language; what stands on a line of its own is one way to say it."""

    class Meta:
        model = Concept
        fields: list[str] = []

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for code, name in settings.LANGUAGES:
            self.fields[code] = forms.CharField(
                label=name,
                required=False,
                initial="\n".join(self.instance.said.get(code, [])),
                widget=UnfoldAdminTextareaWidget(attrs={"rows": 3, "lang": code}),
            )

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for what could never be found, and for a thing with one name only."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        said = {code: _lines(cleaned.get(code, "")) for code, _name in settings.LANGUAGES}
        for code, lines in said.items():
            if len(lines) > MOST or any(len(line) > LONGEST or not text.words(line, code) for line in lines):
                self.add_error(
                    code,
                    _("At most %(most)d lines of %(letters)d letters, each with a word in it.")
                    % {"most": MOST, "letters": LONGEST},
                )
        if sum(map(len, said.values())) < 2:
            raise ValidationError(_("Write at least two words that mean the same, in whatever language."))
        self.instance.said = {code: lines for code, lines in said.items() if lines}
        return cleaned


def _lines(written: str) -> list[str]:
    return list(dict.fromkeys(filter(None, map(str.strip, written.splitlines()))))


@admin.register(Concept)
class ConceptAdmin(ModelAdmin):
    """Words that find the same articles. A change is searched with at once."""

    form = ConceptForm
    list_display = ["__str__", "changed_at"]
    search_fields = ["said"]

    def get_fieldsets(self, request: HttpRequest, obj: Concept | None = None) -> Any:
        """The boxes; Django cannot know of fields that a form makes."""
        note = gettext_lazy("One word or phrase a line. Whoever searches for one finds what says another.")
        return [(None, {"fields": [code for code, _name in settings.LANGUAGES], "description": note})]

    def get_form(self, request: HttpRequest, obj: Concept | None = None, **named: Any) -> Any:
        """As it is written above."""
        return ConceptForm

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The first look takes the words over that the house began with, so that they can be changed."""
        take_over()
        return super().changelist_view(request, extra_context)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """A first word of our own must not take the place of all the others."""
        take_over()
        return super().add_view(request, form_url, extra_context)


@transaction.atomic
def take_over() -> None:
    """The words a house begins with become rows, once."""
    if Concept.objects.exists():
        return
    path = getattr(connections["default"].get_backend(), "synonyms_file", "")
    Concept.objects.bulk_create(Concept(said=said) for said in synonyms.begin_with(path))
