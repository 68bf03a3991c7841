"""PostgreSQL keeps no NUL in a text, and a broken letter means nothing: a request with either is refused."""

import codecs
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from support.look import views

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

STRICT = "utf_8_strict"


def _strictly(found: "Buffer", errors: str = "strict") -> tuple[str, int]:
    """Decode UTF-8; even where replacement letters are asked for, a broken one is a BadRequest."""
    try:
        return codecs.utf_8_decode(found, "strict", True)
    except UnicodeDecodeError as broken:
        raise BadRequest("not UTF-8") from broken


# Django's parser of multipart forms asks for replacement letters and leaves only the encoding to choose.
codecs.register(
    lambda name: codecs.CodecInfo(codecs.utf_8_encode, _strictly, name=STRICT) if name == STRICT else None
)


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
        _strictly(asked)
        if request.content_type == "multipart/form-data":
            request.encoding = STRICT
        elif request.content_type == "application/x-www-form-urlencoded" and _is_small(request):
            _strictly(unquote_to_bytes(request.body))
        return get_response(request)

    return respond


def _is_small(request: HttpRequest) -> bool:
    """Whether Django would read this form at all; a larger one is refused by whoever asks for it."""
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return most is None or int(request.META.get("CONTENT_LENGTH") or 0) <= most
