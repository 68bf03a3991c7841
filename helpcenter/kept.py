"""Whole pages kept for strangers, so that an article costs hardly more than an empty page.

Kept in this process, under a generation that all processes share in the cache: publishing begins a new one
and kept pages are stale, here at once, in other processes within a second. Only for readers without a session
and without messages, whose page has nothing of theirs in it but the token of its forms, which is put in at
the last moment. When the cache is empty or away, pages are simply made afresh.
"""

import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType
from typing import TypeVar, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags
from django.utils.translation import get_language

T = TypeVar("T")

GENERATION = "helpcenter:generation"
TOKEN = "form-token-of-this-visit"  # noqa: S105  stands in a kept page where the real one will
AT_MOST = 512  # pages
ASKED_AGAIN = 1.0  # seconds
SECONDS = 60  # what is not announced, such as votes, may be this old
NOTHING: Mapping[str, Collection[str]] = MappingProxyType({})
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Page:
    """A page as bytes, and the mark by which a browser knows that it has it."""

    body: bytes
    tag: str
    until: float  # time.monotonic()


@dataclass
class Heard:
    """The generation as this process last heard it; asking each time would cost more than the page."""

    generation: str | None = None
    until: float = 0.0  # time.monotonic()


_pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
_heard = Heard()


def generation() -> str | None:
    """What all processes agree to be current; None when the cache cannot say."""
    now = time.monotonic()
    if now < _heard.until:
        return _heard.generation
    try:
        current = cache.get(GENERATION) or cache.get_or_set(GENERATION, secrets.token_hex(8), timeout=None)
    except Exception:  # the cache's own client decides what it raises
        log.warning("The cache does not answer; help pages are made afresh.", exc_info=True)
        current = None
    _heard.generation, _heard.until = current, now + ASKED_AGAIN
    return current


def forget() -> None:
    """Begin a new generation: something readers see has changed."""
    _heard.until = 0.0
    _pages.clear()
    try:
        cache.set(GENERATION, secrets.token_hex(8), timeout=None)
    except Exception:
        log.warning("The cache does not answer; kept help pages may be %s s old.", SECONDS, exc_info=True)


def remember(key: str, make: Callable[[], T], seconds: int = 600) -> T:
    """What `make` says, kept in the shared cache for this generation; made afresh when there is none."""
    current = generation()
    if current is None:
        return make()
    return cast(T, cache.get_or_set(f"helpcenter:{current}:{key}", make, seconds))


def page(
    request: HttpRequest, make: Callable[[str], str], *, allowed: Mapping[str, Collection[str]] = NOTHING
) -> HttpResponse:
    """The page that `make(token)` renders, from what is kept where that is safe, with an ETag.

    `allowed` are the query parameters that make() reads and their values; with anything else in the address
    nothing is kept, and so nothing that a stranger made up stands in a kept page. What is not kept has no
    ETag: a page of somebody signed in has a nonce and a masked token of its own, never the same twice.
    """
    asked_well = all(value in allowed.get(name, ()) for name, value in request.GET.items())
    current = generation() if asked_well and _is_stranger(request) else None
    if current is None:
        return HttpResponse(make(get_token(request)))
    zone = timezone.get_current_timezone_name()
    key = (current, request.get_host(), get_language() or "", zone, request.get_full_path())
    kept = _pages.get(key)
    if kept is None or kept.until < time.monotonic():
        kept = _keep(key, make(TOKEN), str(getattr(request, "csp_nonce", "")))
    return _answer(request, kept)


def _is_stranger(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and "messages" not in request.COOKIES


def _keep(key: tuple[str, ...], html: str, nonce: str) -> Page:
    """Scripts are our own files, which the policy allows without a nonce; a kept page must not have one."""
    body = html.replace(f' nonce="{nonce}"', "").encode()
    kept = Page(body, blake2b(body, digest_size=12).hexdigest(), time.monotonic() + SECONDS)
    _pages[key] = kept
    while len(_pages) > AT_MOST:
        _pages.popitem(last=False)
    return kept


def _answer(request: HttpRequest, kept: Page) -> HttpResponse:
    """The page with this visit's form token, or 304 for who holds it with the same secret.

    Who brings no secret is given a new one with every page, so no tag of theirs would ever match. A crawler
    sends no forms and is told 304 by the page's own mark. A browser (they all send `Sec-Fetch-Mode`, over
    HTTPS) whose cookies are gone but whose pages are not would then hold forms that are refused: it gets the
    page anew. Giving it back the old secret by the tag would be a cookie that nobody can delete.
    What is left: a browser from before 2023 that keeps pages and not cookies has its form refused once.
    """
    is_crawler = "CSRF_COOKIE" not in request.META and "Sec-Fetch-Mode" not in request.headers
    if is_crawler and (held := _held(request, kept)):
        return _marked(HttpResponseNotModified(), held)
    secret = _secret(request)
    tag = f'W/"{kept.tag}{blake2b(secret.encode(), digest_size=4).hexdigest()}"'
    body = kept.body.replace(TOKEN.encode(), secret.encode())
    answer = _marked(HttpResponse(body), tag)
    return cast(HttpResponse, get_conditional_response(request, etag=tag, response=answer))


def _held(request: HttpRequest, kept: Page) -> str:
    """The tag by which the client names this very page, with whatever secret; "" for none."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return next((one for one in tags if one.removeprefix("W/").startswith(f'"{kept.tag}')), "")


def _marked(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Cookie, Accept-Language"
    return response


def _secret(request: HttpRequest) -> str:
    """The visit's form secret, which is a good token as it is (Django documents it so for scripts).

    `get_token` would mask it anew for every page, for a third of the page's whole cost. The mask keeps a
    secret from being guessed by its length beside words an attacker chose; a kept page has no such words.
    """
    secret: str | None = request.META.get("CSRF_COOKIE")
    if secret is None:
        secret = secrets.token_hex(16)
        request.META |= {"CSRF_COOKIE": secret, "CSRF_COOKIE_NEEDS_UPDATE": True}
    return secret
