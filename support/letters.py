"""PostgreSQL keeps no NUL in a text, and a broken letter means nothing: a request with either is refused."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from support import strict_utf8
from support.look import views


def readable(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 400 for a NUL or a broken letter in the address, or a broken letter in a form; 411 for a
    body that does not say how long it is.

    A NUL in a form's field is told beside that field, by Django's own validator.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if "Transfer-Encoding" in request.headers and not request.META.get("CONTENT_LENGTH"):
            return views.without_length(request)  # RFC 9110, 15.5.12: WSGI reads no body of unknown length
        asked = request.META.get("PATH_INFO", "").encode("latin-1", "replace")
        asked += unquote_to_bytes(request.META.get("QUERY_STRING", ""))
        if b"\0" in asked:
            raise BadRequest("a NUL in the address")
        strict_utf8.decode(asked)
        if request.content_type == "multipart/form-data":
            request.encoding = strict_utf8.NAME
        elif request.content_type == "application/x-www-form-urlencoded" and _is_small(request):
            strict_utf8.decode(unquote_to_bytes(request.body))
        return get_response(request)

    return respond


def _is_small(request: HttpRequest) -> bool:
    """Whether Django would read this form at all; a larger one is refused by whoever asks for it."""
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return most is None or int(request.META.get("CONTENT_LENGTH") or 0) <= most
