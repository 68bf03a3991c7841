"""Requests that are too large or broken get a clear page, before anybody reads them to the end."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponse]


def bounded(view: View) -> View:
    """Refuse a body that is larger than all files we take together, 413; a broken one, 400.

    The token of the form is checked here, after the size: the middleware would read the whole body first.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        most = settings.UPLOAD_MAX_BYTES * settings.UPLOAD_MAX_FILES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if length(request) > most:
            return _refuse(request, 413)
        try:
            return protected(request, *args, **options)
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return _refuse(request, 413)
        except MultiPartParserError:
            return _refuse(request, 400)

    return answer


def length(request: HttpRequest) -> int:
    """How many bytes the body has, as its sender says; nothing is read for it."""
    return int(request.META.get("CONTENT_LENGTH") or 0)


def _refuse(request: HttpRequest, status: int) -> HttpResponse:
    facts = {
        "most": settings.UPLOAD_MAX_FILES,
        "megabytes": settings.UPLOAD_MAX_BYTES >> 20,
        "broken": status == 400,
    }
    return render(request, "tickets/too_large.html", facts, status=status)
