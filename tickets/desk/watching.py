"""Following a ticket, or no more."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import glance
from tickets.desk.access import agents_only, ticket_for


@agents_only
@require_POST
def follow(request: AgentRequest, pk: int) -> HttpResponse:
    """Hear of a ticket, or with `on=no` hear no more of it."""
    opened = ticket_for(request, pk)
    change = actions.unwatch if request.POST.get("on") == "no" else actions.watch
    change(opened, by=request.user)
    if not request.htmx:
        return redirect("desk:ticket", opened.pk)
    now = {"ticket": opened, "glance": glance.at(opened, request.user)}
    return render(request, "tickets/desk/follow.html", now)
