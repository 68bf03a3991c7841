"""A ticket is known as a problem at the desk, or no more."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import moves
from tickets.desk.access import agents_only, ticket_for


@agents_only
@require_POST
def flag(request: AgentRequest, pk: int) -> HttpResponse:
    """It is a problem that has incidents, or with `on=no` it is none."""
    opened = ticket_for(request, pk)
    try:
        actions.flag(opened, by=request.user, problem=request.POST.get("on") != "no")
    except actions.MayNotLink as refusal:
        return moves.conflict(request, opened, str(refusal))
    return moves.done(request, opened)
