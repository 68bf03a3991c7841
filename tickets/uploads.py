"""Whose upload is it? A sign-in's, or a browser session's, by a key that opens nothing else."""

import secrets
import uuid

from django.db.models import QuerySet
from django.http import HttpRequest

from tickets import floods
from tickets.models import Upload

KEPT = "uploads_key"


def owner(request: HttpRequest) -> str:
    """Who a file of this request will belong to."""
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return f"guest:{guest_key(request)}"


def guest_key(request: HttpRequest) -> str:
    """The key of this browser's session, made when there is none.

    A page with a form asks for it, so that files sent at once find one session, and not each its own.
    """
    if KEPT not in request.session:
        request.session[KEPT] = secrets.token_urlsafe(24)
    return request.session[KEPT]


def of(request: HttpRequest) -> QuerySet[Upload]:
    """The files that came from here; also those sent before somebody signed in."""
    owners = []
    if request.user.is_authenticated:
        owners.append(f"user:{request.user.pk}")
    if KEPT in request.session:
        owners.append(f"guest:{request.session[KEPT]}")
    return Upload.objects.filter(owner__in=owners)


def seconds_to_wait(request: HttpRequest, sender: str) -> int:
    """Count one more file of this sender; 0 when it may come, else the seconds until the next one may."""
    limits = [(floods.UPLOADS_A_SENDER, sender), (floods.UPLOADS_AN_ADDRESS, floods.address(request))]
    each = uuid.uuid4()  # every beginning counts
    return max(floods.seconds_to_wait(limit, who, thing=each) for limit, who in limits)
