"""Which language a help page speaks: `?lang=` for this page only, else the reader's own."""

from collections.abc import Callable, Mapping
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


def alternates(paths: Mapping[str, str]) -> list[tuple[str, str]]:
    """(language, absolute address) for each language a page exists in, with x-default as the last.

    `paths` are the page's paths by language; x-default is English's, or the first one's, without `?lang=`.
    """
    named = [(code, f"{settings.SITE_URL}{path}?lang={code}") for code, path in paths.items()]
    usual = paths.get(settings.LANGUAGE_CODE) or next(iter(paths.values()))
    return [*named, ("x-default", f"{settings.SITE_URL}{usual}")]


def everywhere(path: str) -> list[tuple[str, str]]:
    """The same for a page that every language has at the same path."""
    return alternates(dict.fromkeys((code for code, _ in settings.LANGUAGES), path))
