"""The chat page, and the same conversation over plain HTTP where a WebSocket cannot pass."""

import json
import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from livechat import (
    absence,
    access,
    actions,
    chips,
    corrections,
    frames,
    lines,
    rating,
    receipts,
    rights,
    saying,
    turns,
    waiting,
)
from livechat.access import by_token_too
from livechat.forms import AddressForm
from livechat.models import Visit
from support.files import ACCEPTED
from support.look.middleware import zone_of
from tickets import delivery, floods, guests
from tickets.actions import Received
from tickets.models import Topic
from tickets.rating_form import RatingForm
from tickets.severity import Severity


@never_cache
@require_safe
def chat(request: HttpRequest) -> HttpResponse:
    """The visitor's window; this browser's visit begins here, or goes on."""
    if request.user.is_staff:
        return redirect("desk:home")
    visit = access.visit_of_request(request) or _begin(request)
    actions.turn_to(visit, language=get_language() or "en", zone=zone_of(request.COOKIES))
    return page(request, visit)


@never_cache
@by_token_too
@require_safe
def after(request: HttpRequest, seq: int) -> JsonResponse:
    """What a window without a live line has missed; 404 when the visit is not this browser's."""
    visit = access.visit_or_404(request)
    if seq > frames.MOST_SEQ:
        raise Http404
    actions.be_here(visit)
    actions.turn_to(visit, language=visit.language, zone=zone_of(request.COOKIES))
    state = waiting.state_of(visit, now=timezone.now())
    told = {"gap": frames.gap(visit, seq), "receipts": receipts.frame(visit), "state": state}
    return JsonResponse({"visit": str(visit.pk)} | told)


@by_token_too
@require_POST
def say(request: HttpRequest) -> JsonResponse:
    """Keep one line of a window without a live line."""
    visit = access.visit_or_404(request)
    try:
        line = lines.read(json.loads(request.body))
    except (ValueError, RecursionError):
        line = None
    if isinstance(line, lines.Line):
        outcome = _kept(request, visit, line)
        if isinstance(outcome, Received):
            return JsonResponse(frames.kept(outcome, line, language=visit.language))
        line = outcome
    if line is None:
        return JsonResponse({"error": "not understood"}, status=400)
    return JsonResponse(line.frame, status=429 if line.after else 422)


@by_token_too
@require_POST
def hint(request: HttpRequest) -> HttpResponse:
    """What a window without a line shows of itself: `{"typing": bool}`, `{"seen": seq}`, `{"here": true}`."""
    visit = access.visit_or_404(request)
    try:
        frame = json.loads(request.body)
    except (ValueError, RecursionError):
        frame = None
    match frame:
        case {"typing": bool(on)}:
            if visit.ticket_id:
                absence.type_on(visit)
                delivery.show_typing(visit.ticket_id, on=on)
        case {"seen": seq} if frames.is_seq(seq):
            actions.see(visit, seq=seq)
        case {"here": True}:
            absence.type_on(visit)
        case _:
            return JsonResponse({"error": "not understood"}, status=400)
    return HttpResponse(status=204)


@by_token_too
@require_POST
def correct(request: HttpRequest) -> JsonResponse:
    """Put right or take back one line of a window without a live line."""
    visit = access.visit_or_404(request)
    try:
        asked = corrections.read(json.loads(request.body))
    except (ValueError, RecursionError):
        asked = None
    if asked is None:
        return JsonResponse({"error": "not understood"}, status=400)
    told = corrections.answer(visit, asked)
    return JsonResponse(told, status=200 if told["type"] == "corrected" else 422)


@by_token_too
@require_POST
def leave_address(request: HttpRequest) -> HttpResponse:
    """Where the answer goes when the visitor has left."""
    visit, form = access.visit_or_404(request), AddressForm(request.POST)
    if not form.is_valid():
        return page(request, visit, form, status=422)
    actions.leave_address(visit, email=form.cleaned_data["email"])
    if "turn" in request.POST:
        turns.ask(visit)
    return redirect("livechat:chat")


@by_token_too
@require_POST
def rate(request: HttpRequest) -> HttpResponse:
    """How it was, from 1 to 5."""
    visit = access.visit_or_404(request)
    form = rating.keep(request, visit)
    return page(request, visit, rated=form, status=422) if form.errors else redirect("livechat:chat")


@by_token_too
@require_POST
def tell_turn(request: HttpRequest) -> HttpResponse:
    """Mail them when it is their turn, at the address we know; without one, the form asks for it."""
    turns.ask(access.visit_or_404(request))
    return redirect("livechat:chat")


@require_POST
def as_ticket(request: HttpRequest) -> HttpResponse:
    """Go on with the same conversation as a ticket, at the place it has: with everything typed so far."""
    visit = access.visit_or_404(request)
    line = lines.read({"say": request.POST.get("words", ""), "id": request.POST.get("id", "")})
    if isinstance(line, lines.Line) and not isinstance(_kept(request, visit, line), lines.Refusal):
        visit = access.visit_or_404(request)
    if visit.ticket is None:
        return redirect("tickets:new")
    actions.go(visit)
    guests.let_in(request.session, visit.ticket)
    return redirect("tickets:show", visit.ticket.reference)


@by_token_too
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """The visitor is done, or leaves the line."""
    actions.end(access.visit_or_404(request))
    return redirect("livechat:chat")


@never_cache
@require_safe
def transcript(request: HttpRequest) -> HttpResponse:
    """The whole conversation with its files, on the ticket's own page."""
    visit = access.visit_or_404(request)
    if visit.ticket is None:
        return redirect("livechat:chat")
    guests.let_in(request.session, visit.ticket)
    return redirect("tickets:show", visit.ticket.reference)


def page(
    request: HttpRequest,
    visit: Visit,
    form: AddressForm | None = None,
    *,
    rated: RatingForm | None = None,
    topics: list[Topic] | None = None,
    bare: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The window of a visit: a page of ours, or bare where it stands in a frame."""
    now = timezone.now()
    state = waiting.state_of(visit, now=now)
    framed = bare or access.token_of(request) is not None
    facts = {
        "base": "livechat/embed/bare.html" if framed else "base.html",
        "framed": framed,
        "visit": visit,
        "state": state,
        "state_json": json.dumps(state),
        "topics": (offered := topics or chips.offered()),
        "barred_json": json.dumps(_barred(visit, offered)),
        "wait": waiting.expected(visit, "chat", now=now),
        "ticket_wait": waiting.expected(visit, "web", now=now),
        "form": form or AddressForm(),
        "rate": rating.of(visit, rated),
        "key": uuid.uuid4().hex,
        "longest": lines.LONGEST,
        "accepted": ",".join(ACCEPTED),
        "most_files": settings.UPLOAD_MAX_FILES,
        "most_bytes": settings.UPLOAD_MAX_BYTES,
    }
    return render(request, "livechat/chat.html", facts, status=status)


def _kept(request: HttpRequest, visit: Visit, line: lines.Line) -> Received | lines.Refusal:
    """A line kept, or why it is not: it may be said, and not too many came before."""
    address = access.came_from(request.session, access.token_of(request))
    refusal = rights.refusal(line, visit=visit) or lines.flooded(line, visit=visit, address=address)
    return refusal or saying.say(visit, line)


def _barred(visit: Visit, offered: list[Topic]) -> list[str]:
    """Of the offered topics, and of "" for none, those that the visitor's tier asks about by ticket."""
    severities = {"": Severity.S3} | {topic.slug: topic.severity for topic in offered}
    return [slug for slug, severity in severities.items() if not rights.may_begin(visit.customer, severity)]


def _begin(request: HttpRequest) -> Visit:
    visit = actions.begin(request.user, language=get_language() or "en")
    access.remember(request.session, visit, address=floods.address(request))
    return access.known(str(visit.pk)) or visit
