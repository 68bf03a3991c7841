"""The fairness report as a page and as a sheet."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from support import sheets
from support.people.requests import AgentRequest
from support.reports import fairness
from support.reports.questions import APART, FairnessForm
from tickets.desk.access import supervisors_only


@supervisors_only
@require_GET
def home(request: AgentRequest) -> HttpResponse:
    """The first report."""
    return redirect("reports:fairness")


@supervisors_only
@require_GET
def fair(request: AgentRequest) -> HttpResponse:
    """Waits and kept promises, the worst first; a refused question keeps what was typed."""
    form, now = FairnessForm(request.GET), timezone.now()
    views = [(name, words) for name, (words, _apart) in APART.items()]
    context: dict[str, Any] = {"form": form, "views": views, "now": now}
    if not form.is_valid():
        return render(request, "reports/fairness.html", context, status=422)
    asked = form.asked(now)
    fewest = form.cleaned_data["fewest"]
    context |= {"report": fairness.report(asked, fewest=fewest), "fewest": fewest, "asked": asked}
    context["by"] = form.cleaned_data["by"]
    return render(request, "reports/fairness.html", context)


@supervisors_only
@require_GET
def fair_sheet(request: AgentRequest) -> HttpResponseBase:
    """The same as CSV; a refused question is the page that says why."""
    form, now = FairnessForm(request.GET), timezone.now()
    if not form.is_valid():
        return fair(request)
    asked = form.asked(now)
    found = fairness.report(asked, fewest=form.cleaned_data["fewest"])
    days = f"{timezone.localdate(asked.since)}-{timezone.localdate(asked.until)}"
    return sheets.download(f"fairness-{days}", _rows(found, len(asked.apart)))


def _rows(found: fairness.Report, width: int) -> Iterator[list[object]]:
    """Every group, then the small ones, those together, everybody; seconds, and shares of 1."""
    yield [
        *[_("group")] * width,
        _("judged"),
        _("cases"),
        _("kept"),
        _("still waiting, late"),
        _("share kept"),
        _("lower bound, 95 %"),
        _("upper bound, 95 %"),
        _("median wait, s"),
        _("9 of 10 within, s"),
    ]
    judged = [(row, row.said[1]) for row in found.rows]
    judged += [(row, _("too small")) for row in found.small]
    judged += [(row, "") for row in (found.together, found.everybody) if row]
    for row, verdict in judged:
        names = [*row.names, *[""] * (width - len(row.names))]
        group = row.group
        shares = [round(share, 4) for share in (row.share, row.low, row.high)]
        yield [*names, verdict, group.cases, group.kept, group.late, *shares, *_waits(row)]


def _waits(row: fairness.Row) -> list[int]:
    return [round(row.group.median), round(row.group.ninth)]
