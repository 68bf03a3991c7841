"""POST /hooks/mail/: a mail as its server got it (RFC 5322), signed over the raw bytes, kept, then 200.

    X-Mail-Signature: sha256=<HMAC-SHA256 of the body with MAIL_IN_SECRET, in hex>

Nothing is understood before the answer; the same mail again is answered the same and changes nothing.
"""

import logging

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from support import signatures
from tickets import outbox
from tickets.mail_in import reading
from tickets.models import Letter

log = logging.getLogger(__name__)
MOST_BYTES = 40 * 1024 * 1024  # what mail servers take, in base64


@csrf_exempt
@never_cache
@require_POST
def mail(request: HttpRequest) -> HttpResponse:
    """Keep one signed mail; 403 unless our mail server sent it, 413 when it is larger than any mail."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _no(413, _("The body is larger than %d bytes.") % MOST_BYTES)
    raw = request.read()
    if not signatures.is_from_meta(settings.MAIL_IN_SECRET, raw, request.headers.get("X-Mail-Signature")):
        log.warning("a call to the mail hook was not signed by our mail server")
        return _no(403, _("The signature does not match these bytes."))
    _letter, new = Letter.objects.get_or_create(
        name=reading.name_of(raw), defaults={"sealed": Letter.seal(raw)}
    )
    if new:  # a task that gets lost is no loss: the clock finds the row
        transaction.on_commit(outbox.let_letters_be_understood, robust=True)
    return HttpResponse("KEPT", content_type="text/plain")


def _no(status: int, why: str) -> HttpResponse:
    return HttpResponse(why, status=status, content_type="text/plain; charset=utf-8")
