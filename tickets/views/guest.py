"""The way in by a letter: a signed link opens one ticket, and nothing else does without a sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tickets import floods, guests, letters, tasks


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let this browser in to the link's ticket. POST asks for a fresh link to the address we know."""
    response = _fresh(request, token) if request.method == "POST" else _open(request, token)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _open(request: HttpRequest, token: str) -> HttpResponse:
    if ticket := letters.guest_ticket(token):
        guests.let_in(request.session, ticket)
        return redirect("tickets:show", ticket.reference)
    facts = {"can_renew": letters.is_renewable(token), "days": letters.GUEST_DAYS}
    return render(request, "tickets/stale_link.html", facts, status=404)


def _fresh(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a fresh link; the answer is the same whether there is still somebody to mail it to."""
    ticket = letters.guest_ticket(token, max_age=letters.RENEWABLE)
    if ticket and not floods.seconds_to_wait(floods.FRESH_LINKS_A_TICKET, ticket.pk, thing=object()):
        tasks.send_fresh_link.apply_async([ticket.pk], retry=False)
    return render(request, "tickets/stale_link.html", {"renewed": True})
