"""PostgreSQL keeps no NUL in a text; whoever sends one in an address looks for a hole, not for a page."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


def refused(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 400 for an address with a NUL in it, instead of an error deep in a query."""

    def respond(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or b"\0" in unquote_to_bytes(request.META.get("QUERY_STRING", "")):
            raise BadRequest("a NUL in the address")
        return get_response(request)

    return respond
