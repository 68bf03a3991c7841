"""Merging at the desk: choose, look at what will come of it, confirm, and for a day take it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from support.audit import book
from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import moves, pages, thread
from tickets.desk.access import agents_only, readable_as, ticket_for
from tickets.desk.merge_form import MergeForm
from tickets.models import Ticket


@agents_only
@require_http_methods(["GET", "POST"])
def merge(request: AgentRequest, pk: int) -> HttpResponse:
    """Choose the other ticket and see what will come of it (GET); let the two become one (POST)."""
    opened = ticket_for(request, pk)
    if request.method == "GET":
        form = MergeForm(request.GET or None, ticket=opened, user=request.user)
        return _page(request, opened, form)
    form = MergeForm(request.POST, ticket=opened, user=request.user)
    if not form.is_valid():
        return _page(request, opened, form, status=422)
    merged, into = form.pair
    try:
        actions.merge(merged, into=into, by=request.user, why=form.cleaned_data["why"])
    except actions.MayNotMerge:  # the preview says why
        return _page(request, opened, form, status=409)
    said = {"merged": merged.reference, "into": into.reference}
    words = _("%(merged)s goes on in %(into)s.") % said
    messages.success(request, words, extra_tags=f"unmerge-{merged.pk}")
    there = reverse("desk:ticket", args=[into.pk])
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)


@agents_only
@require_POST
def unmerge(request: AgentRequest, pk: int) -> HttpResponse:
    """Let a merged ticket be its own again; by whoever may read it where it goes on."""
    merged = get_object_or_404(Ticket, pk=pk)
    beside = next(iter(readable_as(merged, request.user)), None)
    if beside is None:
        raise Http404
    try:
        actions.unmerge(merged, by=request.user)
    except actions.MayNotMerge as refusal:
        return moves.conflict(request, ticket_for(request, beside.pk), str(refusal))
    return HttpResponse(status=204) if request.htmx else redirect("desk:ticket", beside.pk)


@agents_only
@require_GET
def part(request: AgentRequest, pk: int, part: int) -> HttpResponse:
    """What was said on a ticket that was merged into this one."""
    opened, merged = (
        ticket_for(request, pk),
        get_object_or_404(Ticket.objects.select_related("customer"), pk=part),
    )
    if merged == opened or merged.survivor() != opened:
        raise Http404
    book.record("ticket.viewed", merged, by=request.user)
    facts = {"ticket": opened, "part": merged, "batch": thread.whole(merged)}
    return render(request, "tickets/desk/part.html", facts)


def _page(request: AgentRequest, opened: Ticket, form: MergeForm, *, status: int = 200) -> HttpResponse:
    chosen = form.is_bound and not form.has_error("other")
    shown = {"merge_form": form, "preview": form.preview() if chosen else None, "refused": status != 200}
    return pages.show(request, opened, status=status, asking="tickets/desk/merge.html", **shown)
