"""The language switch: the reader's own language from now on, on the page they were reading."""

from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse
from django.views.i18n import set_language


def switch_language(request: HttpRequest) -> HttpResponse:
    """Django's `set_language`, back at an address that does not name another language with `?lang=`."""
    response: HttpResponse = set_language(request)
    if "Location" in response:
        response["Location"] = without_language(response["Location"])
    return response


def without_language(address: str) -> str:
    """An address without its `lang`, and with everything else as it was."""
    there = urlsplit(address)
    said = [part for part in there.query.split("&") if part.partition("=")[0] != "lang"]
    return urlunsplit(there._replace(query="&".join(said)))
