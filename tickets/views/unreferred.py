"""Forms on pages that send no referrer: browsers say that they come from nowhere (`Origin: null`)."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


class _FromNowhere(CsrfViewMiddleware):
    """Django's own check: the form's token still has to match the cookie, which no other site can read."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        nowhere = request.META.get("HTTP_ORIGIN") == "null"
        return nowhere or bool(super()._origin_verified(request))  # type: ignore[misc]  # not in the stubs


def unreferred(view: View) -> Callable[..., HttpResponseBase]:
    """Take this view's forms from pages of `Referrer-Policy: no-referrer`, and from no other site."""
    protected = decorator_from_middleware(_FromNowhere)(view)

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        return protected(request, *args, **options)

    return answer
