"""Errors machines can read: RFC 9457 problem details."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from rest_framework import exceptions
from rest_framework.parsers import JSONParser
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import set_rollback

NON_FIELD_ERRORS = api_settings.NON_FIELD_ERRORS_KEY


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """`{"type", "title", "status", "detail", "errors"?}` for what DRF understands, else None.

    `errors` has `{"field", "code", "detail"}` for each field that needs to be mended.
    """
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    elif isinstance(error, RequestDataTooBig):
        error = TooLarge()
    elif isinstance(error, exceptions.NotAuthenticated):  # without authenticators DRF makes a 403 of it
        error = exceptions.NotAuthenticated(error.detail)
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(error.status_code).phrase,
        "status": error.status_code,
    }
    if isinstance(error, exceptions.ValidationError):
        problem |= {"detail": "Some fields need to be mended.", "errors": list(_each(error.detail))}
    else:
        problem |= {"detail": _sendable(str(error.detail))} | getattr(error, "facts", {})
    headers = {"WWW-Authenticate": "Api-Key"} if error.status_code == HTTPStatus.UNAUTHORIZED else {}
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return Response(problem, error.status_code, headers=headers, content_type="application/problem+json")


def _each(detail: Any, field: str = "") -> Iterator[dict[str, str]]:
    """One entry for each thing that is wrong: its field (dotted; empty for the whole), a code, a sentence."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            place = "" if name == NON_FIELD_ERRORS else _sendable(str(name))
            yield from _each(inner, ".".join(filter(None, [field, place])))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _each(inner, field)
    else:
        yield {"field": field, "code": detail.code, "detail": _sendable(str(detail))}


def _sendable(text: str) -> str:
    """What was sent may stand in the words about it: half of a UTF-16 pair cannot be sent back."""
    return text.encode(errors="replace").decode()


class Conflict(exceptions.APIException):
    """The request contradicts what is already there."""

    status_code = HTTPStatus.CONFLICT
    default_detail = "This contradicts what is already there."


class TooLarge(exceptions.APIException):
    """The body is larger than anything we take."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is too large."


class Json(JSONParser):
    """JSON; nested to do harm, it is as broken as any other."""

    def parse(self, *asked: Any, **more: Any) -> Any:
        """The body as Python. Raises ParseError when it is no JSON."""
        try:
            return super().parse(*asked, **more)
        except RecursionError as deep:
            raise exceptions.ParseError("Nested too deeply.") from deep
