"""The last seven days under a table that is tried: a page that looks again by itself, or by hand."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from support.people.requests import VisitorRequest
from tickets import actions
from tickets.models import Policy
from tickets.replay import runs
from tickets.replay.chart import Chart
from tickets.tables import Table


def shown(run: runs.Run | None) -> dict[str, Any]:
    """What replay.html asks for."""
    chart = Chart(run.result.rows) if run and run.result and run.result.rows else None
    return {"run": run, "result": run.result if run else None, "chart": chart}


def page(request: VisitorRequest, policy: Policy, key: str, around: dict[str, Any]) -> HttpResponse:
    """How far a replay is: a part of the table's page, or a page of its own; POST plays the same again."""
    run = runs.look(key)
    run = run if run and run.policy == policy.pk else None
    if request.method == "POST":
        if run is None:
            raise Http404
        again = actions.replay(policy, Table(run.cells))
        return redirect("admin:tickets_policy_replay", policy.pk, again.key)
    said = {**shown(run), "policy": policy, "in_form": True}
    if request.htmx:
        return render(request, "admin/tickets/policy/replay.html", said)
    title = {"title": _("The last seven days: %(policy)s") % {"policy": policy}}
    return render(
        request, "admin/tickets/policy/replayed.html", {**around, **said, **title, "in_form": False}
    )
