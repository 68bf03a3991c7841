"""The addresses search engines may have: every text that everybody may read, with its other languages.

sitemaps.org takes 50,000 addresses a file; an index names the files. `?lang=` is what Django's own sitemaps,
made for paths with a language in front, do not say.
"""

from math import ceil

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from helpcenter import structure
from helpcenter.models import Article

A_FILE = 5_000  # articles, with up to nine addresses each
CLOSED = (
    "/desk/",
    "/admin/",
    "/account/",
    "/api/",
    "/hooks/",
    "/tickets/",
    "/chat/",
    "/help/search/",
    "/demo/",
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The files there are."""
    count = ceil(Article.objects.visible_to(None).count() / A_FILE)
    files = [f"{settings.SITE_URL}/help/sitemap-{number}.xml" for number in range(1, max(1, count) + 1)]
    return render(request, "helpcenter/sitemap_index.xml", {"files": files}, content_type="application/xml")


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """One file: an address a text. Http404 for a number there is none of."""
    found = Article.objects.visible_to(None).order_by("pk").prefetch_related("translations__live")
    articles = list(found[(number - 1) * A_FILE : number * A_FILE]) if number else []
    if not articles and number != 1:
        raise Http404
    rows = []
    for article in articles:
        texts = [one for one in article.translations.all() if one.is_readable]
        languages = [(one.language, structure.address(article, one)) for one in texts]
        rows += [(structure.address(article, one), one.live or one, languages) for one in texts]
    return render(request, "helpcenter/sitemap.xml", {"rows": rows}, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: what is not worth a search engine's visit, and where the addresses are."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines.append(f"Sitemap: {settings.SITE_URL}/help/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
