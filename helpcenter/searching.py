"""Finding: the page of results, what is offered while somebody types, and which result was opened."""

from collections import Counter
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from helpcenter import addresses, pasted, results, searches, shelves
from helpcenter import search as finding
from helpcenter.search import LONGEST_QUERY, Found
from helpcenter.search_indexes import codes
from helpcenter.speaking import CODES, spoken
from helpcenter.writing import picking
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
    if kinds := shield.mask(said).kinds:  # out of the address bar, the history and what is sent on
        return redirect(f"{request.path}?{urlencode({'hidden': ','.join(sorted(set(kinds)))})}")
    answer = finding.answer(query, user=request.user)
    asked = {name: value for name in FILTERS if (value := request.GET.get(name, ""))}
    only = _known(answer.found, asked)
    found = [one for one in answer.found if _is(one, only)]
    lang = {"lang": code} if (code := _code(request)) else {}
    if not only and "page" not in request.GET:
        searches.record(query, get_language() or "", len(answer.found))
    page = {
        "answer": answer,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "choices": _choices(answer.found, only, {"q": query} | lang),
        "only": only,
        "lang": code,
        "unknown": asked.keys() - only.keys(),
        "cut": len(said) > LONGEST_QUERY,
        "hidden": list(filter(None, request.GET.get("hidden", "")[:LONGEST_QUERY].split(","))),
        "popular": [] if answer.found else shelves.popular(SUGGESTED, request.user),
        "shelves": [] if query else shelves.shelves(request.user),
    }
    return render(request, "helpcenter/search.html", page)


def _told(one: Found) -> dict[str, tuple[str, str]]:
    """What a result can be narrowed by: for each field its value and the name of that."""
    article = one.article
    return {
        "category": (article.category.slug, article.category.name),
        "kind": (article.kind, article.get_kind_display()),
        "audience": (article.audience, article.get_audience_display()),
    }


def _is(one: Found, only: dict[str, str]) -> bool:
    told = _told(one)
    return all(told[name][0] == value for name, value in only.items())


def _known(found: list[Found], asked: dict[str, str]) -> dict[str, str]:
    """Of what is asked for, what any of the results is."""
    return {name: value for name, value in asked.items() if any(_is(one, {name: value}) for one in found)}


def _choices(found: list[Found], only: dict[str, str], said: dict[str, str]) -> list[Choice]:
    """What the results can be narrowed by: what leaves some and not all, or is asked for.

    Each is counted among what the other questions leave, so that a click gives as many as it says.
    """
    choices = []
    for name in FILTERS:
        others = {other: value for other, value in only.items() if other != name}
        left = [_told(one)[name] for one in found if _is(one, others)]
        chosen = [told for one in found if (told := _told(one)[name])[0] == only.get(name)]
        counts = Counter(left)
        counts.update(dict.fromkeys(chosen, 0))  # it stays where the others leave nothing of it
        for (value, words), many in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0][0])):
            if (is_on := only.get(name) == value) or many < len(left):
                address = urlencode(said | only | {name: value})
                choices.append(Choice(name, value, words, many, address, is_on))
    return choices


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
    lang = _other_code(request)
    found = [replace(one, lang=lang) for one in found]
    forms = _forms(found[:2])[:MOST_FORMS]
    rooms = shelves.named_like(query, request.user)[:MOST_SHELVES] if _is_enough(query) else []
    count = len(found) + len(forms) + len(rooms)
    page = {"found": found, "forms": forms, "shelves": rooms, "count": count, "query": query, "lang": lang}
    return render(request, "helpcenter/_options.html", page)


@require_safe
@spoken
def found(request: HttpRequest, slug: str) -> HttpResponse:
    """Count that a result was opened, and go there. Only the count is kept: `searches.opened`."""
    article = addresses.article(slug, request.user)
    query, place = _query(request), request.GET.get("at", "")
    if query and place.isascii() and place.isdigit() and 0 < int(place[:4]) <= MOST_PLACES:
        searches.opened(query, get_language() or "", article, int(place))
    text, row = article.readable_in(), pasted.code(query)
    row = row if text and row in codes(text) else ""
    return redirect(results.address(article.slug, query, _code(request), row))


def _forms(found: list[Found]) -> list[tuple[str, str]]:
    """Address and name of the forms that articles lead to, each once, in the reader's language."""
    named: dict[str, str] = {}
    for one in found:
        for address, words in one.forms:
            named.setdefault(address, _called(address, words) if one.is_fallback else words)
    return list(named.items())


def _called(address: str, words: str) -> str:
    """What a form is called in the reader's language; the `words` of the text where nobody knows it."""
    language = get_language() or settings.LANGUAGE_CODE
    known = picking.forms().called(address.partition("topic=")[2], language)
    return next((name for name, there in known if there == address), words)


def _is_enough(query: str) -> bool:
    return len(query) >= FEWEST_LETTERS or any(ord(letter) > 0x2FFF for letter in query)


def _code(request: HttpRequest) -> str:
    code = request.GET.get("lang", "")
    return code if code in CODES else ""


def _other_code(request: HttpRequest) -> str:
    """The language the page was asked for in, where it is not the reader's own."""
    code = _code(request)
    return code if code != getattr(request, "LANGUAGE_CODE", "") else ""


def _query(request: HttpRequest) -> str:
    """What was searched for, unless there is a secret in it."""
    said = request.GET.get("q", "").strip()
    return "" if shield.mask(said).kinds else said[:LONGEST_QUERY]
