"""The decision log: who was served when, by whom, and why, over all tickets. Who reads it is written down."""

from collections.abc import Iterator
from datetime import UTC
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from support import sheets
from support.audit import book
from support.people.models import User
from support.people.requests import AgentRequest
from support.reports import decided
from tickets import decisions as log
from tickets.desk.access import supervisors_only
from tickets.models import Event

SHOWN = 50
AT_ONCE = 500  # decisions of a sheet told together
MOST = 200_000  # rows a spreadsheet still opens


@supervisors_only
@require_GET
def decisions(request: AgentRequest) -> HttpResponse:
    """One page of the log, newest first; `?after=` goes on behind a decision."""
    form, now = decided.DecisionsForm(request.GET), timezone.now()
    if not form.is_valid():
        return render(request, "reports/decisions.html", {"form": form, "now": now}, status=422)
    place = request.GET.get("after", "")
    book.record("decisions.read", request.user, by=request.user, **form.asked())
    rows = list(decided.after(form.rows(now), place)[: SHOWN + 1])
    context: dict[str, Any] = {
        "form": form,
        "now": now,
        "asked": form.cleaned_data,
        "decisions": log.tell(rows[:SHOWN], reader=request.user),
        "is_first": not place,
        "older": decided.place_of(rows[SHOWN - 1]) if len(rows) > SHOWN else "",
    }
    return render(request, "reports/decisions.html", context)


@supervisors_only
@require_GET
def sheet(request: AgentRequest) -> HttpResponseBase:
    """The same as CSV, at most MOST rows; a refused question is the page that says why."""
    form, now = decided.DecisionsForm(request.GET), timezone.now()
    if not form.is_valid():
        return decisions(request)
    book.record("decisions.taken_along", request.user, by=request.user, **form.asked())
    days = "-".join(str(timezone.localdate(day)) for day in form.period(now))
    return sheets.download(f"decisions-{days}", _rows(form.rows(now), request.user))


def _rows(events: QuerySet[Event], reader: User) -> Iterator[list[object]]:
    """Times in UTC, targets in seconds, shares of 1."""
    yield [
        *(_("time, UTC"), _("ticket"), _("team now"), _("decision"), _("decided by"), _("sentence")),
        *(_("cause"), _("tier"), _("severity"), _("promise before, s"), _("promise, s")),
        *(_("used before"), _("used"), _("place before"), _("place"), _("policy"), _("version")),
    ]
    stream = events[:MOST].iterator(chunk_size=AT_ONCE)
    while chunk := list(islice(stream, AT_ONCE)):
        for one in log.tell(chunk, reader=reader):
            before, after, detail = one.before, one.after, one.event.detail
            yield [
                one.event.at.astimezone(UTC).isoformat(timespec="milliseconds"),
                one.event.ticket.reference,
                one.event.ticket.team.name,
                one.title,
                one.who,
                one.sentence,
                one.cause,
                after.tier if after else "",
                after.severity if after else None,
                *(score.target or None if score else None for score in (before, after)),
                *(score.used if score else None for score in (before, after)),
                *(score.place if score else None for score in (before, after)),
                detail.get("policy", ""),
                detail.get("version"),
            ]
