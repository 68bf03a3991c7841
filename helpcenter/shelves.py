"""What stands where: shelves with their counts, and what is read most. Other rooms may ask."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from helpcenter.models import Article, Category, Translation
from support.people.models import User
from support.search import text

Reader = User | AnonymousUser | None


@dataclass(frozen=True)
class Entry:
    """An article as a list shows it, in the best language there is."""

    slug: str
    url: str
    title: str
    summary: str
    kind: str
    language: str
    is_fallback: bool


def shelves(user: Reader = None) -> list[Category]:
    """The shelves that hold something this reader may see, each with `count`; sections count for theirs."""
    counts: dict[int, int] = dict(
        Article.objects.visible_to(user)
        .order_by()
        .values_list("category")
        .annotate(Count("pk", distinct=True))
    )
    shown = []
    for category in Category.objects.filter(parent=None).prefetch_related("sections"):
        category.count = sum(counts.get(one.pk, 0) for one in (category, *category.sections.all()))
        if category.count:
            shown.append(category)
    return shown


def named_like(query: str, user: Reader = None) -> list[Category]:
    """The shelves and sections with something for this reader that have the query's words in their name.

    A word may be half typed; every word of three letters or more must be there.
    """
    code = get_language() or settings.LANGUAGE_CODE
    wanted = [word for word in text.words(query, code) if text.is_han(word) or len(word) >= 3]
    if not wanted:
        return []
    holding = Category.objects.filter(articles__in=Article.objects.visible_to(user)).distinct()
    return [one for one in holding if _says(text.words(one.name, code), wanted)]


def _says(name: list[str], wanted: list[str]) -> bool:
    return all(
        any(said.startswith(word) or (text.is_han(word) and word in said) for said in name) for word in wanted
    )


def entries(articles: QuerySet[Article]) -> list[Entry]:
    """The articles in their order, those in the reader's language first."""
    found = []
    for article in articles.prefetch_related("translations"):
        row = article.readable_in()
        if row is not None:
            found.append(_entry(article, row))
    return sorted(found, key=lambda entry: entry.is_fallback)


def popular(limit: int = 4, user: Reader = None) -> list[Entry]:
    """What helped most readers, their own language first; before anybody voted, what editors put first."""
    code = get_language() or settings.LANGUAGE_CODE
    own = Translation.objects.visible_to(user).filter(article=OuterRef("pk"), language=code)
    helped = Count("translations__votes", filter=Q(translations__votes__helped=True), distinct=True)
    articles = Article.objects.visible_to(user).annotate(own=Exists(own), helped=helped)
    return entries(articles.order_by("-own", "-helped", "category__order", "opened_at")[:limit])


def _entry(article: Article, row: Translation) -> Entry:
    return Entry(
        slug=article.slug,
        url=reverse("helpcenter:article", args=[article.slug]),
        title=row.title,
        summary=row.summary,
        kind=article.get_kind_display(),
        language=row.language,
        is_fallback=row.language != get_language(),
    )
