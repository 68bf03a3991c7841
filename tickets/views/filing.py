"""A new ticket: chosen topic, three prompts, files; the same form sent twice opens one."""

from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from support import shield
from support.look.times import duration
from support.people import actions as people
from support.people.guests import guest
from support.people.models import Customer, Entrance, Tier
from support.people.requests import VisitorRequest, signed_in
from tickets import actions, entrances, floods, guests, priority, topics, waits
from tickets.forms import NewTicketForm
from tickets.models import Ticket
from tickets.models.draft import NEW_TICKET
from tickets.pricing import PriceBook
from tickets.severity import Severity
from tickets.views import flash
from tickets.views.bodies import bounded


@bounded
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: VisitorRequest) -> HttpResponse:
    """Ask what happened; `?topic=`, `?q=` and `?article=` say where the reader comes from."""
    return _ask(request, None)


@bounded
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: VisitorRequest, slug: str) -> HttpResponse:
    """The same at a tier's own desk; whoever it is not for finds no such page."""
    return _ask(request, get_object_or_404(entrances.open_to(request.user), slug=slug))


def _ask(request: VisitorRequest, entrance: Entrance | None) -> HttpResponse:
    if request.method == "POST":
        return _file(request, entrance)
    asked = {"topic": "topic", "searched": "q", "subject": "q", "article": "article"}
    initial = {field: request.GET.get(name, "")[:200] for field, name in asked.items()}
    return _page(request, NewTicketForm(initial=initial, is_guest=_is_guest(request)), entrance)


def _file(request: VisitorRequest, entrance: Entrance | None) -> HttpResponse:
    form = NewTicketForm(request.POST, request.FILES, is_guest=_is_guest(request))
    if not form.is_valid():
        return _page(request, form, entrance, status=422)
    said = form.cleaned_data
    sender = f"guest:{said['email'].lower()}" if "email" in said else f"user:{request.user.pk}"
    if wait := _seconds_to_wait(request, said, sender):
        return _too_many(request, form, entrance, wait)
    topic = topics.named(said["topic"])
    received = actions.receive(
        channel="web",
        external_id=sha256(f"{sender}:{said['key']}".encode()).hexdigest()[:40],
        customer=_customer(request, said),
        body=form.body,
        subject=form.title,
        topic=topic,
        team=entrances.team_for(entrance, topic),
        language=get_language() or "en",
        files=said["files"],
        background={
            "searched": said["searched"],
            "article": said["article"],
            "entrance": entrance.slug if entrance else "",
        },
    )
    if received.repeated and received.message.body != shield.mask(form.body).text:
        form.with_new_key()
        return _page(request, form, entrance, status=409, sent=received.ticket)
    if "email" in said:
        guests.let_in(request.session, received.ticket)
    flash.keep(request, received, form=NEW_TICKET, key=said["key"], filed=True)
    return flash.go(request, "tickets:show", received.ticket.reference)


def _is_guest(request: HttpRequest) -> bool:
    return not request.user.is_authenticated or request.user.is_staff


def _customer(request: HttpRequest, said: dict[str, str]) -> Customer:
    language = get_language() or "en"
    if "email" in said:
        zone = timezone.get_current_timezone_name()
        return guest(email=said["email"], name=said["name"], language=language, time_zone=zone)
    user = signed_in(request)
    return Customer.of(user) or people.join(user, language=language)


def _seconds_to_wait(request: HttpRequest, said: dict[str, str], sender: str) -> int:
    if "email" not in said:
        return floods.seconds_to_wait(floods.TICKETS_A_CUSTOMER, sender, thing=said["key"])
    limits = [(floods.TICKETS_AN_ADDRESS, floods.address(request)), (floods.TICKETS_A_GUEST, sender)]
    return max(floods.seconds_to_wait(limit, who, thing=said["key"]) for limit, who in limits)


def _too_many(
    request: HttpRequest, form: NewTicketForm, entrance: Entrance | None, wait: int
) -> HttpResponse:
    form.add_error(
        None,
        _("Many tickets came from here within the hour. Your words are kept; send them in %(time)s.")
        % {"time": duration(wait, rounding="up")},
    )
    response = _page(request, form, entrance, status=429)
    response["Retry-After"] = str(wait)
    return response


def _page(
    request: HttpRequest,
    form: NewTicketForm,
    entrance: Entrance | None,
    *,
    status: int = 200,
    sent: Ticket | None = None,
) -> HttpResponse:
    topic = topics.named(str(form["topic"].value() or ""))
    severity = topic.severity if topic else Severity.S3
    team = entrances.team_for(entrance, topic)
    promised = PriceBook().first_reply(severity, _tier(request), "web", topic=topic, team=team)
    facts = {
        "form": form,
        "topic": topic,
        "entrance": entrance,
        "entrances": [] if entrance else entrances.open_to(request.user),
        "filing": reverse("tickets:desk", args=[entrance.slug]) if entrance else reverse("tickets:new"),
        "is_urgent": priority.is_urgent(severity),
        "promised": promised.seconds,
        "promised_by": promised.due(timezone.now()),
        "measured": _measured(),
        "sent": sent,
        "most_files": settings.UPLOAD_MAX_FILES,
        "most_bytes": settings.UPLOAD_MAX_BYTES,
        "advice_by_kind": flash.advice_by_kind(),
    }
    return render(request, "tickets/new.html", facts, status=status)


def _measured() -> waits.Wait | None:
    """What first answers to tickets took lately, measured again every five minutes."""
    kept = cache.get("waits:filing", default=())
    if kept == ():
        kept = waits.measured("web", now=timezone.now())
        cache.set("waits:filing", kept, 300)
    return kept


def _tier(request: HttpRequest) -> Tier:
    customer = Customer.of(request.user)
    return customer.tier if customer else Tier.lowest()
