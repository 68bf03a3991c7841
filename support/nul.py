"""PostgreSQL keeps no NUL in a text, and a broken letter means nothing: an address with either is refused."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


def refused(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 400 for an address with a NUL or a broken letter, instead of an error deep in a query."""

    def respond(request: HttpRequest) -> HttpResponse:
        asked = request.META.get("PATH_INFO", "").encode("latin-1", "replace")
        asked += unquote_to_bytes(request.META.get("QUERY_STRING", ""))
        if b"\0" in asked:
            raise BadRequest("a NUL in the address")
        try:
            asked.decode()
        except UnicodeDecodeError as broken:
            raise BadRequest("the address is not UTF-8") from broken
        return get_response(request)

    return respond
