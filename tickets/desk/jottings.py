"""Half-written words at the desk: kept as they are typed, shown to colleagues, taken over."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import push_url

from support.people.requests import AgentRequest
from tickets import jottings
from tickets.desk import pages
from tickets.desk.access import agents_only, ticket_for
from tickets.desk.composed import KeepForm
from tickets.desk.send_form import SendForm
from tickets.forms import LONGEST_ANSWER
from tickets.models import Jotting, Ticket

KINDS = ("reply", "note")


@agents_only
@require_http_methods(["GET", "POST"])
def jotting(request: AgentRequest, pk: int, kind: str) -> HttpResponse:
    """One's own words in a box (GET); keep them, or show them to colleagues with `shared` (POST)."""
    opened = _ticket(request, pk, kind)
    if request.method == "POST":
        if "shared" in request.POST:
            jottings.share(opened, request.user, kind, on=request.POST["shared"] == "on")
        else:
            said = request.POST.get("body", "")[:LONGEST_ANSWER]
            jottings.keep(opened, request.user, kind, body=said, key=request.POST.get("key", ""))
    row = Jotting.objects.filter(ticket=opened, user=request.user, kind=kind).first()
    return JsonResponse({"body": row.body if row else "", "shared": bool(row and row.shared_at)})


@agents_only
@require_POST
def take_over(request: AgentRequest, pk: int) -> HttpResponse:
    """A colleague's words, to go on with."""
    shown = Jotting.objects.filter(shared_at__isnull=False).exclude(user=request.user)
    theirs = get_object_or_404(shown.filter(ticket__in=Ticket.objects.visible_to(request.user)), pk=pk)
    opened = ticket_for(request, theirs.ticket_id)
    mine = jottings.take_over(theirs, by=request.user)
    made = SendForm if mine.kind == "reply" else KeepForm
    form = made(ticket=opened, user=request.user, initial={"body": mine.body})
    begun: dict[str, Any] = {"say": mine.kind, f"{mine.kind}_form": form, "may_reply": True}
    page = pages.show(request, opened, **begun)
    return push_url(page, reverse("desk:ticket", args=[opened.pk])) if request.htmx else page


def _ticket(request: AgentRequest, pk: int, kind: str) -> Ticket:
    if kind not in KINDS:
        raise Http404
    return ticket_for(request, pk)
