"""How a page answers when a reply is held: with what came since, and the box empty."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from support.people.requests import AgentRequest
from tickets.desk import pages, since
from tickets.desk.composed import Composed
from tickets.models import Ticket


def again(request: AgentRequest, opened: Ticket, fresh: Composed | None = None) -> HttpResponse:
    """409: it stays held, with what came since; its words rest with it, and the box is `fresh`."""
    if not request.htmx:
        return pages.show(request, opened, status=409, outgoing=since.shown(opened), attention=True)
    if fresh is None:
        return outgoing(request, opened, status=409, attention=True)
    shown = {"outgoing": since.shown(opened), "attention": True, "swapped": True}
    return render(
        request, "tickets/desk/say_held.html", {"ticket": opened, "form": fresh} | shown, status=409
    )


def outgoing(
    request: AgentRequest, opened: Ticket, *, status: int = 200, attention: bool = False
) -> HttpResponse:
    """What waits to leave on a ticket; without a script the whole ticket."""
    if not request.htmx:
        return redirect("desk:ticket", opened.pk)
    facts = {"ticket": opened, "outgoing": since.shown(opened), "attention": attention}
    return render(request, "tickets/desk/outgoing.html", facts, status=status)
