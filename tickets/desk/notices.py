"""What an agent was told: the list behind the bell, read, and muted."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from support.people.requests import AgentRequest
from tickets.actions import noticing
from tickets.desk.access import agents_only, ticket_for
from tickets.models import Muted, Ticket, Wishes
from tickets.notices import listing
from tickets.notices.kinds import SOUND

LIST, PAGE = "tickets/desk/notices_list.html", "tickets/desk/notices.html"
LONGEST = 15  # digits of a number


@agents_only
@require_GET
def notices(request: AgentRequest) -> HttpResponse:
    """The newest first, `?before=` goes on; `?ticket=` is about one ticket, which can be muted here."""
    ticket = _asked(request)
    shown = listing.page(request.user, before=_number(request, "before"), ticket=ticket.pk if ticket else 0)
    facts = {"page": shown, "ticket": ticket, "in_menu": bool(request.htmx)}
    if ticket:
        facts["muted"] = Muted.objects.filter(user=request.user, ticket=ticket).exists()
    return render(request, LIST if request.htmx else PAGE, facts)


@agents_only
@require_GET
def count(request: AgentRequest) -> HttpResponse:
    """How many are not read, whether the page's title shall say so, and whether anything is to be heard."""
    wishes = Wishes.objects.filter(user=request.user).first() or Wishes(user=request.user)
    sounds = any(SOUND in ways for ways in wishes.chosen.values())
    unread = listing.how_many_unread(request.user)
    return JsonResponse({"unread": unread, "counted": wishes.counted, "sounds": sounds})


@agents_only
@require_POST
def read(request: AgentRequest) -> HttpResponse:
    """One, those of a ticket, or all are read."""
    which = {}
    if "notice" in request.POST:
        which["pk"] = _number(request, "notice")
    elif "ticket" in request.POST:
        which["event__ticket"] = _number(request, "ticket")
    noticing.read(request.user, **which)
    return HttpResponse(status=204) if request.htmx else redirect(_back(request))


@agents_only
@require_POST
def mute(request: AgentRequest, pk: int) -> HttpResponse:
    """Hear no more of a ticket, or hear of it again."""
    ticket = ticket_for(request, pk)
    change = noticing.mute if request.POST.get("on") == "1" else noticing.unmute
    change(ticket, by=request.user)
    here = f"{reverse('desk:notices')}?ticket={ticket.pk}"
    return _again(request, ticket) if request.htmx else redirect(here)


@agents_only
@require_GET
def at(request: AgentRequest, reference: str) -> HttpResponse:
    """Where a push message leads, which names a ticket by its reference alone."""
    ticket = get_object_or_404(Ticket.objects.visible_to(request.user), reference=reference)
    return redirect("desk:ticket", ticket.pk)


def _again(request: AgentRequest, ticket: Ticket) -> HttpResponse:
    """The button that mutes, as it stands now."""
    muted = Muted.objects.filter(user=request.user, ticket=ticket).exists()
    return render(request, "tickets/desk/mute.html", {"ticket": ticket, "muted": muted})


def _asked(request: AgentRequest) -> Ticket | None:
    pk = _number(request, "ticket")
    return get_object_or_404(Ticket.objects.visible_to(request.user), pk=pk) if pk else None


def _number(request: HttpRequest, name: str) -> int:
    said = (request.POST if request.method == "POST" else request.GET).get(name, "")
    if said and not (said.isascii() and said.isdecimal() and len(said) <= LONGEST):
        raise Http404
    return int(said or 0)


def _back(request: HttpRequest) -> str:
    """The page of the desk it was pressed on."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/desk/")
    return asked if is_ours else reverse("desk:notices")
