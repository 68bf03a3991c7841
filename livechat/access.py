"""Whose conversation it is: the browser that began it, and once somebody signed in there, only they."""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest

from livechat import actions
from livechat.models import Visit
from support.people.models import User

KEPT, FROM = "visit", "visit_from"  # in the session: whose conversation, and the address it came from


def remember(session: SessionBase, visit: Visit, *, address: str) -> None:
    """This browser goes on with this visit, as long as its session lasts."""
    session[KEPT], session[FROM] = str(visit.pk), address


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


def visit_or_404(request: HttpRequest) -> Visit:
    """The visit of whoever asks for a page. Raises Http404 when there is none, or it is not theirs."""
    visit = visit_of(request.session, request.user)
    if visit is None:
        raise Http404
    return visit


def known(key: str) -> Visit | None:
    """A visit as it is now, with who it belongs to; None when it is gone or was never ours."""
    try:
        return Visit.objects.select_related("customer__tier", "ticket").filter(pk=uuid.UUID(key)).first()
    except (ValueError, TypeError, AttributeError):
        return None
