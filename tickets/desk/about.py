"""What is fetched beside a ticket once somebody looks: what it names, their other tickets, their account."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from support.audit import book
from support.people import exchange_facts
from support.people.requests import AgentRequest
from tickets import codebook
from tickets.desk import elsewhere, facts, named, pages
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.theirs import theirs
from tickets.models import Ticket

ABOUT, ACCOUNT = "tickets/desk/about.html", "tickets/desk/account.html"


@agents_only
@require_GET
def about(request: AgentRequest, pk: int) -> HttpResponse:
    """Error codes and identifiers in what was said, and the other tickets of who said it."""
    opened = ticket_for(request, pk)
    said = codebook.said_in(opened)
    found = named.named(opened.identifiers.order_by("pk"), said)
    shown = found[: named.SHOWN]
    elsewhere.mark(shown, opened, request.user)
    known: dict[str, Any] = {
        "codes": codebook.found(said),
        "named": shown,
        "unnamed": len(found) - len(shown),
        "theirs": theirs(opened, request.user),
    }
    return _part(request, opened, ABOUT, known)


@agents_only
@require_GET
def account(request: AgentRequest, pk: int) -> HttpResponse:
    """What the exchange says of the account; that somebody asked is written down."""
    opened = ticket_for(request, pk)
    book.record("account.viewed", opened.customer, by=request.user, ticket=opened.reference)
    answer = exchange_facts.about(opened.customer)
    return _part(request, opened, ACCOUNT, {"answer": answer, "facts": facts.lines(answer)})


def _part(request: AgentRequest, opened: Ticket, part: str, known: dict[str, Any]) -> HttpResponse:
    context: dict[str, Any] = {"ticket": opened, "now": timezone.now()} | known
    if request.htmx:
        return render(request, part, context)
    return pages.show(request, opened, asking="tickets/desk/about_page.html", part=part, **context)
