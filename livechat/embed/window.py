"""What the frame asks: begin or go on, how much is unread, and a ticket where nobody is in chat."""

import json
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from livechat import access, actions, devices, identity, lines, views
from livechat.models import Device, Site
from support.look.middleware import ZONES
from support.people.guests import guest
from tickets import actions as tickets
from tickets import floods, frames, topics

WINDOWS_AN_ADDRESS = floods.Limit("embed-windows", most=300, seconds=3600)  # fresh ones, opened by a person


@csrf_exempt  # nothing here is done by a cookie
@never_cache
@require_POST
def begin(request: HttpRequest, site: str) -> HttpResponse:
    """`{"language"?, "zone"?, "jwt"?, "signed_out"?}` → `{"token"?, "visit", "until", "why"?, "html"}`.

    `token` is there once, when the browser is new; `until` says how long it is verified, `why` that a signed
    identity proved nothing: then it is a stranger's. 401 for a browser whose proof is over, until there is a
    new one; 429 with `after` in seconds.
    """
    row, said = get_object_or_404(Site.objects.live(), key=site), _said(request)
    request.user = AnonymousUser()
    language, why = row.speaks(str(said.get("language", ""))), ""
    address = floods.address(request)
    device, token = devices.of(access.token_of(request) or ""), ""
    if device and (device.site_id != row.pk or (said.get("signed_out") and device.external_id)):
        device = None
    if device is None:
        wait = floods.seconds_to_wait(WINDOWS_AN_ADDRESS, address, thing=timezone.now().isoformat())
        if wait:
            return JsonResponse({"after": wait}, status=429)
        device, token = devices.begin(row, language=language, address=address)
    proof = said.get("jwt")
    if isinstance(proof, str) and proof:
        try:
            device, changed = identity.prove(
                device,
                identity.read(proof, site=row),
                anew=lambda: devices.begin(row, language=language, address=address),
            )
            token = changed or token
        except identity.NotProven as error:
            why = str(error)
    if not device.may_see:
        return JsonResponse({"stale": True, "why": why}, status=401)
    zone = str(said.get("zone", ""))
    zone = zone if zone in ZONES else ""
    return _window(request, device, token=token, language=language, zone=zone, why=why)


def _window(
    request: HttpRequest, device: Device, *, token: str, language: str, zone: str, why: str
) -> JsonResponse:
    visit, now = access.known(str(device.visit_id)), timezone.now()
    if visit is None:
        raise Http404
    actions.follow(visit)
    with translation.override(language), timezone.override(ZoneInfo(zone) if zone else None):
        actions.turn_to(visit, language=language, zone=zone)
        drawn = views.page(request, visit, topics=list(device.site.topics.all()), bare=True)
    until = device.verified_until if device.is_verified(now) else None
    told = {
        "visit": str(visit.pk),
        "until": until.isoformat() if until else None,
        "html": drawn.content.decode(),
    }
    return JsonResponse(told | ({"token": token} if token else {}) | ({"why": why} if why else {}))


@never_cache
@require_GET
def unread(request: HttpRequest, site: str) -> JsonResponse:
    """`{"unread": n}`: answers that no window has shown; it shows none itself. 404 as for a stranger."""
    visit = devices.visit_of(access.token_of(request) or "")
    if visit is None:
        raise Http404
    missed = frames.for_customer_after(visit.ticket.pk, visit.seen_seq) if visit.ticket else []
    return JsonResponse({"unread": sum("html" in one and one["kind"] != "received" for one in missed)})


@csrf_exempt  # a token says who asks, and no browser sends one by itself
@never_cache
@require_POST
def ticket(request: HttpRequest, site: str) -> HttpResponse:
    """`{"happened", "key", "email"?, "topic"?}` → `{"ticket"}`; 422 with `wrong`, 429 with `after`.

    The same ticket the form of our pages opens, without its questions; sent twice, it is opened once.
    """
    visit, said = devices.visit_of(access.token_of(request) or ""), _said(request)
    if visit is None:
        raise Http404
    line = lines.read({"say": said.get("happened"), "id": said.get("key")})
    if not isinstance(line, lines.Line):
        return JsonResponse({"wrong": "happened"}, status=422)
    customer = visit.customer
    if customer is None or customer.is_unvouched:
        email = str(said.get("email", ""))
        try:
            validate_email(email)
        except ValidationError:
            return JsonResponse({"wrong": "email"}, status=422)
        customer = guest(email=email, browser=str(visit.pk), language=visit.language)
    wait = floods.seconds_to_wait(floods.TICKETS_AN_ADDRESS, floods.address(request), thing=line.key)
    wait = max(wait, floods.seconds_to_wait(floods.TICKETS_A_GUEST, customer.pk, thing=line.key))
    if wait:
        return JsonResponse({"after": wait}, status=429)
    received = tickets.receive(
        channel="web",
        external_id=sha256(f"embed:{visit.pk}:{line.key}".encode()).hexdigest()[:40],
        customer=customer,
        body=line.body,
        topic=topics.named(str(said.get("topic", ""))),
        language=visit.language,
    )
    return JsonResponse({"ticket": received.ticket.reference})


def _said(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a request; an empty one for anything else. Raises Http404 for a foreign page's."""
    origin = request.headers.get("Origin")
    if origin and origin not in {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}:
        raise Http404
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        said = None
    return said if isinstance(said, dict) else {}
