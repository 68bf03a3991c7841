"""Changing many tickets at once: say what, look what it does to each, do it, follow it, take it back."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import bulk_preview, pages, whole_view
from tickets.desk.access import agents_only
from tickets.desk.anew import begin_anew
from tickets.desk.bulk_form import MOST, BulkForm, ids_in
from tickets.models import BulkChange, BulkItem

PAGE, BEGUN, PROGRESS = (f"tickets/desk/bulk{part}.html" for part in ("", "_begun", "_progress"))
LATELY = 3  # changes offered to be taken back
COUNTS = {state: Count("pk", filter=Q(state=state)) for state in BulkItem.State.values}


@agents_only
@require_http_methods(["GET", "POST"])
def change(request: AgentRequest) -> HttpResponse:
    """Say what becomes of the tickets chosen in the queue (GET), look at it and begin (POST).

    `?ticket=1&ticket=2`, or with `?all=` all of what is shown.
    """
    if request.method == "GET":
        return _page(request, BulkForm(chosen=_chosen(request), user=request.user))
    form = BulkForm(request.POST, chosen=[], user=request.user)
    if not form.is_valid():
        return _page(request, form, status=422)
    if "send" not in request.POST:
        return _page(request, form, look=True)
    if not form.was_looked_at:
        form.add_error(None, _("Something has changed since you looked. Look again before you do it."))
        return _page(request, form, status=409, look=True)
    key = form.cleaned_data["key"]
    try:
        return _to(request, actions.change_many(form.chosen, wanted=form.wanted, by=request.user, key=key))
    except actions.SaidOtherwise:
        begin_anew(form)
        return _page(request, form, status=409, look=True)


@agents_only
@require_GET
def begun(request: AgentRequest, pk: int) -> HttpResponse:
    """How far a change has come; it asks again by itself until all is done."""
    rows = BulkChange.objects.visible_to(request.user).select_related("by", "undone_by")
    found = get_object_or_404(rows, pk=pk)
    many = found.items.aggregate(total=Count("pk"), **COUNTS)
    waits = many["waiting"] + many["undoing"]
    left = found.items.exclude(passed=BulkItem.Passed.NOT).values("passed").order_by("passed")
    shown = {
        "bulk": found,
        "many": many,
        "ended": not waits,
        "looked": many["total"] - waits,
        "wanted": bulk_preview.in_words(found.wanted),
        "left": [
            (BulkItem.Passed(row["passed"]).label, row["many"]) for row in left.annotate(many=Count("pk"))
        ],
    }
    if request.htmx and request.htmx.target == "bulk-progress":
        return render(request, PROGRESS, shown)
    return pages.show(request, None, asking=BEGUN, **shown)


@agents_only
@require_POST
def undo(request: AgentRequest, pk: int) -> HttpResponse:
    """Take a change back, as far as nobody went on from it."""
    found = get_object_or_404(BulkChange.objects.visible_to(request.user), pk=pk)
    try:
        actions.undo_many(found, by=request.user)
    except actions.TooLate:
        messages.warning(request, _("This was taken back already, or is older than a day."))
    return _to(request, found)


def _chosen(request: AgentRequest) -> list[int]:
    if "all" in request.GET:
        return list(whole_view.of(request, most=MOST).ids)
    return ids_in(",".join(request.GET.getlist("ticket")))


def _page(request: AgentRequest, form: BulkForm, *, status: int = 200, look: bool = False) -> HttpResponse:
    lately = BulkChange.objects.filter(by=request.user).annotate(total=Count("items")).order_by("-begun_at")
    shown = {
        "bulk_form": form,
        "most": MOST,
        "preview": bulk_preview.of(form) if look else None,
        "lately": [(one, bulk_preview.in_words(one.wanted)) for one in lately[:LATELY] if one.may_be_undone],
    }
    return pages.show(request, None, status=status, asking=PAGE, **shown)


def _to(request: AgentRequest, found: BulkChange) -> HttpResponse:
    there = reverse("desk:bulk-begun", args=[found.pk])
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)
