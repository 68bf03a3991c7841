"""Pages for when something went wrong and the ordinary way of making a page may be part of it."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from support.look import context


def broken(request: HttpRequest) -> HttpResponse:
    """handler500: needs neither database nor session."""
    return HttpResponse(render_to_string("500.html", {"site": context.facts()}), status=500)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400: a request that may be hostile in any part, its host name too, is not read again."""
    return HttpResponse(render_to_string("400.html", {"site": context.facts()}), status=400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: a form that is not from this visit; nothing was changed."""
    page = render_to_string("403_stale.html", {"site": context.facts(request)}, request=request)
    return HttpResponse(page, status=403)
