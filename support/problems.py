"""Errors machines can read: RFC 9457 problem details; and bodies that are only read while they are small."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.parsers import JSONParser
from rest_framework.response import Response
from rest_framework.views import set_rollback


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """`{"type", "title", "status", "detail", "errors"?}` for what DRF understands, else None."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(error.status_code).phrase,
        "status": error.status_code,
    }
    if isinstance(error, exceptions.ValidationError):
        problem |= {"detail": "Some fields need to be mended.", "errors": error.detail}
    else:
        problem["detail"] = str(error.detail)
    headers = {"WWW-Authenticate": "Api-Key"} if error.status_code == HTTPStatus.UNAUTHORIZED else {}
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return Response(problem, error.status_code, headers=headers, content_type="application/problem+json")


class Conflict(exceptions.APIException):
    """The request contradicts what is already there."""

    status_code = HTTPStatus.CONFLICT
    default_detail = "This contradicts what is already there."


class TooLarge(exceptions.APIException):
    """The body is larger than anything we take."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is too large."


class BoundedJson(JSONParser):
    """JSON up to DATA_UPLOAD_MAX_MEMORY_SIZE bytes; DRF reads all that comes and dies of deep nesting."""

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """The body as Python. Raises TooLarge, or ParseError when it is no JSON."""
        if (
            int((parser_context or {})["request"].META.get("CONTENT_LENGTH") or 0)
            > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        ):
            raise TooLarge
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as deep:
            raise exceptions.ParseError("Nested too deeply.") from deep
