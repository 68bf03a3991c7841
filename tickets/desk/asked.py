"""An agent takes back what a customer need not send any more."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from support.people.requests import AgentRequest
from tickets import actions
from tickets.desk import moves
from tickets.desk.access import agents_only, ticket_for
from tickets.models import Wanted


@agents_only
@require_POST
def spare(request: AgentRequest, pk: int, thing: int) -> HttpResponse:
    """We do not need one thing any more."""
    opened = ticket_for(request, pk)
    wanted = get_object_or_404(Wanted, pk=thing, ticket__in=opened.whole())
    actions.spare(wanted, by=request.user)
    return moves.done(request, opened)
