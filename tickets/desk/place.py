"""Where in a conversation somebody is: the stretch a page shows, and how far they have read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from support.people.requests import AgentRequest
from tickets import delivery, readings
from tickets.desk import thread
from tickets.desk.access import agents_only, ticket_for
from tickets.models import Ticket


def batch(request: AgentRequest, opened: Ticket) -> thread.Batch:
    """What the address asks for: `?at=` around a line, `?before=` what came earlier, else the newest."""
    if (at := _number(request, "at")) is not None:
        return thread.around(opened, at)
    return thread.newest(opened, before=_number(request, "before"))


def _number(request: AgentRequest, name: str) -> int | None:
    said = request.GET.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 10 else None


@agents_only
@require_GET
def around(request: AgentRequest, pk: int, seq: int) -> HttpResponse:
    """One line among those next to it, for an open page that was led there."""
    opened = ticket_for(request, pk)
    stretch = thread.around(opened, min(seq, opened.seq))
    return render(request, "tickets/desk/lines.html", {"ticket": opened, "batch": stretch})


@agents_only
@require_POST
def read(request: AgentRequest, pk: int) -> HttpResponse:
    """This agent saw the conversation up to a line."""
    opened = ticket_for(request, pk)
    seq = request.POST.get("seq", "")
    if not seq.isdecimal() or len(seq) > 9:
        return HttpResponse(status=422)
    readings.read(opened, request.user, seq=int(seq))
    if opened.channel == "chat" and opened.assignee_id == request.user.pk:
        delivery.show_read(opened)
    return HttpResponse(status=204)
