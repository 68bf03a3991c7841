"""How articles are found: by anybody's words, in their language first. Other rooms call `find`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from haystack import connections
from haystack.inputs import Clean
from haystack.query import SearchQuerySet

from helpcenter.models import Article, Category, Translation
from support.people.models import User
from support.search import terms
from support.search.snippets import Highlighted
from support.search.understanding import Understood, understand

MOST = 30  # results; nobody turns more pages
Reader = User | AnonymousUser | None


@dataclass(frozen=True)
class Found:
    """An article as a search shows it."""

    slug: str
    url: str
    title: str
    language: str  # of the text, which may not be the reader's
    is_fallback: bool
    kind: str
    category: Category
    score: float
    highlighted: Mapping[str, list[SafeString]] = field(repr=False, compare=False)
    reading: Understood = field(repr=False, compare=False)  # the question in this result's language

    @property
    def marked(self) -> SafeString:
        """The title, escaped, with <mark>."""
        return self.highlighted["title"][0]

    @property
    def snippet(self) -> SafeString:
        """Where the words are, escaped, with <mark>."""
        return self.highlighted["text"][0]


@dataclass(frozen=True)
class Answer:
    """Everything a page of results says."""

    query: str
    found: list[Found]
    meant: str  # the query as it was probably meant, or nothing
    likely: list[str]  # words that begin like the last one, for a reader who found nothing


def find(query: str, language: str = "", limit: int = 5, user: Reader = None) -> list[Found]:
    """The best articles for somebody's words: theirs in their language, else in the house's, else in any.

    One result an article, and only what this reader may see, as the database says now.
    """
    code = language or get_language() or settings.LANGUAGE_CODE
    found = _in(query, code, code, limit, user)
    if code != settings.LANGUAGE_CODE:
        found = _merged(found, _in(query, settings.LANGUAGE_CODE, code, limit, user))[:limit]
    if found or not query.strip():
        return found
    elsewhere = (one for one in terms.spoken_in(query) if one != code)
    found = next(filter(None, (_in(query, one, code, limit, user, anyway=True) for one in elsewhere)), [])
    return _as_they_read(found, code, user)


def answer(query: str, language: str = "", user: Reader = None) -> Answer:
    """All results for a page, with what else the reader may have meant."""
    code = language or get_language() or settings.LANGUAGE_CODE
    found = find(query, code, MOST, user)
    likely = [] if found else terms.complete(query, code)
    reading = next((one.reading for one in found if one.language == code), None) or understand(query, code)
    return Answer(query, found, reading.as_meant(), likely)


def related(translation: Translation, limit: int = 4) -> list[tuple[str, str]]:
    """Addresses and titles of what is about the same things, in the same language."""
    alike = SearchQuerySet().models(Translation).exclude(audience=Article.Audience.AGENTS)
    keys = [one.pk for one in alike.more_like_this(translation)[:limit]]
    rows = Translation.objects.visible_to(None).select_related("article").in_bulk(map(int, keys))
    return [(_url(row.article.slug), row.title) for key in keys if (row := rows.get(int(key)))]


def follow(translations: Iterable[int]) -> None:
    """The index follows the rows: what is out is in it, what is not is not. Twice does no harm.

    An article's other texts follow too, for each knows in which languages the article can be read.
    """
    named = list(translations)
    if not named:
        return
    articles = Article.objects.filter(translations__in=named)
    keys = {*named, *Translation.objects.filter(article__in=articles).values_list("pk", flat=True)}
    connection = connections["default"]
    index, backend = connection.get_unified_index().get_index(Translation), connection.get_backend()
    out = list(index.index_queryset().filter(pk__in=keys))
    backend.update(index, out)
    for gone in keys - {translation.pk for translation in out}:
        backend.remove(f"helpcenter.translation.{gone}")


def _set(code: str, query: str) -> SearchQuerySet:
    return SearchQuerySet().models(Translation).filter(content=Clean(query), language=code)


def _in(query: str, code: str, reader: str, limit: int, user: Reader, *, anyway: bool = False) -> list[Found]:
    """Results in one language that this reader may see; without `anyway`, only what theirs does not have."""
    if not query.strip():
        return []
    asked = _set(code, query)
    if code != reader and not anyway:
        asked = asked.exclude(languages=reader)
    if not getattr(user, "is_staff", False):
        asked = asked.exclude(audience=Article.Audience.AGENTS)
    hits = asked.highlight()[:limit]
    visible = (
        Translation.objects.visible_to(user).select_related("article__category").defer("body", "summary")
    )
    rows = visible.in_bulk([int(hit.pk) for hit in hits])
    return [_found(row, hit, reader, query) for hit in hits if (row := rows.get(int(hit.pk)))]


def _as_they_read(found: list[Found], code: str, user: Reader) -> list[Found]:
    """What was found by words of another language, in the reader's own where it can be read there."""
    texts = Translation.objects.visible_to(user).filter(
        language=code, article__slug__in=[one.slug for one in found]
    )
    own = {row.article.slug: row for row in texts.select_related("article").defer("body")}
    return [_translated(one, own[one.slug]) if one.slug in own else one for one in found]


def _translated(found: Found, row: Translation) -> Found:
    shown = Highlighted(row.title, row.summary, frozenset(), row.language)
    return replace(found, title=row.title, language=row.language, is_fallback=False, highlighted=shown)


def _merged(own: list[Found], others: list[Found]) -> list[Found]:
    """The reader's language first, but not before an article whose title says all they asked for."""
    exact = [one for one in others if one.reading.is_answered_by(one.title)]
    first = [one for one in own if one.reading.is_answered_by(one.title)] if exact else own
    rest = [*(one for one in own if one not in first), *(one for one in others if one not in exact)]
    return [*first, *exact, *rest]


def _found(row: Translation, hit: Any, reader: str, query: str) -> Found:
    article = row.article
    return Found(
        slug=article.slug,
        url=f"{_url(article.slug)}?{urlencode({'q': query})}",
        title=row.title,
        language=row.language,
        is_fallback=row.language != reader,
        kind=article.get_kind_display(),
        category=article.category,
        score=hit.score,
        highlighted=hit.highlighted,
        reading=hit.reading,
    )


def _url(slug: str) -> str:
    return reverse("helpcenter:article", args=[slug])
