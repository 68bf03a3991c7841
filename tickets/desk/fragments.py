"""Parts of the desk that a page asks for again while it stays open."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from support.people.requests import AgentRequest
from tickets import workforce
from tickets.desk import pages, thread
from tickets.desk.access import agents_only, ticket_for
from tickets.models import Ticket


@agents_only
@require_GET
def queue(request: AgentRequest) -> HttpResponse:
    """The queue and the rail as they are now."""
    return render(request, "tickets/desk/queue_fragment.html", pages.queue_context(request))


@agents_only
@require_GET
def head(request: AgentRequest, pk: int) -> HttpResponse:
    """What stands above and beside the conversation now: the line, why, whose hands, the customer; `?brief`
    leaves out the forms that are folded away, for who has them and knows that they still hold."""
    opened = ticket_for(request, pk)
    context = pages.head_context(request, opened)
    if "brief" not in request.GET:
        context |= pages.more_context(request, opened)
    return render(request, "tickets/desk/head_fragment.html", context)


@agents_only
@require_GET
def more(request: AgentRequest, pk: int) -> HttpResponse:
    """What is folded away above the conversation; without a script on the page itself."""
    opened = ticket_for(request, pk)
    forms = pages.more_context(request, opened)
    if not request.htmx:
        return pages.show(request, opened, **forms)
    facts = {"ticket": opened, "may_take": workforce.may_take(request.user, opened)}
    return render(request, "tickets/desk/more.html", facts | forms)


@agents_only
@require_GET
def after(request: AgentRequest, pk: int, seq: int) -> HttpResponse:
    """The gap: exactly what happened after `seq`, and the way on where that is much."""
    ticket = ticket_for(request, pk)
    return _lines(request, ticket, thread.after(ticket, seq))


@agents_only
@require_GET
def before(request: AgentRequest, pk: int, seq: int) -> HttpResponse:
    """A batch of what happened before `seq`, and the way to what lies before that."""
    ticket = ticket_for(request, pk)
    return _lines(request, ticket, replace(thread.newest(ticket, before=seq), later=None))


@agents_only
@require_GET
def said(request: AgentRequest, pk: int, seq: int) -> HttpResponse:
    """One message again: its delivery has come further."""
    ticket = ticket_for(request, pk)
    line = thread.said_at(ticket, seq)
    if line is None:
        raise Http404
    return _lines(request, ticket, thread.Batch([line]))


def _lines(request: AgentRequest, ticket: Ticket, batch: thread.Batch) -> HttpResponse:
    return render(request, "tickets/desk/lines.html", {"ticket": ticket, "batch": batch})
