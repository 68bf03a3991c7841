"""Snippets, facts, pictures and films for admins: what many articles quote."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextareaWidget

from helpcenter import media, wording
from helpcenter.models import Fact, LockedTerm, Picture, Snippet, Video
from support.audit.history import WithHistory
from support.files import FileRefused
from support.look.languages import EachLanguage


class Quotable(ModelAdmin):
    """What is quoted by its name keeps its name, and is never taken away from under a page."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The name is given once."""
        return [*self.readonly_fields, *(["name"] if obj else [])]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: pages quote it."""
        return False


class SnippetForm(forms.ModelForm):
    """All languages at once; what changed is kept as a new text."""

    texts = EachLanguage(label=_("Texts"), widget=UnfoldAdminTextareaWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["texts"].initial = self.instance.texts()

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        name = self.instance.name
        if name and "texts" in self.cleaned_data:
            try:
                wording.may_be_said(name, self.cleaned_data["texts"])
            except ValidationError as refused:
                self.add_error("texts", refused)


@admin.register(Snippet)
class SnippetAdmin(Quotable):
    """Pieces of text, by name."""

    form = SnippetForm
    list_display = ["name", "about"]
    search_fields = ["name", "about"]

    def save_model(self, request: HttpRequest, obj: Snippet, form: Any, change: bool) -> None:
        """Keep the new texts; every page that quotes them follows."""
        texts = form.cleaned_data["texts"]
        obj.pk = wording.reword(obj.name, texts, by=request.user, about=obj.about).pk  # type: ignore[arg-type]


class FactForm(forms.ModelForm):
    """A value, or words in each language."""

    words = EachLanguage(label=_("Words"), widget=UnfoldAdminTextareaWidget, required=False)

    def clean(self) -> dict[str, Any]:
        """A number for numbers, words for words."""
        said = super().clean() or {}
        if said.get("kind") == Fact.Kind.TEXT and not said.get("words"):
            self.add_error("words", _("Write it in English too; that stands in for the other languages."))
        if said.get("kind") != Fact.Kind.TEXT and said.get("value") is None:
            self.add_error("value", _("Which number is it?"))
        return said


@admin.register(Fact)
class FactAdmin(WithHistory, Quotable):
    """Named values."""

    form = FactForm
    list_display = ["name", "kind", "value", "unit", "checked_at"]
    list_filter = ["kind"]
    search_fields = ["name"]
    readonly_fields = ["history_lines"]

    def save_model(self, request: HttpRequest, obj: Fact, form: Any, change: bool) -> None:
        """State it; every page that quotes it follows."""
        said = {name: getattr(obj, name) for name in ("kind", "value", "unit", "words", "checked_at")}
        obj.pk = wording.state(obj.name, by=request.user, **said).pk  # type: ignore[arg-type]


class FileForm(forms.ModelForm):
    """Something with a file, which is looked into before anything is kept."""

    file = forms.FileField(label=_("File"), required=False)

    def clean(self) -> dict[str, Any]:
        """Keep it now, so that a refusal can still be said beside its field."""
        said = super().clean() or {}
        if not said.get("file") and not self.instance.pk:
            self.add_error("file", _("Choose a file."))
        elif not self.errors:
            try:
                self.instance = self.kept(said)
            except FileRefused as refused:
                self.add_error("file", str(refused))
        return said

    def kept(self, said: dict[str, Any]) -> Any:
        """The row with its file."""
        raise NotImplementedError


class PictureForm(FileForm):
    """A picture."""

    def kept(self, said: dict[str, Any]) -> Picture:
        """In a few widths."""
        if not said["file"]:
            return self.instance
        name = said.get("name") or self.instance.name
        return media.hang(name, said["file"], about=said["about"])


@admin.register(Picture)
class PictureAdmin(Quotable):
    """Pictures, by name."""

    form = PictureForm
    fields = ["name", "about", "file"]
    list_display = ["name", "width", "height"]
    search_fields = ["name"]


class VideoForm(FileForm):
    """A film, with its captions."""

    captions = EachLanguage(label=_("Captions"), widget=UnfoldAdminTextareaWidget, required=False)

    def kept(self, said: dict[str, Any]) -> Video:
        """With its captions beside it."""
        about = {name: said[name] for name in ("about", "width", "height", "poster", "captions")}
        return media.put_on(said.get("name") or self.instance.name, said["file"], **about)


@admin.register(Video)
class VideoAdmin(Quotable):
    """Films, by name."""

    form = VideoForm
    fields = ["name", "about", "file", "poster", "captions", "width", "height"]
    autocomplete_fields = ["poster"]
    list_display = ["name", "width", "height"]
    search_fields = ["name"]


@admin.register(LockedTerm)
class LockedTermAdmin(WithHistory, ModelAdmin):
    """The glossary: words that stay, and what stands for them in a language."""

    class Form(forms.ModelForm):
        """A term."""

        said = EachLanguage(label=_("In other languages"), widget=UnfoldAdminTextareaWidget, required=False)

        class Meta:
            model = LockedTerm
            fields = ["term", "said"]

    form = Form
    list_display = ["term"]
    search_fields = ["term"]
    readonly_fields = ["history_lines"]
