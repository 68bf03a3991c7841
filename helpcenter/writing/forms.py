"""The editor's form: one text of one language, and why it is another one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helpcenter import actions, addresses, sources
from helpcenter.models import Revision
from helpcenter.writing.texts import Desk

WORDS = ("title", "slug", "summary", "body")


class TextForm(forms.Form):
    """A text as its editor types it; `seen` is the newest text they saw, 0 for none.

    `version` is what was kept of their unsaved words when they saw it, "" for nothing.
    """

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"class": "input writing-summary", "rows": 2}),
    )
    body = forms.CharField(
        label=_("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"class": "input writing-body", "rows": 20, "spellcheck": "true"}),
    )
    slug = forms.SlugField(
        label=_("Address in this language"),
        required=False,
        max_length=120,
        help_text=_("Empty: as the article's."),
    )
    severity = forms.ChoiceField(
        label=_("How much is new?"), choices=Revision.Severity, initial=Revision.Severity.CONTENT
    )
    why = forms.CharField(label=_("What changed"), required=False, max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    source = forms.IntegerField(widget=forms.HiddenInput, required=False)
    caught_up = forms.BooleanField(
        label=_("This translation says everything the original says"), required=False, initial=True
    )
    is_machine = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, at: Desk, **named: Any) -> None:
        super().__init__(*args, **named)
        self.article, self.language, self.by = at.article, at.language, at.user
        if not at.is_translation:
            del self.fields["caught_up"]
        for name in ("title", "summary", "body"):
            self.fields[name].widget.attrs["lang"] = at.language

    def clean_body(self) -> str:
        """No longer than a page takes, and quoting only what is there, and for them."""
        body: str = self.cleaned_data["body"].replace("\r\n", "\n")
        actions.may_be_kept(body)
        sources.may_be_shown_by(self.by, body, self.language)
        sources.may_be_quoted({self.language: body})
        return body

    def clean_slug(self) -> str:
        """An address is one article's for ever."""
        slug: str = self.cleaned_data["slug"]
        if slug:
            try:
                addresses.may_be_called(self.article, slug)
            except ValidationError as refused:
                raise ValidationError(refused.messages) from refused
        return slug

    @property
    def readable(self) -> dict[str, str]:
        """What a reader sees of it."""
        return {name: self.cleaned_data[name] for name in ("title", "summary", "body")}

    @property
    def words(self) -> dict[str, str]:
        """What is kept of the text itself."""
        return {name: self.cleaned_data[name] for name in WORDS}


class JudgeForm(forms.Form):
    """What a reviewer says."""

    publish_at = forms.DateTimeField(
        label=_("Goes out at"),
        required=False,
        help_text=_("Empty: at once."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    remark = forms.CharField(
        label=_("What should be mended"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class WithdrawForm(forms.Form):
    """When a text leaves the shelf."""

    at = forms.DateTimeField(
        label=_("Withdraw at"),
        required=False,
        help_text=_("Empty: at once."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
