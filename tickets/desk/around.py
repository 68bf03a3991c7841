"""What stands around a ticket: those linked with it, those like it, and what may be read about it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from support.people.requests import AgentRequest
from tickets.desk import looked, pages, similar
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.link_form import LinkForm
from tickets.desk.linked import linked_with
from tickets.models import Ticket

BODY, PAGE = "tickets/desk/around_body.html", "tickets/desk/around_page.html"


@agents_only
@require_GET
def around(request: AgentRequest, pk: int) -> HttpResponse:
    """What is linked with a ticket, what is like it, and what may be read about it."""
    opened = ticket_for(request, pk)
    shown = facts(request, opened)
    for one in shown["similar"]:
        if one.answer:  # words of another ticket
            looked.once("ticket.viewed", one.ticket, by=request.user)
    if request.htmx:
        return render(request, BODY, shown)
    return pages.show(request, opened, asking=PAGE, **shown)


def facts(request: AgentRequest, opened: Ticket, form: LinkForm | None = None) -> dict[str, Any]:
    """All of it, with a fresh form to link more or the one that was sent."""
    return {
        "ticket": opened,
        "link_form": form or LinkForm(ticket=opened, user=request.user),
        "similar": similar.similar_to(opened, request.user),
    } | linked_with(opened, request.user)
