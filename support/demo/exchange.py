"""A little exchange to try the desk with: /demo/exchange/ locks and lifts, and signs what it says.

Routed only when settings.DEMO. It keeps the contract of docs/exchange.md, Locks, and forgets after a day.
"""

import json
import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

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
    answer = json.dumps(cache.get(kept) or said).encode()
    name, now = request.headers["webhook-id"], int(time.time())
    headers = signatures.signed(secrets[0], name=name, at=now, body=answer)
    return HttpResponse(answer, "application/json", headers=headers)
