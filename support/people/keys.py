"""Which machine is calling, and whether its key opens this door."""

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework_api_key.permissions import KeyParser

from support.people.models import ApiKey

if TYPE_CHECKING:
    from rest_framework.views import APIView  # at run time it is still loading: settings name this module


class KeyRequest(Request):
    """A call that HasScope let through, with the key it carries."""

    api_key: ApiKey


def key_of(request: Request | HttpRequest) -> ApiKey | None:
    """The key a call carries as `Authorization: Api-Key …`; None when it is missing, revoked or expired."""
    text = KeyParser().get(request)
    if not text:
        return None
    try:
        key = ApiKey.objects.get_from_key(text)
    except ApiKey.DoesNotExist:
        return None
    assert isinstance(key, ApiKey)  # its manager promises the abstract class only
    return None if key.has_expired else key


class HasScope(BasePermission):
    """Lets a call through whose key has the view's `scope`, or one of several; without one it is closed."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Raises NotAuthenticated without a good key, PermissionDenied without the scope."""
        key = key_of(request)
        if key is None:
            raise NotAuthenticated("Send a valid key: Authorization: Api-Key <key>.")
        scope = getattr(view, "scope", None)
        enough = scope if isinstance(scope, tuple) else (scope,)
        if not set(enough) & set(key.scopes):
            raise PermissionDenied(f"This key lacks the scope {' or '.join(map(str, enough))}.")
        cast(KeyRequest, request).api_key = key
        return True
