"""How words would look to whom they are for: variables filled in their language, marks as they read them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from support import shield
from support.people.requests import AgentRequest
from tickets.desk.access import agents_only, ticket_for
from tickets.forms import LONGEST_ANSWER
from tickets.macros import variables


@agents_only
@require_POST
def try_out(request: AgentRequest, pk: int) -> HttpResponse:
    """The words as they would be read; nothing is kept."""
    opened = ticket_for(request, pk)
    body = shield.mask(request.POST.get("body", "")[:LONGEST_ANSWER].replace("\0", "")).text
    filled = variables.fill(body, variables.About(opened, request.user))
    return render(request, "tickets/desk/tried.html", {"ticket": opened, "filled": filled})
