"""What stands where: shelves with their counts, and what is read most. Other rooms may ask."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from helpcenter import addresses
from helpcenter.models import Article, Category, Translation, Visit
from helpcenter.tree import Tree, tree
from support.people.models import User
from support.search import text

Reader = User | AnonymousUser | None
LATELY = timedelta(days=28)  # four whole weeks, so that no weekday counts more than another


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


@dataclass(frozen=True)
class Shelf:
    """One shelf's page: what it stands in, its own articles, and its sections with theirs."""

    category: Category
    trail: list[Category]
    entries: list[Entry]
    sections: list[tuple[Category, list[Entry], list[Category]]]  # each with the sections within it


def shelves(user: Reader = None) -> list[Category]:
    """The shelves that hold something this reader may see, each with `count`, of all that is below it."""
    standing = tree()
    return _counted(standing, standing.inside.get(None, []), _counts(user))


def shelf(category: Category, user: Reader = None) -> Shelf:
    """A shelf, two levels of it; what is deeper is led to, what holds nothing for this reader is left out."""
    standing, counts = tree(), _counts(user)
    visible = Article.objects.visible_to(user).select_related("category")
    return Shelf(
        category=category,
        trail=standing.above(category),
        entries=entries(visible.filter(category=category)),
        sections=[
            (one, entries(visible.filter(category=one)), _counted(standing, inside(standing, one), counts))
            for one in _counted(standing, inside(standing, category), counts)
        ],
    )


def is_closed(category: Category, user: Reader = None) -> bool:
    """Whether there is something to read here and below, and nothing of it for this reader."""
    below = Article.objects.filter(category__in=[one.pk for one in tree().within(category)]).readable()
    return below.exists() and not below.visible_to(user).exists()


def inside(standing: Tree, category: Category) -> list[Category]:
    """The sections of a shelf, in their order."""
    return standing.inside.get(category.pk, [])


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
    """What was read most lately, their own language first; where nobody was, what helped, then the order."""
    code = get_language() or settings.LANGUAGE_CODE
    own = Translation.objects.visible_to(user).filter(article=OuterRef("pk"), language=code)
    lately = Visit.objects.filter(article=OuterRef("pk"), day__gt=timezone.now().date() - LATELY)
    visits = lately.order_by().values("article").annotate(all=Sum("times")).values("all")
    helped = Count("translations__votes", filter=Q(translations__votes__helped=True), distinct=True)
    articles = Article.objects.visible_to(user).annotate(
        own=Exists(own), visited=Coalesce(Subquery(visits, output_field=IntegerField()), 0), helped=helped
    )
    ranked = articles.order_by("-own", "-visited", "-helped", "category__order", "opened_at", "pk")
    return entries(ranked[:limit])


def notices(limit: int = 3, user: Reader = None) -> list[Entry]:
    """The newest articles that are notices."""
    news = Article.objects.visible_to(user).filter(kind=Article.Kind.NOTICE)
    return entries(news.order_by("-opened_at")[:limit])


def _counts(user: Reader) -> dict[int, int]:
    """How many articles a reader may see on each shelf itself."""
    visible = Article.objects.visible_to(user).readable().order_by()
    return dict(visible.values_list("category").annotate(Count("pk", distinct=True)))


def _counted(standing: Tree, categories: list[Category], counts: dict[int, int]) -> list[Category]:
    """Those that hold something, each with its `count`."""
    for category in categories:
        category.count = sum(counts.get(one.pk, 0) for one in standing.within(category))
    return [category for category in categories if category.count]


def _entry(article: Article, row: Translation) -> Entry:
    return Entry(
        slug=article.slug,
        url=addresses.path(article, row),
        title=row.title,
        summary=row.summary,
        kind=article.get_kind_display(),
        language=row.language,
        is_fallback=row.language != get_language(),
    )
