"""Which language a help page speaks: `?lang=` for this page only, else the reader's own."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

View = Callable[..., HttpResponse]
CODES = frozenset(code for code, _ in settings.LANGUAGES)


def spoken(view: View) -> View:
    """A page whose address may name its language, as `hreflang` needs; an unknown one is ignored."""

    @wraps(view)
    def speak(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        code = request.GET.get("lang", "")
        if code not in CODES:
            return view(request, *args, **kwargs)
        with translation.override(code):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = code
        return response

    return speak


def alternates(path: str, codes: list[str]) -> list[tuple[str, str]]:
    """(language, absolute address) for each language a page exists in, with x-default as the last."""
    address = f"{settings.SITE_URL}{path}"
    return [(code, f"{address}?lang={code}") for code in codes] + [("x-default", address)]
