"""What a request carries by the time a view sees it: who asks, and for a page or for a part of one.

The middleware and the guards make it so; nothing is ever built of these classes, they stand in signatures.
"""

from typing import TypeGuard

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from support.people.models import User


class VisitorRequest(HttpRequest):
    """From anybody. `htmx` is false unless an open page asks for a part of itself."""

    htmx: HtmxDetails


class AgentRequest(VisitorRequest):
    """From somebody who answers: a guard has looked."""

    user: User


def is_from_agent(request: VisitorRequest) -> TypeGuard[AgentRequest]:
    """Whether somebody asks who answers."""
    return request.user.is_staff


def signed_in(request: HttpRequest) -> User:
    """Who asks, behind a door that lets no stranger in. Raises PermissionDenied should one have got here."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user
