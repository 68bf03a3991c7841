"""Views that agents keep: the list of them, and the page on which one is made, looked at first, and kept."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from support.people.requests import AgentRequest
from tickets import rows
from tickets.desk import listing, lists, pages
from tickets.desk.access import agents_only
from tickets.desk.lists import View
from tickets.desk.reader import Reader
from tickets.desk.saved_form import SavedViewForm
from tickets.finding.filters import Asking
from tickets.models import SavedView
from tickets.viewing import keeping
from tickets.viewing.counting import column, counted
from tickets.viewing.sorting import SORTS

LOOKED_AT = 5  # tickets of a view that is not kept yet


@agents_only
@require_GET
def saved(request: AgentRequest) -> HttpResponse:
    """The views somebody has in their rail, to change their order or themselves."""
    views = SavedView.objects.visible_to(request.user).select_related("team")
    return pages.show(
        request,
        None,
        asking="tickets/desk/views.html",
        saved=[(view, view.can_be_changed_by(request.user)) for view in views],
    )


@agents_only
@require_http_methods(["GET", "POST"])
def new(request: AgentRequest) -> HttpResponse:
    """Make a view: look at what it would show (GET), keep it (POST)."""
    return _edit(request, SavedView())


@agents_only
@require_http_methods(["GET", "POST"])
def change(request: AgentRequest, pk: int) -> HttpResponse:
    """Change a view of one's own; a shared one as a supervisor."""
    return _edit(request, _theirs(request, pk))


@agents_only
@require_POST
def forget(request: AgentRequest, pk: int) -> HttpResponse:
    """Let a view go; the tickets stay."""
    view = _theirs(request, pk)
    keeping.forget(view, by=request.user)
    messages.success(request, _("The view “%(name)s” is gone. Its tickets stay.") % {"name": view.name})
    return _to(request, reverse("desk:views"))


@agents_only
@require_POST
def move(request: AgentRequest, pk: int) -> HttpResponse:
    """Let a view change places in the rail: `to` is up or down."""
    keeping.move(_theirs(request, pk), by=request.user, up=request.POST.get("to") == "up")
    return _to(request, reverse("desk:views"))


def _theirs(request: AgentRequest, pk: int) -> SavedView:
    view = get_object_or_404(SavedView.objects.visible_to(request.user).select_related("team"), pk=pk)
    if not view.can_be_changed_by(request.user):
        raise Http404
    return view


def _edit(request: AgentRequest, view: SavedView) -> HttpResponse:
    asking = Asking(request.user, timezone.now())
    data = request.POST if request.method == "POST" else request.GET
    form = SavedViewForm(data or None, view=view, user=request.user, asking=asking)
    if request.method == "GET":  # looked at while it is made: nothing is missing yet
        form.fields["name"].required = form.fields["sort"].required = False
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    shared, team = form.shared_with
    facts = {"name": form.cleaned_data["name"], "sort": form.cleaned_data["sort"]}
    try:
        keeping.keep(view, by=request.user, conditions=form.conditions, shared=shared, team=team, **facts)
    except keeping.TooMany:
        form.add_error(
            None, _("There are %(most)d views already. Let one go first.") % {"most": keeping.MOST}
        )
        return _page(request, form, status=422)
    messages.success(request, _("“%(name)s” stands among the views now.") % {"name": view.name})
    return _to(request, f"{reverse('desk:home')}?view={view.slug}")


def _page(request: AgentRequest, form: SavedViewForm, *, status: int = 200) -> HttpResponse:
    shown = {"view_form": form, "refused": status != 200, "preview": _preview(request, form)}
    return pages.show(request, None, status=status, asking="tickets/desk/view_edit.html", **shown)


def _preview(request: AgentRequest, form: SavedViewForm) -> dict[str, Any] | None:
    """How many tickets it would show, and the first of them; nothing before anything is asked."""
    if not any(form.groups.values()):
        return None
    reader = Reader(request.user, timezone.now())
    sort = SORTS.get(form["sort"].value() or "", SORTS["due"])
    view = View("preview", "", "user", str(sort.words), groups=form.conditions, asking=form.asking, sort=sort)
    count = counted({"view": column(reader.arms(view.where or Q()))})["view"]
    view = replace(view, count=count)
    first = listing.ids(view, reader, most=lists.SHOWN)[:LOOKED_AT]
    return {"view": view, "tickets": rows.shown(first), "now": reader.now}


def _to(request: AgentRequest, there: str) -> HttpResponse:
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)
