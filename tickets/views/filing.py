"""A new ticket: chosen topic, three prompts, files; the same form sent twice opens one."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from support import shield
from support.files import FileRefused
from support.look.times import duration
from support.people import actions as people
from support.people.guests import guest
from support.people.models import Customer, Entrance, Tier
from support.people.requests import VisitorRequest, signed_in
from tickets import actions, entrances, floods, guests, priority, topics, uploads, waits
from tickets.advice import completeness, duplicates, known, odds, vagueness
from tickets.forms import NewTicketForm
from tickets.models import Ticket, Topic
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


@bounded
@never_cache
@require_POST
def advice(request: VisitorRequest) -> HttpResponse:
    """What we can say about what stands in the form so far; nothing is kept, nothing is refused."""
    form = _form(request)
    form.is_valid()
    entrance = entrances.open_to(request.user).filter(slug=request.GET.get("entrance", "")).first()
    facts = _facts(request, form, entrance) | {"repeats": _repeats(request, form)}
    if form.data.get("asked", "") != (form.about.slug if form.about else ""):
        facts["fresh"] = _unasked(request, form.about)
    return render(request, "tickets/_advice.html", facts)


def _ask(request: VisitorRequest, entrance: Entrance | None) -> HttpResponse:
    if request.method == "POST":
        return _file(request, entrance)
    asked = {"topic": "topic", "searched": "q", "subject": "q", "article": "article"}
    initial = {field: request.GET.get(name, "")[:200] for field, name in asked.items()}
    topic = topics.named(initial["topic"])
    return _page(request, NewTicketForm(initial=initial, is_guest=_is_guest(request), about=topic), entrance)


def _form(request: HttpRequest) -> NewTicketForm:
    """The form as it was sent, with the questions of its topic."""
    topic = topics.named(request.POST.get("topic", ""))
    guest, arrived = _is_guest(request), uploads.of(request)
    return NewTicketForm(request.POST, request.FILES, is_guest=guest, about=topic, arrived=arrived)


def _unasked(request: HttpRequest, topic: Topic | None) -> NewTicketForm:
    """The form with what was typed so far, and nothing held against it."""
    said = {name: request.POST.getlist(name) for name in request.POST}
    initial = {name: words if len(words) > 1 else words[0] for name, words in said.items()}
    return NewTicketForm(initial=initial, is_guest=_is_guest(request), about=topic)


def _file(request: VisitorRequest, entrance: Entrance | None) -> HttpResponse:
    form = _form(request)
    if "questions" in request.POST:  # without JavaScript: a topic was chosen, and what does it ask?
        return _page(request, _unasked(request, form.about), entrance)
    if not form.is_valid():
        return _page(request, form, entrance, status=422)
    said = form.cleaned_data
    sender = f"guest:{said['email'].lower()}" if "email" in said else f"user:{request.user.pk}"
    if wait := _seconds_to_wait(request, said, sender):
        return _too_many(request, form, entrance, wait)
    repeats, answer = _repeats(request, form), request.POST.get("repeats", "")
    external_id = sha256(f"{sender}:{said['key']}".encode()).hexdigest()[:40]
    if repeats and answer not in {"new", repeats.reference} and not actions.heard("web", external_id):
        return _page(request, form, entrance, status=409, repeats=repeats)
    joins = repeats if repeats and answer == repeats.reference else None
    body = form.whole if joins else form.body
    try:
        received = _receive(request, form, entrance, external_id, body=body, ticket=joins)
    except FileRefused as why:
        form.add_error("files", str(why))
        return _page(request, form, entrance, status=422)
    if received.repeated and received.message.body != shield.mask(body).text:
        form.with_new_key()
        return _page(request, form, entrance, status=409, sent=received.ticket)
    if "email" in said:
        guests.let_in(request.session, received.ticket)
    flash.keep(request, received, filed=True)
    return flash.go(request, "tickets:show", received.ticket.reference)


def _receive(
    request: HttpRequest,
    form: NewTicketForm,
    entrance: Entrance | None,
    external_id: str,
    **where: Any,
) -> actions.Received:
    """Through the one way in. Raises FileRefused for a file that went with another message meanwhile."""
    said, topic = form.cleaned_data, form.about
    return actions.receive(
        channel="web",
        external_id=external_id,
        customer=_customer(request, said),
        **where,
        subject=form.title,
        topic=topic,
        team=entrances.team_for(entrance, topic),
        language=get_language() or "en",
        files=said["files"],
        answers=actions.Answers(form.values, form.identifiers, form.gravest),
        background={
            "searched": said["searched"],
            "article": said["article"],
            "entrance": entrance.slug if entrance else "",
        },
    )


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
    repeats: Ticket | None = None,
) -> HttpResponse:
    uploads.owner(request)  # files sent at once from a fresh browser find one session
    facts = _facts(request, form, entrance) | {"sent": sent, "repeats": repeats, "must_choose": repeats}
    return render(request, "tickets/new.html", facts, status=status)


def _repeats(request: HttpRequest, form: NewTicketForm) -> Ticket | None:
    """What this person has with us about the same thing; an alarm is never compared."""
    if form.never_blocks or form.gravest == Severity.S0:
        return None
    said = form.cleaned_data
    theirs = guests.visible_to(request.user, request.session)
    words = {"title": form.title, "words": said.get("happened", "")}
    named = form.identifiers
    return duplicates.found(theirs, topic=form.about, named=named, now=timezone.now(), **words)


def _facts(request: HttpRequest, form: NewTicketForm, entrance: Entrance | None) -> dict[str, Any]:
    topic = form.about
    severity = min(form.gravest, topic.severity if topic else Severity.S3)
    team = entrances.team_for(entrance, topic)
    promised = PriceBook().first_reply(severity, _tier(request), "web", topic=topic, team=team)
    return {
        "form": form,
        "topic": topic,
        "entrance": entrance,
        "entrances": [] if entrance else entrances.open_to(request.user),
        "filing": reverse("tickets:desk", args=[entrance.slug]) if entrance else reverse("tickets:new"),
        "is_urgent": priority.is_urgent(severity),
        "promised": promised.seconds,
        "promised_by": promised.due(timezone.now()),
        "measured": _measured(),
        "complete": completeness.of(form),
        "is_vague": vagueness.is_vague(str(form["happened"].value() or "")),
        "cases": known.cases(form),
        "odds": odds.of(topic, now=timezone.now()) if topic and known.cases(form) else None,
        "most_files": settings.UPLOAD_MAX_FILES,
        "most_bytes": settings.UPLOAD_MAX_BYTES,
        "advice_by_kind": flash.advice_by_kind(),
    }


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
