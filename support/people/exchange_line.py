"""One signed call to the exchange, and what of its answer may be believed at all.

The contract is docs/exchange.md, Signatures.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

import httpx
from django.conf import settings

from support import signatures

Said = TypeVar("Said")
MAX_BODY = 16 * 1024  # bytes of an answer


class NoAnswer(Exception):
    """The exchange said nothing we may believe."""


class Passing(NoAnswer):
    """It may answer when asked again; `after`: how many seconds it asks us to wait, if it does."""

    def __init__(self, why: str, *, after: int | None = None) -> None:
        super().__init__(why)
        self.after = after


@dataclass(frozen=True)
class Answer:
    """What came back to the message `name`; nothing of it is believed yet."""

    name: str
    status: int
    headers: httpx.Headers
    body: bytes


def call(
    url: str, *, name: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> Answer:
    """Send one signed message: a POST with a JSON body, a GET without. Raises NoAnswer, Passing among them.

    Without a body the method and the path are signed. At most EXCHANGE_TIMEOUT seconds for each part.
    """
    signed = f"GET {urlsplit(url).path}".encode() if body is None else body
    own = signatures.signed(settings.EXCHANGE_SECRETS[0], name=name, at=int(time.time()), body=signed)
    own |= {"Accept-Encoding": "identity"} | ({} if body is None else {"Content-Type": "application/json"})
    answer = _fetch(url, name, body, {**(headers or {}), **own})
    if answer.status >= 500 or answer.status == 429:
        after = answer.headers.get("retry-after", "")
        seconds = int(after) if after.isascii() and after.isdigit() and len(after) < 8 else None
        raise Passing(f"the exchange answered {answer.status}", after=seconds)
    if answer.status != 200:  # a redirect is not followed: whoever stands there is not the one we asked
        raise NoAnswer(f"the exchange answered {answer.status}")
    return answer


def _fetch(url: str, name: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
    """The answer, if it all comes in time and is not larger than MAX_BODY."""
    until = time.monotonic() + settings.EXCHANGE_TIMEOUT
    method = "GET" if body is None else "POST"
    try:
        with (
            httpx.Client(timeout=settings.EXCHANGE_TIMEOUT, trust_env=not settings.DEMO) as client,
            client.stream(method, url, headers=headers, content=body) as response,
        ):
            came = b""
            for piece in response.iter_raw():
                came += piece
                if len(came) > MAX_BODY:
                    raise NoAnswer(f"the answer is larger than {MAX_BODY} bytes")
                if time.monotonic() > until:
                    raise Passing("the answer came too slowly")
            return Answer(name, response.status_code, response.headers, came)
    except (httpx.HTTPError, httpx.InvalidURL) as trouble:
        raise Passing(f"no answer: {type(trouble).__name__}") from trouble


def in_time(do: Callable[[], Said], *, seconds: float | None = None) -> Said:
    """What `do` gives back, or raises; headers that come in drips are not waited for beyond the deadline.

    No timeout of the client ends those, and somebody's page is waiting: twice EXCHANGE_TIMEOUT at most, or
    `seconds`.
    """
    said: SimpleQueue[Any] = SimpleQueue()

    def run() -> None:
        try:
            said.put(do())
        except Exception as trouble:  # raised again where somebody waits for it
            said.put(trouble)

    Thread(target=run, daemon=True).start()
    try:
        found = said.get(timeout=seconds or 2 * settings.EXCHANGE_TIMEOUT)
    except Empty as late:
        raise Passing("the answer came too slowly") from late
    if isinstance(found, Exception):
        raise found
    return cast(Said, found)


def believed(answer: Answer, *, exchange_id: str) -> dict[str, Any]:
    """What the exchange signed just now, in answer to this very message, about this very customer.

    Raises NoAnswer for everything else.
    """
    if answer.headers.get("webhook-id") != answer.name:
        raise NoAnswer("the answer belongs to another question")
    secrets, now = settings.EXCHANGE_SECRETS, time.time()
    if not signatures.is_signed(secrets, headers=answer.headers, body=answer.body, now=now):
        raise NoAnswer("the answer is not signed by the exchange")
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or said.get("customer") != exchange_id:
        raise NoAnswer("the answer is about somebody else")
    return said
