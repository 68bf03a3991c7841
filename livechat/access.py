"""Whose conversation it is: the browser that began it, and once somebody signed in there, only they.

A browser on our own pages is known by its session. Inside a foreign page it has none: there it says a token,
in `Authorization: Bearer …` or among the subprotocols of its line, and then the token alone counts.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from livechat import actions, blocks, devices
from livechat.models import Visit
from support.live import LiveConsumer
from support.people.models import User
from support.watch import Standing

PROTOCOL, TOKEN = "fairlead.chat.1", "bearer."  # what a line offers: its version, and its token
STANDING = """
    SELECT asked.n, session.session_data, person.password, person.is_active, person.role,
           visit.customer_id, visit.ticket_id, visit.language, visit.zone, visit.tells_turn, visit.nudged_at,
           visit.told::text, owner.user_id, owner.email, owner.tier_id,
           ticket.merged_into_id, ticket.thread, ticket.closed_at,
           device.external_id, device.verified_until > %s, site.retired_at, owner.exchange_id
      FROM unnest(%s::text[], %s::bigint[], %s::uuid[], %s::text[])
           WITH ORDINALITY asked(session, person, visit, token, n)
      LEFT JOIN livechat_device device ON device.token_digest = asked.token
      LEFT JOIN livechat_site site ON site.id = device.site_id
      LEFT JOIN django_session session ON session.session_key = asked.session AND session.expire_date > now()
      LEFT JOIN people_user person ON person.id = asked.person
      LEFT JOIN livechat_visit visit ON visit.key = coalesce(device.visit_id, asked.visit)
      LEFT JOIN people_customer owner ON owner.id = visit.customer_id
      LEFT JOIN tickets_ticket ticket ON ticket.id = visit.ticket_id
"""
KEPT, FROM = "visit", "visit_from"  # in the session: whose conversation, and the address it came from


def remember(session: SessionBase, visit: Visit, *, address: str) -> None:
    """This browser goes on with this visit, as long as its session lasts."""
    session[KEPT], session[FROM] = str(visit.pk), address
    Visit.objects.filter(pk=visit.pk).update(network=blocks.network_of(address))


def visit_of(session: SessionBase, user: User | AnonymousUser) -> Visit | None:
    """The visit this browser remembers, if it belongs to whoever sits there now.

    A stranger who has signed in since keeps going as who they are. Agents speak from the desk, never here.
    """
    visit = known(session.get(KEPT, ""))
    if visit is None or user.is_staff:
        return None
    actions.follow(visit)
    holder = visit.customer.user_id if visit.customer else None
    if holder is not None:
        return visit if holder == user.pk else None
    owner = actions.owner_of(user, language=visit.language)
    return actions.sign_in(visit, owner=owner) if owner else visit


def standing(lines: Sequence[LiveConsumer]) -> Standing:
    """How visits stand, in one question for all lines: what each would be looked at again for."""
    visits = [_key(line.scope["session"].get(KEPT)) for line in lines]
    people = [line.scope["user"].pk for line in lines]
    tokens = [token_of_line(line.scope) for line in lines]
    digests = [None if token is None else devices.digest(token) for token in tokens]
    sessions = [line.session_key for line in lines]
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [timezone.now(), sessions, people, visits, digests])
        return {lines[row[0] - 1]: hash(row) for row in cursor.fetchall()}


def _key(kept: object) -> str | None:
    """A visit's key out of a session, None when it is none."""
    with suppress(ValueError):
        return str(uuid.UUID(str(kept)))
    return None


def known(key: str) -> Visit | None:
    """A visit as it is now, with who it belongs to; None when it is gone or was never ours."""
    try:
        return Visit.objects.select_related("customer__tier", "ticket").filter(pk=uuid.UUID(key)).first()
    except (ValueError, TypeError, AttributeError):
        return None


def token_of(request: HttpRequest) -> str | None:
    """The token a request says it comes with; None where it speaks by its session."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def token_of_line(scope: Mapping[str, Any]) -> str | None:
    """The token a live line offers; None where it speaks by its session."""
    offered = [one for one in scope.get("subprotocols", []) if one.startswith(TOKEN)]
    return offered[0].removeprefix(TOKEN) if offered else None


def visit_of_request(request: HttpRequest) -> Visit | None:
    """The visit of whoever asks, by token or session."""
    token = token_of(request)
    return visit_of(request.session, request.user) if token is None else devices.visit_of(token)


def visit_of_line(scope: Mapping[str, Any]) -> Visit | None:
    """The visit of whoever opens a live line, by token or session."""
    token = token_of_line(scope)
    return visit_of(scope["session"], scope["user"]) if token is None else devices.visit_of(token)


def visit_or_404(request: HttpRequest) -> Visit:
    """The visit of whoever asks for a page. Raises Http404 when there is none, or it is not theirs."""
    visit = visit_of_request(request)
    if visit is None:
        raise Http404
    return visit


def came_from(session: SessionBase, token: str | None) -> str:
    """The address a conversation came from first, for limits; "" when nobody knows."""
    device = devices.of(token) if token else None
    return device.address if device else session.get(FROM, "")


def by_token_too(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for sessions and for tokens.

    No browser sends a token by itself, so nothing can be forged with it; a session is guarded as everywhere.
    Who comes by token is nobody else meanwhile, whoever signs in in that browser.
    """
    guarded = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **known: Any) -> HttpResponseBase:
        token = token_of(request)
        if token is None:
            return guarded(request, *args, **known)
        request.user = AnonymousUser()
        device = devices.of(token)
        with translation.override(device.visit.language if device else None):
            return view(request, *args, **known)

    return respond
