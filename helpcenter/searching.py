"""Finding: the page of results, what is offered while somebody types, and which result was opened."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from helpcenter import addresses, pasted, searches, shelves
from helpcenter import search as finding
from helpcenter.search import LONGEST_QUERY, Found
from helpcenter.speaking import CODES, spoken
from support import shield

A_PAGE = 10  # results
SUGGESTED = 4
FEWEST_LETTERS = 2
FILTERS = ("category", "kind", "audience")
MOST_FORMS, MOST_SHELVES = 2, 2  # offered while somebody types
MOST_PLACES = 100


@dataclass(frozen=True)
class Choice:
    """One way to narrow the results: its field and value, its name, how many of them it leaves."""

    field: str
    value: str
    name: str
    count: int
    address: str  # the query that shows only these
    is_on: bool


@require_safe
@spoken
def search(request: HttpRequest) -> HttpResponse:
    """Results a page at a time; with none, everything else that may help."""
    said = request.GET.get("q", "").strip()
    query = said[:LONGEST_QUERY]
    if kinds := shield.mask(query).kinds:  # out of the address bar, the history and what is sent on
        return redirect(f"{request.path}?{urlencode({'hidden': ','.join(sorted(set(kinds)))})}")
    answer = finding.answer(query, user=request.user)
    asked = {name: value for name in FILTERS if (value := request.GET.get(name, ""))}
    lang = {"lang": code} if (code := _code(request)) else {}
    choices = _choices(answer.found, asked, {"q": query} | lang)
    only = {one.field: one.value for one in choices if one.is_on}
    if only:
        answer = finding.answer(query, user=request.user, only=only)
    elif "page" not in request.GET:
        searches.record(query, get_language() or "", len(answer.found))
    page = {
        "answer": answer,
        "page": Paginator(answer.found, A_PAGE).get_page(request.GET.get("page")),
        "choices": choices,
        "only": only,
        "lang": code,
        "unknown": asked.keys() - only.keys(),
        "cut": len(said) > LONGEST_QUERY,
        "hidden": list(filter(None, request.GET.get("hidden", "")[:LONGEST_QUERY].split(","))),
        "popular": [] if answer.found else shelves.popular(SUGGESTED, request.user),
        "shelves": [] if query else shelves.shelves(request.user),
    }
    return render(request, "helpcenter/search.html", page)


def _choices(found: list[Found], asked: dict[str, str], said: dict[str, str]) -> list[Choice]:
    """What the results can be narrowed by: what leaves some and not all, or is asked for."""
    articles = [one.article for one in found]
    named = {("category", one.category.slug): one.category.name for one in articles}
    named |= {("kind", one.kind): one.get_kind_display() for one in articles}
    named |= {("audience", one.audience): one.get_audience_display() for one in articles}
    counts: Counter[tuple[str, str]] = Counter()
    for one in articles:
        counts.update([("category", one.category.slug), ("kind", one.kind), ("audience", one.audience)])
    by_field = sorted(counts.items(), key=lambda pair: (FILTERS.index(pair[0][0]), -pair[1], pair[0][1]))
    return [
        Choice(name, value, named[name, value], many, urlencode(said | asked | {name: value}), is_on)
        for (name, value), many in by_field
        if (is_on := asked.get(name) == value) or many < len(found)
    ]


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A fragment while somebody writes to us: articles that may answer, or nothing at all."""
    query = _query(request)
    found = finding.find(query, _code(request), SUGGESTED, request.user) if _is_enough(query) else []
    return render(request, "helpcenter/_suggest.html", {"found": found, "query": query})


@require_safe
@spoken
def options(request: HttpRequest) -> HttpResponse:
    """A list of options while somebody types a search: articles, forms and shelves, each in its group."""
    query = _query(request)
    found = finding.half_typed(query, "", SUGGESTED, request.user) if _is_enough(query) else []
    forms = list(dict.fromkeys(form for one in found[:2] for form in one.forms))[:MOST_FORMS]
    rooms = shelves.named_like(query, request.user)[:MOST_SHELVES] if _is_enough(query) else []
    count = len(found) + len(forms) + len(rooms)
    page = {"found": found, "forms": forms, "shelves": rooms, "count": count, "query": query}
    return render(request, "helpcenter/_options.html", page)


@require_safe
@spoken
def found(request: HttpRequest, slug: str) -> HttpResponse:
    """Count that a result was opened, and go there. Only the count is kept: `searches.opened`."""
    article = addresses.article(slug, request.user)
    query, place = _query(request), request.GET.get("at", "")
    if query and place.isascii() and place.isdigit() and 0 < int(place[:4]) <= MOST_PLACES:
        searches.opened(query, get_language() or "", article, int(place))
    address = reverse("helpcenter:article", args=[article.slug])
    said = {name: value for name, value in (("q", query), ("lang", _code(request))) if value}
    return redirect(f"{address}?{urlencode(said)}{pasted.row(query)}" if said else address)


def _is_enough(query: str) -> bool:
    return len(query) >= FEWEST_LETTERS or any(ord(letter) > 0x2FFF for letter in query)


def _code(request: HttpRequest) -> str:
    code = request.GET.get("lang", "")
    return code if code in CODES else ""


def _query(request: HttpRequest) -> str:
    """What was searched for, unless there is a secret in it."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    return "" if shield.mask(query).kinds else query
