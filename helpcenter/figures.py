"""What editors are told of the library: how texts are read and judged, and what each language lacks."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from helpcenter.models import Article, Translation, Visit, Vote
from support import wilson


@dataclass(frozen=True)
class Row:
    """One article in one language of its readers."""

    article: int
    slug: str
    language: str
    title: str
    text: int | None  # key of the text in this language; None: readers see another one
    visits: int
    votes: int
    helped: int

    @property
    def share(self) -> float:
        """Of the votes, those that say it helped."""
        return self.helped / self.votes if self.votes else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """Of that share, 95 %."""
        return wilson.interval(self.helped, self.votes)

    @property
    def unhelpful(self) -> float:
        """Lower bound of the share of readers it does not help: 0 without votes."""
        return wilson.interval(self.votes - self.helped, self.votes)[0] if self.votes else 0.0

    @property
    def worst(self) -> float:
        """Visits that surely did not help: visits × `unhelpful`."""
        return self.visits * self.unhelpful


@dataclass(frozen=True)
class Language:
    """How complete one language is, of all articles that are out in any."""

    code: str
    name: str
    articles: int
    out: int
    outdated: int
    stale: int

    @property
    def missing(self) -> int:
        """Articles readers of this language see in another one."""
        return self.articles - self.out

    @property
    def share(self) -> float:
        """Of all articles, those that are out and up to date here."""
        return (self.out - self.outdated) / self.articles if self.articles else 0.0


def rows(since: datetime, until: datetime, order: str = "worst") -> list[Row]:
    """Every article and language that was opened or voted on in this time, the most first.

    `order` is the value of a row that counts: "worst", "visits" or "votes".
    """
    visits: dict[tuple[int, str], int] = defaultdict(int)
    days = timezone.localdate(since), timezone.localdate(until - timedelta.resolution)  # before `until`
    opened = Visit.objects.filter(day__range=days).order_by().values_list("article_id", "language")
    for article, language, times in opened.annotate(all=Sum("times")):
        visits[article, language] = times
    cast = Vote.objects.filter(voted_at__gte=since, voted_at__lt=until).order_by()
    voted = cast.values_list("translation__article_id", "translation__language")
    votes = {
        (article, language): (all_, yes)
        for article, language, all_, yes in voted.annotate(
            all=Count("pk"), yes=Count("pk", filter=Q(helped=True))
        )
    }
    keys = visits.keys() | votes.keys()
    titles, slugs = _titles({article for article, _language in keys})
    found = []
    for article, language in keys:
        own = titles.get(article, {})
        text, title = own.get(language) or (None, next(iter(own.values()), (0, slugs[article]))[1])
        told = (visits[article, language], *votes.get((article, language), (0, 0)))
        found.append(Row(article, slugs[article], language, title, text, *told))
    return sorted(found, key=lambda row: (-getattr(row, order), -row.visits, row.slug, row.language))


def languages() -> list[Language]:
    """Each language of the house, in its order."""
    articles = Article.objects.readable().count()
    late = Counter(stale().values_list("language", flat=True))
    out = Translation.objects.out().order_by().values_list("language")
    lags = Count("pk", filter=Q(status=Translation.Status.OUTDATED))
    counted = {code: (many, behind) for code, many, behind in out.annotate(all=Count("pk"), lags=lags)}
    none = (0, 0)
    return [
        Language(code, name, articles, *counted.get(code, none), late[code])
        for code, name in settings.LANGUAGES
    ]


def stale() -> QuerySet[Translation]:
    """Texts that somebody should find true again, the longest due first, as the editors' list has them."""
    return Translation.objects.to_be_checked().select_related("article__owner")


def _titles(articles: set[int]) -> tuple[dict[int, dict[str, tuple[int, str]]], dict[int, str]]:
    """Of what is out: by article and language its key and title, English first; and the short names."""
    found: dict[int, dict[str, tuple[int, str]]] = defaultdict(dict)
    texts = Translation.objects.out().filter(article__in=articles)
    told = texts.values_list("article_id", "language", "pk", "title")
    for article, language, pk, title in sorted(told, key=lambda one: (one[1] != "en", one[1])):
        found[article][language] = (pk, title)
    return found, dict(Article.objects.filter(pk__in=articles).values_list("pk", "slug"))
