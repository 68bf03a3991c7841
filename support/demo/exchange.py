"""A little exchange to try the desk with: /demo/exchange/ locks, lifts, tells facts, and signs what it says.

Routed only when settings.DEMO. It keeps the contract of docs/exchange.md and forgets locks after a day.
"""

import json
import time
from datetime import timedelta
from typing import Any
from zlib import crc32

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from support import signatures

A_DAY = 24 * 3600


@csrf_exempt
@require_POST
def locks(request: HttpRequest) -> HttpResponse:
    """Lock an account or lift a lock, each once by its key, for a message signed with our secret."""
    secrets, body = settings.EXCHANGE_SECRETS, request.body
    if not signatures.is_signed(secrets, headers=request.headers, body=body, now=time.time()):
        return HttpResponse(status=403)
    asked: dict[str, Any] = json.loads(body)
    lifts = asked["type"] == "account.unlock"
    said = {
        "customer": asked["customer"],
        "key": asked["key"],
        "reference": f"DEMO-{asked['key'][:8].upper()}",
    }
    said |= {"state": "unlocked" if lifts else "locked", "at": timezone.now().isoformat()}
    kept = f"demo-exchange:{request.headers.get('Idempotency-Key', '')[:80]}"
    cache.add(kept, said, A_DAY)
    return _signed(request, cache.get(kept) or said)


@require_GET
def facts(request: HttpRequest, exchange_id: str) -> HttpResponse:
    """What is made up of an account, always the same of the same one."""
    asked = f"GET {request.path}".encode()
    if not signatures.is_signed(
        settings.EXCHANGE_SECRETS, headers=request.headers, body=asked, now=time.time()
    ):
        return HttpResponse(status=403)
    luck, now = crc32(exchange_id.encode()), timezone.now()
    said: dict[str, Any] = {"customer": exchange_id, "account": "active", "second_factor": luck % 5 > 0}
    state = ("sent", "held", "confirmed", "requested")[luck % 4]
    moved = now - timedelta(hours=1 + luck % 30)
    said["last_withdrawal"] = {
        "state": state,
        "at": moved.isoformat(),
        "asset": ("USDT", "BTC", "ETH")[luck % 3],
    }
    if state == "held":
        said["holds"] = [{"kind": "new-device", "until": (moved + timedelta(days=2)).isoformat()}]
    return _signed(request, said)


def _signed(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    answer = json.dumps(said).encode()
    name, now = request.headers["webhook-id"], int(time.time())
    headers = signatures.signed(settings.EXCHANGE_SECRETS[0], name=name, at=now, body=answer)
    return HttpResponse(answer, "application/json", headers=headers)
