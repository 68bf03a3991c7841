"""The way in by a letter: a signed link opens one ticket, once, and nothing else does without a sign-in.

Looking at a link changes nothing, for scanners of mail look at all of them; the button on its page opens
the ticket and proves the address. Whether there is somebody to mail a fresh link to, a worker looks up.
"""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tickets import actions, floods, guests, letters, tasks
from tickets.models import Ticket
from tickets.views.unreferred import unreferred


@unreferred
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to open the link's ticket; POST opens it, and with `fresh` mails another link."""
    if request.method == "POST" and "fresh" in request.POST:
        response = _mail_fresh(request, token)
    else:
        ticket = letters.guest_ticket(token)
        if ticket and letters.is_used(token):
            response = _again(request, token, ticket)
        elif ticket:
            response = (_open if request.method == "POST" else _ask)(request, token, ticket)
        else:
            response = _stale(request, token)
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_POST
def mail_link(request: HttpRequest, reference: str) -> HttpResponse:
    """Mail the browser that filed a ticket, or may read it, a link for its address."""
    mine = guests.visible_to(request.user, request.session).filter(customer__user=None)
    ticket = mine.filter(reference=reference).first() or guests.was_filed_here(request.session, reference)
    if ticket is None or request.user.is_staff:
        raise Http404
    return _mail_fresh(request, letters.guest_link(ticket).rstrip("/").rpartition("/")[2])


def _ask(request: HttpRequest, token: str, ticket: Ticket) -> HttpResponse:
    return render(request, "tickets/open_link.html", {"ticket": ticket})


def _open(request: HttpRequest, token: str, ticket: Ticket) -> HttpResponse:
    reader = request.user if request.user.is_authenticated and not request.user.is_staff else None
    if not actions.prove(ticket, link=letters.digest(token), reader=reader):
        return _again(request, token, ticket)
    guests.let_in(request.session, ticket)
    request.session.cycle_key()  # whoever knew this browser's session from before does not come in with it
    return redirect("tickets:show", ticket.reference)


def _again(request: HttpRequest, token: str, ticket: Ticket) -> HttpResponse:
    """A used link leads on where the ticket is open already, and opens nothing elsewhere."""
    if guests.visible_to(request.user, request.session).filter(pk=ticket.pk).exists():
        return redirect("tickets:show", ticket.reference)
    return _stale(request, token, was_used=True)


def _stale(request: HttpRequest, token: str, *, was_used: bool = False) -> HttpResponse:
    facts = {
        "can_renew": letters.is_renewable(token),
        "was_used": was_used,
        "days": letters.GUEST_DAYS,
    }
    return render(request, "tickets/stale_link.html", facts, status=404)


def _mail_fresh(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a fresh link; the answer is the same whether there is still somebody to mail it to."""
    reference, address = letters.about(token, max_age=letters.RENEWABLE)
    limits = (floods.FRESH_LINKS_A_TICKET, reference), (floods.FRESH_LINKS_AN_ADDRESS, address)
    if reference and not any(floods.seconds_to_wait(limit, who, thing=uuid.uuid4()) for limit, who in limits):
        tasks.send_fresh_link.apply_async([token], retry=False)
    return render(request, "tickets/stale_link.html", {"renewed": True})
