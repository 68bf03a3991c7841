"""We ask the exchange what tier a customer has, and believe only what it signed about that very customer.

Whatever else comes back, or nothing, is no answer: it never raises anybody. The contract is docs/exchange.md.
"""

import logging
import random
import time
import uuid
from urllib.parse import quote

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.cache import cache

from support.people.exchange_line import MAX_BODY, NoAnswer, Passing, believed, call
from support.people.models import Tier

__all__ = ["MAX_BODY", "TRIES", "NoAnswer", "ask", "is_asked"]

log = logging.getLogger(__name__)
TRIES, FIRST_PAUSE = 3, 0.2  # seconds; doubles, with jitter
SILENT, SILENT_FOR = "exchange-is-silent", 30  # in the cache, seconds: nobody else waits for it meanwhile


def is_asked() -> bool:
    """Whether there is an exchange to ask, and a secret to know it by."""
    return bool(settings.EXCHANGE_URL and settings.EXCHANGE_SECRETS)


def ask(exchange_id: str) -> Tier:
    """The tier of one customer, as the exchange signed it just now; raises NoAnswer.

    At most TRIES times EXCHANGE_TIMEOUT; an exchange that gave no answer is not waited for again at once.
    """
    if not is_asked():
        raise NoAnswer("there is no exchange to ask")
    if cache.get(SILENT):
        raise NoAnswer("the exchange was silent a moment ago")
    for attempt in range(TRIES):
        try:
            return _once(exchange_id)
        except (Passing, SoftTimeLimitExceeded) as trouble:
            drips = isinstance(trouble, SoftTimeLimitExceeded)  # of headers, which no timeout ends
            if drips or attempt == TRIES - 1:
                cache.set(SILENT, True, SILENT_FOR)
                raise NoAnswer(str(trouble)) from trouble
            time.sleep(FIRST_PAUSE * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311  (jitter, no secret)
    raise AssertionError("unreachable")


def _once(exchange_id: str) -> Tier:
    # Dots, too: a path of dots would lead elsewhere.
    url = f"{settings.EXCHANGE_URL}/customers/{quote(exchange_id, safe='').replace('.', '%2E')}"
    said = believed(call(url, name=f"ask_{uuid.uuid4().hex}"), exchange_id=exchange_id)
    tier = said.get("tier")
    known = Tier.objects.filter(slug=tier).first() if isinstance(tier, str) and "\0" not in tier else None
    if known is None:
        raise NoAnswer("the answer names no tier of ours")
    return known
