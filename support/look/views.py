"""Pages for when something went wrong and the ordinary way of making a page may be part of it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.defaults import page_not_found

from support.look import context

MACHINES = ("/api/", "/hooks/")


def _problem(status: int, detail: str) -> JsonResponse:
    """RFC 9457, for those who read no pages."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JsonResponse(told, status=status, content_type="application/problem+json")


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404: words for people, a problem for machines."""
    if request.path.startswith(MACHINES):
        return _problem(404, "There is nothing at this address.")
    return page_not_found(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """handler500: needs neither database nor session."""
    if request.path.startswith(MACHINES):
        return _problem(500, "Something broke on our side.")
    return HttpResponse(render_to_string("500.html", {"house": context.facts()}), status=500)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400: a request that may be hostile in any part, its host name too, is not read again."""
    if request.path.startswith(MACHINES):
        return _problem(400, "This request cannot be read.")
    return HttpResponse(render_to_string("400.html", {"house": context.facts()}), status=400)


def without_length(request: HttpRequest) -> HttpResponse:
    """A body that does not say how long it is: 411."""
    return _problem(411, "Say how long the body is, in Content-Length; it may not come in chunks.")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: a form that is not from this visit; nothing was changed."""
    page = render_to_string("403_stale.html", {"house": context.facts(request)}, request=request)
    return HttpResponse(page, status=403)
