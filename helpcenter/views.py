"""The help center's pages: home, shelf, article, search, suggestions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from helpcenter import addresses, kept, shelves, visits
from helpcenter.addresses import Moved
from helpcenter.models import Article, Category
from helpcenter.reading import Reading, reading
from helpcenter.speaking import CODES, everywhere, spoken
from helpcenter.voting import ANSWERS
from support import shield

LONGEST_QUERY = 200


@require_safe
@spoken
def home(request: HttpRequest) -> HttpResponse:
    """The way in: search first, then the shelves."""

    def make(token: str) -> str:
        page = {
            "shelves": shelves.shelves(request.user),
            "popular": shelves.popular(6, request.user),
            "news": shelves.notices(3, request.user),
        }
        page["alternates"] = everywhere(request.path)
        return render_to_string("helpcenter/home.html", page | {"csrf_token": token}, request)

    return kept.page(request, make, allowed={"lang": CODES})


@require_safe
@spoken
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """One shelf: its articles, then its sections with theirs, at any depth of the tree."""
    row = get_object_or_404(Category, addresses.shelf_called(slug))
    if row.slug != slug and not shelves.is_closed(row, request.user):
        address = reverse("helpcenter:category", args=[row.slug])
        return addresses.forward(request, address, for_good=True)

    def make(token: str) -> str:
        if shelves.is_closed(row, request.user):
            raise Http404
        page: dict[str, object] = {"shelf": shelves.shelf(row, request.user)}
        page["alternates"] = everywhere(request.path)
        return render_to_string("helpcenter/category.html", page | {"csrf_token": token}, request)

    return kept.page(request, make, allowed={"lang": CODES})


@require_safe
@spoken
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """An answer to read; kept whole for strangers, so the row is not even asked for then."""

    def make(token: str) -> str:
        page: Reading = reading(slug, request.user)
        context = {"page": page, "query": _query(request), "voted": request.GET.get("voted", "")}
        return render_to_string("helpcenter/article.html", context | {"csrf_token": token}, request)

    try:
        response = kept.page(request, make, allowed={"lang": CODES, "voted": ANSWERS})
    except Moved as moved:
        address = reverse("helpcenter:article", args=[moved.slug])
        return addresses.forward(request, address, for_good=moved.for_good)
    if request.method == "GET" and "voted" not in request.GET:
        visits.count(slug)
    return response


@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """/h/<number>: the article, whatever it is called by now, in the language that was asked for."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    return addresses.forward(request, reverse("helpcenter:article", args=[article.slug]))


@require_safe
def titles(request: HttpRequest) -> HttpResponse:
    """`?a=` short names: the articles as links, titled in the reader's best language; no strange ones."""
    asked = request.GET.get("a", "").replace("\0", "").split(",")[:6]
    visible = Article.objects.visible_to(request.user).prefetch_related("translations")
    found = {one.slug: one for one in visible.filter(slug__in=asked)}
    named = (found.get(slug) or visible.filter(addresses.called(slug)).first() for slug in asked if slug)
    articles = dict.fromkeys(one for one in named if one)
    texts = [(one, text) for one in articles if (text := one.readable_in())]
    return render(request, "helpcenter/_titles.html", {"texts": texts})


def _query(request: HttpRequest) -> str:
    """What was searched for, unless there is a secret in it."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    return "" if shield.mask(query).kinds else query
