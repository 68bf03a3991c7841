"""The real pages, and beside them the least a Django view can do: the middleware and two letters."""

import django

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402  (needs the app registry)
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

from support import urls  # noqa: E402


def empty(request: HttpRequest) -> HttpResponse:
    """Says ok."""
    return HttpResponse("ok")


urls.urlpatterns.insert(0, path("empty/", empty))
application = get_wsgi_application()
