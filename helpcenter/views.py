"""The help center's pages: home, shelf, article, search, suggestions, votes."""

from secrets import token_hex

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from helpcenter import actions, kept, shelves
from helpcenter.models import Article, Category
from helpcenter.reading import Reading, reading
from helpcenter.speaking import CODES, alternates, spoken
from support import shield

LONGEST_QUERY = 200
ANSWERS = ("yes", "no")
READER = "reader"  # a random cookie, so that nobody is counted twice


@require_safe
@spoken
def home(request: HttpRequest) -> HttpResponse:
    """The way in: search first, then the shelves."""

    def make(token: str) -> str:
        page = {"shelves": shelves.shelves(), "popular": shelves.popular(6)}
        page["alternates"] = alternates(request.path, [code for code, _ in settings.LANGUAGES])
        return render_to_string("helpcenter/home.html", page | {"csrf_token": token}, request)

    return kept.page(request, make, allowed={"lang": CODES})


@require_safe
@spoken
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """One shelf: its articles, then its sections with theirs."""
    shelf = get_object_or_404(Category.objects.select_related("parent"), slug=slug)

    def make(token: str) -> str:
        visible = Article.objects.visible_to(request.user)
        sections = [(one, shelves.entries(visible.filter(category=one))) for one in shelf.sections.all()]
        page = {
            "shelf": shelf,
            "entries": shelves.entries(visible.filter(category=shelf)),
            "sections": sections,
        }
        page["alternates"] = alternates(request.path, [code for code, _ in settings.LANGUAGES])
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

    return kept.page(request, make, allowed={"lang": CODES, "voted": ANSWERS})


@require_safe
def titles(request: HttpRequest) -> HttpResponse:
    """`?a=` short names: the articles as links, titled in the reader's best language; no strange ones."""
    asked = request.GET.get("a", "").replace("\0", "").split(",")[:6]
    visible = Article.objects.visible_to(request.user).filter(slug__in=asked)
    found = {one.slug: one for one in visible.prefetch_related("translations")}
    articles = [found[slug] for slug in asked if slug in found]
    texts = [(one, text) for one in articles if (text := one.readable_in())]
    return render(request, "helpcenter/_titles.html", {"texts": texts})


@require_POST
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Did this help? Once a reader and text; "no" leads on to a person."""
    said = request.POST.get("helped", "")
    article = get_object_or_404(Article.objects.visible_to(request.user), slug=slug)
    translation = article.readable_in(request.POST.get("language", ""))
    reader = request.COOKIES.get(READER, "")[:40] or token_hex(16)
    if translation is not None and said in ANSWERS:
        actions.vote(translation, reader=reader, helped=said == "yes")
    query = {"voted": said if said in ANSWERS else "", "q": request.POST.get("q", "")[:LONGEST_QUERY]}
    query["lang"] = request.GET.get("lang", "")
    query = {name: value for name, value in query.items() if value}
    response = HttpResponseRedirect(
        f"{reverse('helpcenter:article', args=[slug])}?{urlencode(query)}#vote", status=303
    )
    response.set_cookie(
        READER,
        reader,
        path=reverse("helpcenter:home"),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def _query(request: HttpRequest) -> str:
    """What was searched for, unless there is a secret in it."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    return "" if shield.mask(query).kinds else query
