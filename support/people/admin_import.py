"""Tiers by file in the admin: upload, look at what would change, apply with a reason, watch it go."""

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from unfold.decorators import action
from unfold.widgets import UnfoldAdminFileFieldWidget

from support import sheets
from support.people import imports, tier_files
from support.people.models import Customer, TierImport
from support.people.requests import signed_in

A_PAGE = 100  # lines
AT_ONCE = timedelta(seconds=1.5)  # what is left then goes on by itself
LATEST = 10  # files


class FileForm(forms.Form):
    """A file of tiers."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("There is no line in this file."),
        },
    )

    def clean_file(self) -> Any:
        """Not larger than anything we read."""
        upload = self.cleaned_data["file"]
        if upload.size > tier_files.MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than %d MB.") % (tier_files.MOST_BYTES >> 20))
        return upload


class ReasonForm(forms.Form):
    """Why a file is applied."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say why: it is written down with every change.")},
    )


class ImportsTiers:
    """Mixed into the customers' admin: their tiers by file."""

    model: type[Customer]
    admin_site: admin.AdminSite
    opts: Any
    actions_list = ["import_tiers"]

    def get_urls(self) -> list[URLPattern]:
        """The page of a file, and its problems as a file."""
        guarded = self.admin_site.admin_view
        return [
            path("files/<uuid:key>/", guarded(self.file), name="people_customer_file"),
            path(
                "files/<uuid:key>/problems/",
                guarded(require_safe(self.problems)),
                name="people_customer_problems",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    @action(description=gettext_lazy("Tiers by file"), url_path="files", icon="upload_file")
    def import_tiers(self, request: HttpRequest) -> HttpResponse:
        """Take a file and show what it would change; nothing is changed yet."""
        form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
        if form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                file = imports.try_out(upload.read(), name=upload.name, by=signed_in(request))
            except tier_files.Unreadable as why:
                form.add_error("file", str(why))
            else:
                return redirect("admin:people_customer_file", file.pk)
        page = {
            "form": form,
            "latest": TierImport.objects.select_related("applied_by", "uploaded_by")[:LATEST],
        }
        page |= {"most": tier_files.MOST_LINES, "title": _("Tiers by file")}
        return self._page(request, "files", page, status=422 if form.errors else 200)

    def file(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """What a file would change, or how far it is; by POST it is applied."""
        file = get_object_or_404(TierImport, pk=key)
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            if not imports.apply(file, by=signed_in(request), reason=form.cleaned_data["reason"]):
                messages.warning(request, _("This file was applied before."))
            elif not imports.go_on(file, until=timezone.now() + AT_ONCE):
                messages.info(request, _("The rest goes on by itself."))
            return redirect("admin:people_customer_file", key)
        changes = file.lines.filter(problem="").select_related("customer", "before", "after")
        page = {
            "title": file.name,
            "file": file,
            "form": form,
            "counts": imports.counts(file),
            "changes": Paginator(changes, A_PAGE).get_page(request.GET.get("page")),
            "problems": file.lines.exclude(problem="")[:A_PAGE],
            "goes_on": file.applied_at and not file.finished_at,
        }
        return self._page(request, "file", page, status=422 if form.errors else 200)

    def problems(self, request: HttpRequest, key: uuid.UUID) -> StreamingHttpResponse:
        """The lines that cannot be applied, to mend them."""
        file = get_object_or_404(TierImport, pk=key)
        rows: list[list[object]] = [["line", *tier_files.COLUMNS, "problem"]]
        for line in file.lines.exclude(problem=""):
            cells = [*line.cells, "", "", ""]
            rows.append([line.number, *cells[:3], line.problem])
        return sheets.download("problems", rows)

    def _page(self, request: HttpRequest, name: str, page: dict[str, Any], *, status: int) -> HttpResponse:
        known = {"opts": self.opts, "files_url": reverse("admin:people_customer_import_tiers")}
        everywhere = self.admin_site.each_context(request)
        template = f"admin/people/customer/{name}.html"
        return TemplateResponse(request, template, everywhere | known | page, status=status)
