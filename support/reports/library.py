"""The help center's figures as a page and as a sheet: reading, votes, what was saved, what is missing."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from helpcenter import deflection, figures
from helpcenter.models.translation import STALE_AFTER
from support import sheets
from support.people.guards import supervisors_only
from support.people.requests import AgentRequest
from support.reports.periods import PeriodForm

A_PAGE = 50  # rows
ORDERS = {
    "worst": gettext_lazy("Most visits that did not help"),
    "visits": gettext_lazy("Most visits"),
    "votes": gettext_lazy("Most votes"),
}


class LibraryForm(PeriodForm):
    """Of which days, and what first."""

    by = forms.ChoiceField(
        label=gettext_lazy("First"),
        choices=list(ORDERS.items()),
        initial="worst",
    )


@supervisors_only
@require_GET
def library(request: AgentRequest) -> HttpResponse:
    """What is read and whether it helped, the worst first; a refused question keeps what was typed."""
    form, now = LibraryForm(request.GET), timezone.now()
    context: dict[str, Any] = {"form": form, "now": now}
    if not form.is_valid():
        return render(request, "reports/library.html", context, status=422)
    since, until = form.period(now)
    said_yes, said_no = deflection.groups(since, until)
    context |= {
        "rows": Paginator(figures.rows(since, until, form.cleaned_data["by"]), A_PAGE).get_page(
            request.GET.get("page")
        ),
        "languages": figures.languages(),
        "stale": Paginator(figures.stale(), A_PAGE).get_page(1),
        "said_yes": said_yes,
        "said_no": said_no,
        "days": STALE_AFTER.days,
    }
    return render(request, "reports/library.html", context)


@supervisors_only
@require_GET
def library_sheet(request: AgentRequest) -> HttpResponseBase:
    """The same as CSV, every row; a refused question is the page that says why."""
    form, now = LibraryForm(request.GET), timezone.now()
    if not form.is_valid():
        return library(request)
    since, until = form.period(now)
    days = f"{timezone.localdate(since)}-{timezone.localdate(until)}"
    return sheets.download(f"help-center-{days}", _rows(figures.rows(since, until, form.cleaned_data["by"])))


def _rows(found: list[figures.Row]) -> Iterator[list[object]]:
    """Shares of 1."""
    yield [
        *(_("article"), _("language"), _("title"), _("translated"), _("visits"), _("votes"), _("helped")),
        *(_("share helped"), _("lower bound, 95 %"), _("upper bound, 95 %"), _("visits that did not help")),
    ]
    for row in found:
        shares = [round(share, 4) for share in (row.share, *row.bounds)] if row.votes else ["", "", ""]
        told = (
            row.slug,
            row.language,
            row.title,
            int(row.text is not None),
            row.visits,
            row.votes,
            row.helped,
        )
        yield [*told, *shares, round(row.worst, 1)]
