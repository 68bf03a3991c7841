"""Links at the desk: what stands around a ticket, and how it gets there."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import moves, pages, similar
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.link_form import LinkForm
from tickets.desk.linked import linked_with
from tickets.models import Link, Ticket

BODY, PAGE, FORM = "around_body.html", "tickets/desk/around_page.html", "link_form.html"


@agents_only
@require_GET
def around(request: AgentRequest, pk: int) -> HttpResponse:
    """What is linked with a ticket, what is like it, and what may be read about it."""
    opened = ticket_for(request, pk)
    facts = _facts(request, opened)
    if request.htmx:
        return render(request, f"tickets/desk/{BODY}", facts)
    return pages.show(request, opened, asking=PAGE, **facts)


@agents_only
@require_http_methods(["GET", "POST"])
def link(request: AgentRequest, pk: int) -> HttpResponse:
    """How and with which (GET); link them all, or none (POST)."""
    opened = ticket_for(request, pk)
    form = LinkForm(request.POST if request.method == "POST" else None, ticket=opened, user=request.user)
    if form.is_valid():
        try:
            actions.link(*form.pairs, kind=form.kind, by=request.user)
        except actions.MayNotLink as refusal:
            form.add_error("references", str(refusal))
    status = 422 if form.errors else 200
    if request.htmx:
        fresh = form if form.errors or not form.is_bound else LinkForm(ticket=opened, user=request.user)
        facts = {"ticket": opened, "link_form": fresh}
        return render(request, f"tickets/desk/{FORM}", facts, status=status)
    if form.is_bound and not form.errors:
        return redirect("desk:around", opened.pk)
    return pages.show(request, opened, status=status, asking=PAGE, **_facts(request, opened, form))


@agents_only
@require_POST
def unlink(request: AgentRequest, pk: int, link: int) -> HttpResponse:
    """Take a link away; of two tickets that this agent may both see."""
    opened = ticket_for(request, pk)
    seen = Ticket.objects.visible_to(request.user).values("pk")
    rows = Link.objects.filter(Q(ticket=opened, other__in=seen) | Q(other=opened, ticket__in=seen))
    actions.unlink(get_object_or_404(rows.distinct(), pk=link), by=request.user)
    return HttpResponse(status=204) if request.htmx else redirect("desk:around", opened.pk)


@agents_only
@require_POST
def flag(request: AgentRequest, pk: int) -> HttpResponse:
    """It is a problem that has incidents, or with `on=no` it is none."""
    opened = ticket_for(request, pk)
    try:
        actions.flag(opened, by=request.user, problem=request.POST.get("on") != "no")
    except actions.MayNotLink as refusal:
        messages.warning(request, str(refusal))
        if request.htmx:
            return pages.with_toasts(request, HttpResponse(status=409))
        return pages.show(request, opened, status=409)
    return moves.done(request, opened)


def _facts(request: AgentRequest, opened: Ticket, form: LinkForm | None = None) -> dict[str, Any]:
    return {
        "ticket": opened,
        "link_form": form or LinkForm(ticket=opened, user=request.user),
        "similar": similar.similar_to(opened, request.user),
    } | linked_with(opened, request.user)
