"""Links at the desk: made and taken away."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import around, pages
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.link_form import LinkForm
from tickets.models import Link, Ticket

FORM = "tickets/desk/link_form.html"


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
        return render(request, FORM, {"ticket": opened, "link_form": fresh}, status=status)
    if form.is_bound and not form.errors:
        return redirect("desk:around", opened.pk)
    return pages.show(
        request, opened, status=status, asking=around.PAGE, **around.facts(request, opened, form)
    )


@agents_only
@require_POST
def unlink(request: AgentRequest, pk: int, link: int) -> HttpResponse:
    """Take a link away; of two tickets that this agent may both see."""
    opened = ticket_for(request, pk)
    seen = Ticket.objects.visible_to(request.user).values("pk")
    rows = Link.objects.filter(Q(ticket=opened, other__in=seen) | Q(other=opened, ticket__in=seen))
    actions.unlink(get_object_or_404(rows.distinct(), pk=link), by=request.user)
    return HttpResponse(status=204) if request.htmx else redirect("desk:around", opened.pk)
