"""The networks' calls: challenge answered, signature checked over the raw bytes, delivery kept, then 200.

Nothing is understood before the answer: X waits ten seconds, Meta five, and both give up on slow listeners.
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from social import tasks
from social.keeping import without_secrets
from social.models import Delivery
from social.understanding import NETWORKS, read
from support import signatures

log = logging.getLogger(__name__)
KEPT_HEADERS = ("Content-Type", "User-Agent", "X-Twitter-Webhooks-Signature", "X-Hub-Signature-256")


@csrf_exempt
@require_http_methods(["GET", "POST"])
def x(request: HttpRequest) -> HttpResponse:
    """X's challenge (`crc_token`), and its events signed with the consumer secret."""
    secret = settings.X_CONSUMER_SECRET
    if request.method == "POST":
        header = request.headers.get("X-Twitter-Webhooks-Signature")
        return _hear(request, "x", lambda body: signatures.is_from_x(secret, body, header))
    token = request.GET.get("crc_token", "")
    if not token or not secret:
        return _no(400, _("There is no crc_token to answer."))
    return JsonResponse({"response_token": signatures.answer_crc(secret, token)})


@csrf_exempt
@require_http_methods(["GET", "POST"])
def facebook(request: HttpRequest) -> HttpResponse:
    """Meta's challenge (`hub.challenge`), and its batches signed with the app secret."""
    if request.method == "POST":
        header = request.headers.get("X-Hub-Signature-256")
        return _hear(
            request, "facebook", lambda body: signatures.is_from_meta(settings.META_APP_SECRET, body, header)
        )
    asked, challenge = request.GET.get("hub.mode"), request.GET.get("hub.challenge", "")
    known = signatures.is_same_token(settings.META_VERIFY_TOKEN, request.GET.get("hub.verify_token"))
    if asked != "subscribe" or not known or not challenge:
        return _no(403, _("This is not our verify token."))
    return HttpResponse(challenge, content_type="text/plain; charset=utf-8")


def _hear(request: HttpRequest, network: str, is_theirs: Callable[[bytes], bool]) -> HttpResponse:
    """Keep a signed request once and answer 200; a repeat is answered the same and changes nothing."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.SOCIAL_MAX_BODY:
        return _no(413, _("The body is larger than %d bytes.") % settings.SOCIAL_MAX_BODY)
    body = request.body
    if not is_theirs(body):
        log.warning("a call to the %s webhook was not signed by the network", network)
        return _no(403, _("The signature does not match these bytes."))
    try:
        payload = read(body)
    except ValueError:
        return _no(400, _("The body is not JSON."))
    delivery, new = Delivery.objects.get_or_create(
        network=network,
        provider_event_id=NETWORKS[network].event_key(payload, body),
        defaults={"body": without_secrets(payload, body), "headers": _kept_headers(request)},
    )
    if new:  # a task that gets lost is no loss: the clock finds the row
        transaction.on_commit(lambda: tasks.understand.apply_async((delivery.pk,), retry=False), robust=True)
    return HttpResponse("EVENT_RECEIVED", content_type="text/plain")


def _kept_headers(request: HttpRequest) -> dict[str, str]:
    return {name: request.headers[name][:200] for name in KEPT_HEADERS if name in request.headers}


def _no(status: int, why: str) -> JsonResponse:
    problem = {"type": "about:blank", "title": why, "status": status}
    return JsonResponse(problem, status=status, content_type="application/problem+json")
