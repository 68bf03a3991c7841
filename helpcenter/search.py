"""How articles are found: by anybody's words, in their language first. Other rooms call `find`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language
from haystack import connections
from haystack.inputs import Clean
from haystack.query import SearchQuerySet

from helpcenter import meant, pasted, readers, results
from helpcenter.models import Article, Translation
from helpcenter.pasted import Pasted
from helpcenter.results import Found
from support.people.models import User
from support.search import terms
from support.search.meaning import model as meaning
from support.search.models import Document
from support.search.understanding import understand

MOST = 30  # results; nobody turns more pages
ALL = 100  # of a page, which are counted and narrowed
LOOKED_AT = 10  # of a language: a title among them that says it all comes first
LONGEST_QUERY = 200  # letters; what is said behind them is not searched for
EVERYTHING: Mapping[str, str] = MappingProxyType({})
Reader = User | AnonymousUser | None


@dataclass(frozen=True)
class Answer:
    """Everything a page of results says."""

    query: str
    found: list[Found]
    meant: str  # the query as it was probably meant, or nothing
    likely: list[str]  # words that begin like the last one, for a reader who found nothing
    pasted: Pasted  # the ids in the query, which were not searched for


@dataclass(frozen=True)
class _Question:
    words: str
    reader: str  # their language
    limit: int
    user: Reader
    only: Mapping[str, str]


def find(
    query: str,
    language: str = "",
    limit: int = 5,
    user: Reader = None,
    only: Mapping[str, str] = EVERYTHING,
    *,
    by_meaning: bool = False,
) -> list[Found]:
    """The best articles for somebody's words: theirs in their language, else in the house's, else in any.

    One result an article, and only what this reader may see, as the database says now. `only` narrows by
    fields of the index: `{"category": "security", "kind": "how-to", "audience": "trader"}`. Ids in the query
    are not searched for; what is to be read about them comes first. `by_meaning` joins what is near
    in meaning, where that is on: too slow for every key somebody types.
    """
    code = language or get_language() or settings.LANGUAGE_CODE
    by_meaning = by_meaning and meaning.is_on()
    seen = pasted.read(_short(query))
    ask = _Question(seen.words, code, max(limit, MOST) if by_meaning else limit, user, only)
    hits = _hits(ask, code)
    if code != settings.LANGUAGE_CODE:
        hits += _hits(ask, settings.LANGUAGE_CODE, named=len(hits) >= limit)
    found = _merged(_seen(ask, hits))
    if not found and ask.words.strip():
        elsewhere = (one for one in terms.spoken_in(ask.words) if one != code)
        found = next(filter(None, (_in(ask, one, anyway=True) for one in elsewhere)), [])
        found = _as_they_read(found, ask)
    if by_meaning:
        found = meant.joined(found, ask.words, code, user, only)
    first = _explained(ask)
    first += _advised(seen, ask) if seen.articles and not only else []
    known = {one.slug for one in first}
    return [*first, *(one for one in found if one.slug not in known)][:limit]


def answer(query: str, language: str = "", user: Reader = None) -> Answer:
    """All results for a page, with what else the reader may have meant."""
    code = language or get_language() or settings.LANGUAGE_CODE
    found = find(query, code, ALL, user, by_meaning=True)
    seen = pasted.read(_short(query))
    likely = [] if found else terms.complete(seen.words, code, documents=readable(user))
    own = (one.reading for one in found if one.language == code and one.reading)
    reading = next(own, None) or understand(seen.words, code)
    return Answer(query, found, reading.as_meant(readable(user)), likely, seen)


def half_typed(query: str, language: str = "", limit: int = 5, user: Reader = None) -> list[Found]:
    """What may be meant while somebody types: their last word may be the beginning of one."""
    code = language or get_language() or settings.LANGUAGE_CODE
    found = find(query, code, limit, user)
    if found or not (goes_on := terms.complete(_short(query), code, 1, readable(user))):
        return found
    return find(" ".join([*query.split()[:-1], *goes_on]), code, limit, user)


def related(translation: Translation, limit: int = 4) -> list[tuple[str, str, str]]:
    """Address, title and its language of what is about the same things, in the reader's language first."""
    alike = SearchQuerySet().models(Translation).exclude(audience=Article.Audience.AGENTS)
    keys = [one.pk for one in alike.more_like_this(translation)[:limit]]
    visible = Translation.objects.visible_to(None).select_related("article")
    rows = visible.prefetch_related("article__translations").in_bulk(map(int, keys))
    articles = [rows[int(key)].article for key in keys if int(key) in rows]
    texts = [(one.slug, text) for one in articles if (text := one.readable_in())]
    return [(_url(slug), text.title, text.language) for slug, text in texts]


def readable(user: Reader) -> QuerySet[Document]:
    """The documents whose words this reader may be told."""
    rows = Translation.objects.visible_to(user).annotate(named=Cast("pk", CharField()))
    return Document.objects.filter(model=Translation._meta.label_lower, object_id__in=rows.values("named"))


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


def _short(query: str) -> str:
    return query.replace("\0", " ")[:LONGEST_QUERY]


def _in(ask: _Question, code: str, *, anyway: bool = False, named: bool = False) -> list[Found]:
    """Results in one language that this reader may see; without `anyway`, only what theirs does not have."""
    return _seen(ask, _hits(ask, code, anyway=anyway, named=named))


def _hits(ask: _Question, code: str, *, anyway: bool = False, named: bool = False) -> list[Any]:
    """What the index has in one language for this reader.

    With `named` only texts whose title says what they asked for: behind enough others nobody sees the rest.
    """
    if not ask.words.strip():
        return []
    asked = SearchQuerySet().models(Translation).filter(content=Clean(ask.words), language=code, **ask.only)
    if code != ask.reader and not anyway:
        asked = asked.exclude(languages=ask.reader)
    if named:
        asked = asked.filter(title=Clean(ask.words))
    if (mine := readers.words(ask.user)) is not None:
        asked = asked.filter(readers__in=mine)
    return list(asked.highlight()[: max(ask.limit, LOOKED_AT)])


def _seen(ask: _Question, hits: list[Any]) -> list[Found]:
    """Those that the rows, too, say are out and for this reader."""
    visible = Translation.objects.visible_to(ask.user).select_related("article__category")
    rows = visible.defer("body", "summary").in_bulk([int(hit.pk) for hit in hits])
    return [results.hit(row, hit, ask.reader, ask.words) for hit in hits if (row := rows.get(int(hit.pk)))]


def _explained(ask: _Question) -> list[Found]:
    """The articles with a row about the error code in the question: the reader's language, or the house's."""
    if not (row := pasted.code(ask.words)):
        return []
    rows = replace(ask, only={**ask.only, "codes": row})
    return _in(rows, ask.reader) or _in(rows, settings.LANGUAGE_CODE)


def _advised(seen: Pasted, ask: _Question) -> list[Found]:
    """The articles to read about what was pasted, in their order and the reader's best language."""
    visible = Article.objects.visible_to(ask.user).filter(slug__in=seen.articles).select_related("category")
    articles = {one.slug: one for one in visible.prefetch_related("translations")}
    texts = [
        (articles[slug], articles[slug].readable_in(ask.reader)) for slug in seen.articles if slug in articles
    ]
    found = []
    for article, row in texts:
        if row is not None:
            row.article = article  # with its category
            found.append(results.advised(row, ask.reader, ask.words))
    return found


def _as_they_read(found: list[Found], ask: _Question) -> list[Found]:
    """What was found by words of another language, in the reader's own where it can be read there."""
    texts = Translation.objects.visible_to(ask.user).filter(
        language=ask.reader, article__slug__in=[one.slug for one in found]
    )
    own = {row.article.slug: row for row in texts.select_related("article__category").defer("body")}
    return [
        replace(results.shown(own[one.slug], ask.reader, ask.words), forms=one.forms)
        if one.slug in own
        else one
        for one in found
    ]


def _merged(found: list[Found]) -> list[Found]:
    """The reader's language first, but nothing before an article whose title says all they asked for."""
    return sorted(found, key=lambda one: not one.is_exact)


def _url(slug: str) -> str:
    return reverse("helpcenter:article", args=[slug])
