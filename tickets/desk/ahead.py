"""What *Take next* would open, ready to be shown the moment it is pressed; the claim and the truth follow."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from support.people.models import Agent
from support.people.requests import AgentRequest
from tickets import queue
from tickets.desk import pages, thread
from tickets.desk.access import agents_only, ticket_for
from tickets.models import Ticket

NOTHING = 204


@agents_only
@require_GET
def ahead(request: AgentRequest) -> HttpResponse:
    """The panes of what comes first for this agent: nothing is taken or marked as read, and colleagues see
    nobody there; that it was fetched is written down, once an hour. 204 where
    there is nothing, or the reader's line is to be saved."""
    if request.headers.get("Save-Data", "").lower() == "on" or _is_away(request):
        return HttpResponse(status=NOTHING)
    first = next(iter(queue.next_for(request.user, now=timezone.now(), limit=1)), None)
    if first is None or not Ticket.objects.visible_to(request.user).filter(pk=first.pk).exists():
        return HttpResponse(status=NOTHING)
    opened = ticket_for(request, first.pk, as_="ticket.fetched_ahead")
    shown = pages.head_context(request, opened) | {"batch": thread.newest(opened)}
    return render(request, "tickets/desk/ahead.html", shown)


def _is_away(request: AgentRequest) -> bool:
    """Whether nothing would be given to them: who says so is given nothing, supervisors always."""
    agent = Agent.objects.filter(user=request.user).first()
    return bool(agent and agent.said_away and not request.user.is_supervisor)
