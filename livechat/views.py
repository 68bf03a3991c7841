"""The chat page, and the same conversation over plain HTTP where a WebSocket cannot pass."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from livechat import actions, waiting
from livechat.consumers import LONGEST, kept
from livechat.models import Visit
from support.people.models import Customer
from tickets import frames
from tickets.models import Topic
from tickets.severity import Severity


@require_GET
def chat(request: HttpRequest) -> HttpResponse:
    """The visitor's window; this browser's visit begins here, or goes on."""
    visit = _visit(request) or _begin(request)
    state = waiting.state_of(visit, now=timezone.now())
    topics = Topic.objects.filter(severity__lte=Severity.S2).order_by("severity", "order")[:6]
    return render(
        request, "livechat/chat.html", {"visit": visit, "state": state, "topics": topics, "longest": LONGEST}
    )


@require_GET
def after(request: HttpRequest, seq: int) -> JsonResponse:
    """The gap and the state, for a window without a live line."""
    visit = _visit(request)
    missed = frames.for_customer_after(visit.ticket_id, seq) if visit and visit.ticket_id else []
    return JsonResponse({"events": missed, "state": waiting.state_of(visit, now=timezone.now())})


@require_POST
def say(request: HttpRequest) -> JsonResponse:
    """Keep one message of a window without a live line."""
    visit = _visit(request)
    try:
        frame = json.loads(request.body)
    except ValueError:
        return JsonResponse({"error": "not understood"}, status=400)
    match frame:
        case {"say": str(body), "id": str(key)} if visit and body.strip() and len(body) <= LONGEST:
            received = actions.say(visit, body=body, key=key[:64], topic=str(frame.get("topic", "")))
            return JsonResponse(kept(received, key))
    return JsonResponse({"error": "not understood"}, status=422 if visit else 404)


def _visit(request: HttpRequest) -> Visit | None:
    """This browser's visit, unless somebody else has signed in since."""
    visit = actions.known(request.session.get("visit", ""))
    owner = Customer.of(request.user)
    if visit and owner and visit.customer_id != owner.pk:
        return None
    return visit


def _begin(request: HttpRequest) -> Visit:
    user = request.user if request.user.is_authenticated else None
    visit = actions.begin(user, language=get_language() or "en")
    request.session["visit"] = str(visit.pk)
    return visit
