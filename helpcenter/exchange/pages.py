"""Articles by file, for editors: bring one, see what it would change, have it taken in; take all along."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpcenter.exchange import exporting, runs
from helpcenter.exchange.manuscripts import MOST_LETTERS
from helpcenter.models import Article, ArticleFile
from support.audit import book
from support.people.guards import supervisors_only
from support.people.requests import AgentRequest

LATEST = 10  # files


class FileForm(forms.Form):
    """A file and how its texts are to be taken; `key` makes the same form sent twice one file."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".zip,.jsonl", "class": "input"}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("There is no line in this file."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What texts are that do not say it"),
        choices=Article.Kind.choices,
        initial=Article.Kind.FAQ,
    )
    notice = forms.CharField(
        label=gettext_lazy("Licence notice (optional)"),
        help_text=gettext_lazy("Shown below each text, where the file brings none of its own."),
        max_length=MOST_LETTERS["notice"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
    )
    as_drafts = forms.BooleanField(label=gettext_lazy("Keep all of them as drafts"), required=False)

    def clean_file(self) -> Any:
        """Not larger than anything we read."""
        upload = self.cleaned_data["file"]
        if upload.size > runs.MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than %d MB.") % (runs.MOST_BYTES >> 20))
        return upload

    def clean_notice(self) -> str:
        """Refuse what no database keeps."""
        notice: str = self.cleaned_data["notice"]
        return notice.replace("\r\n", "\n")


@supervisors_only
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: AgentRequest) -> HttpResponse:
    """Bring a file, or take everything along; nothing is changed here yet."""
    blank = FileForm(initial={"key": uuid.uuid4()})
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else blank
    if form.is_valid():
        said = form.cleaned_data
        upload, key = said.pop("file"), said.pop("key")
        brought = runs.bring(key, upload.read(), name=upload.name, by=request.user, **said)
        return redirect("exchange:file", brought.pk)
    latest = ArticleFile.objects.select_related("uploaded_by").defer("content")[:LATEST]
    context = {"form": form, "latest": latest, "megabytes": runs.MOST_BYTES >> 20}
    return render(request, "helpcenter/exchange/files.html", context, status=422 if form.errors else 200)


@supervisors_only
@require_GET
def file(request: AgentRequest, key: uuid.UUID) -> HttpResponse:
    """What a file would change or has changed, how far it is, and every problem."""
    rows = ArticleFile.objects.select_related("uploaded_by", "begun_by").defer("content")
    found = get_object_or_404(rows, pk=key)
    context = {"file": found, "done": runs.done(found), "is_shown": found.state == ArticleFile.State.SHOWN}
    return render(request, "helpcenter/exchange/file.html", context)


@supervisors_only
@require_POST
def begin(request: AgentRequest, key: uuid.UUID) -> HttpResponse:
    """Have it taken in; pressed twice, it is taken in once."""
    found = get_object_or_404(ArticleFile.objects.defer("content"), pk=key)
    if not runs.begin(found, by=request.user):
        messages.info(request, _("This file was begun before, or cannot be taken in."))
    return redirect("exchange:file", key)


@supervisors_only
@require_GET
def export(request: AgentRequest, ending: str) -> HttpResponse:
    """All they may see in one file; who took it along is written down."""
    book.record("articles.exported", request.user, by=request.user, form=ending)
    content, _write = exporting.FORMS[ending]
    answer = HttpResponse(exporting.whole(ending, request.user), content_type=content)
    name = f"articles-{timezone.localdate()}{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
