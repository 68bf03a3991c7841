"""One HTTP call to a network, with every way it can go wrong told apart."""

import logging
import random
import time
from datetime import datetime
from typing import Any

import httpx
from django.conf import settings

log = logging.getLogger(__name__)
TRIES = 3
FIRST_PAUSE = 0.2  # seconds; doubles, with jitter
NOTHING_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


class Refused(Exception):
    """It certainly did not arrive. `permanent`: it never will; else try again, not before `until`.

    `disconnected` says that no call can work before somebody mends the account.
    """

    def __init__(
        self, why: str, *, permanent: bool, until: datetime | None = None, disconnected: bool = False
    ) -> None:
        super().__init__(why)
        self.permanent = permanent
        self.until = until
        self.disconnected = disconnected


class Unknown(Exception):
    """The answer got lost or was no answer: it may have arrived, so ask before sending again."""


def call(method: str, url: str, *, repeatable: bool, **request: Any) -> httpx.Response:
    """Make one call and return the response, whatever its status; redirects are not followed.

    Nothing was sent when the connection failed: that is tried again, and so are repeatable calls that
    time out or meet a 5xx. Raises Refused when no try got through, Unknown when one may have.
    """
    for attempt in range(TRIES):
        last = attempt == TRIES - 1
        try:
            response = _once(method, url, **request)
            if response.status_code < 500 or not repeatable or last:
                return response
        except NOTHING_SENT as trouble:
            if last:
                raise Refused(f"no connection: {trouble}", permanent=False) from trouble
        except httpx.TransportError as trouble:
            if not repeatable:
                raise Unknown(f"no answer: {type(trouble).__name__}") from trouble
            if last:
                raise Refused(f"no answer: {type(trouble).__name__}", permanent=False) from trouble
        _pause(attempt)
    raise AssertionError("unreachable")


def _once(method: str, url: str, **request: Any) -> httpx.Response:
    # The demo networks live on this machine: a proxy from the environment must not stand between.
    with httpx.Client(timeout=settings.SOCIAL_TIMEOUT, trust_env=not settings.DEMO) as client:
        response = client.request(method, url, **request)
    log.info("%s %s answered %s", method, url.split("?")[0], response.status_code)
    return response


def _pause(attempt: int) -> None:
    time.sleep(FIRST_PAUSE * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311  (jitter, no secret)


def content(response: httpx.Response) -> dict:
    """The JSON object of a response; {} when it is anything else, as HTML error pages are."""
    try:
        found = response.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
