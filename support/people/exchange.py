"""We ask the exchange what tier a customer has, and believe only what it signed about that very customer.

Whatever else comes back, or nothing, is no answer: it never raises anybody. The contract is docs/exchange.md.
"""

import json
import logging
import random
import time
import uuid
from urllib.parse import quote, urlsplit

import httpx
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.cache import cache

from support import signatures
from support.people.models import Tier

log = logging.getLogger(__name__)
TRIES = 3
MAX_BODY = 16 * 1024  # bytes of an answer
FIRST_PAUSE = 0.2  # seconds; doubles, with jitter
SILENT, SILENT_FOR = "exchange-is-silent", 30  # in the cache, seconds: nobody else waits for it meanwhile


class NoAnswer(Exception):
    """The exchange said nothing we may believe."""


class _Passing(NoAnswer):
    """It may answer when asked again."""


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
        except (_Passing, SoftTimeLimitExceeded) as trouble:
            if attempt == TRIES - 1 or isinstance(
                trouble, SoftTimeLimitExceeded
            ):  # headers may come in drips
                cache.set(SILENT, True, SILENT_FOR)
                raise NoAnswer(str(trouble)) from trouble
            time.sleep(FIRST_PAUSE * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311  (jitter, no secret)
    raise AssertionError("unreachable")


def _once(exchange_id: str) -> Tier:
    name, now = f"ask_{uuid.uuid4().hex}", int(time.time())
    # Dots, too: a path of dots would lead elsewhere.
    url = f"{settings.EXCHANGE_URL}/customers/{quote(exchange_id, safe='').replace('.', '%2E')}"
    asked = f"GET {urlsplit(url).path}".encode()
    headers = signatures.signed(settings.EXCHANGE_SECRETS[0], name=name, at=now, body=asked)
    status, theirs, body = _fetch(url, headers)
    if status >= 500 or status == 429:
        raise _Passing(f"the exchange answered {status}")
    if status != 200:  # a redirect is not followed: whoever stands there is not the one we asked
        raise NoAnswer(f"the exchange answered {status}")
    return _believed(theirs, body, name=name, exchange_id=exchange_id)


def _fetch(url: str, headers: dict[str, str]) -> tuple[int, httpx.Headers, bytes]:
    """Status, headers and body, if it all comes in time and is not larger than MAX_BODY."""
    most, until = MAX_BODY, time.monotonic() + settings.EXCHANGE_TIMEOUT
    try:
        with (
            httpx.Client(timeout=settings.EXCHANGE_TIMEOUT, trust_env=not settings.DEMO) as client,
            client.stream("GET", url, headers=headers | {"Accept-Encoding": "identity"}) as response,
        ):
            body = b""
            for piece in response.iter_raw():
                body += piece
                if len(body) > most:
                    raise NoAnswer(f"the answer is larger than {most} bytes")
                if time.monotonic() > until:
                    raise _Passing("the answer came too slowly")
            return response.status_code, response.headers, body
    except (httpx.HTTPError, httpx.InvalidURL) as trouble:
        raise _Passing(f"no answer: {type(trouble).__name__}") from trouble


def _believed(headers: httpx.Headers, body: bytes, *, name: str, exchange_id: str) -> Tier:
    """The tier in an answer to this very question about this very customer; raises NoAnswer."""
    secrets, now = settings.EXCHANGE_SECRETS, time.time()
    if headers.get("webhook-id") != name:
        raise NoAnswer("the answer belongs to another question")
    if not signatures.is_signed(secrets, headers=headers, body=body, now=now):
        raise NoAnswer("the answer is not signed by the exchange")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or said.get("customer") != exchange_id:
        raise NoAnswer("the answer is about somebody else")
    tier = said.get("tier")
    known = Tier.objects.filter(slug=tier).first() if isinstance(tier, str) and "\0" not in tier else None
    if known is None:
        raise NoAnswer("the answer names no tier of ours")
    return known
