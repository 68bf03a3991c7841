"""The help center's pages: home, shelf, article, search, suggestions."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from helpcenter import kept, shelves, visits
from helpcenter import search as finding
from helpcenter.addresses import Moved
from helpcenter.models import Article, Category
from helpcenter.reading import Reading, reading
from helpcenter.speaking import CODES, everywhere, spoken
from helpcenter.voting import ANSWERS
from support import shield

A_PAGE = 10  # results
SUGGESTED = 4
FEWEST_LETTERS = 2
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
    row = get_object_or_404(Category, slug=slug)

    def make(token: str) -> str:
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
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        address = reverse("helpcenter:article", args=[moved.slug])
        return redirect(f"{address}{asked}", permanent=moved.for_good)
    if request.method == "GET" and "voted" not in request.GET:
        visits.count(slug)
    return response


@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """/h/<number>: the article, whatever it is called by now."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    return redirect("helpcenter:article", article.slug)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results a page at a time; with none, everything else that may help."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    if kinds := shield.mask(query).kinds:  # out of the address bar, the history and what is sent on
        return redirect(f"{request.path}?{urlencode({'hidden': ','.join(sorted(set(kinds)))})}")
    answer = finding.answer(query, user=request.user)
    page = {
        "answer": answer,
        "page": Paginator(answer.found, A_PAGE).get_page(request.GET.get("page")),
        "hidden": list(filter(None, request.GET.get("hidden", "")[:LONGEST_QUERY].split(","))),
        "popular": [] if answer.found else shelves.popular(SUGGESTED, request.user),
        "shelves": [] if query else shelves.shelves(request.user),
    }
    return render(request, "helpcenter/search.html", page)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A fragment while somebody types: articles that may answer, or nothing at all."""
    query = _query(request)
    code = request.GET.get("lang", "")
    long_enough = len(query) >= FEWEST_LETTERS or any(ord(letter) > 0x2FFF for letter in query)
    found = finding.find(query, code, SUGGESTED, request.user) if long_enough else []
    return render(request, "helpcenter/_suggest.html", {"found": found, "query": query})


@require_safe
def titles(request: HttpRequest) -> HttpResponse:
    """`?a=` short names: the articles as links, titled in the reader's best language; no strange ones."""
    asked = request.GET.get("a", "").replace("\0", "").split(",")[:6]
    visible = Article.objects.visible_to(request.user).filter(slug__in=asked)
    found = {one.slug: one for one in visible.prefetch_related("translations")}
    articles = [found[slug] for slug in asked if slug in found]
    texts = [(one, text) for one in articles if (text := one.readable_in())]
    return render(request, "helpcenter/_titles.html", {"texts": texts})


def _query(request: HttpRequest) -> str:
    """What was searched for, unless there is a secret in it."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    return "" if shield.mask(query).kinds else query
