"""The log of searches, and what editors make of it: a list of what is not found, and judged questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from helpcenter import heard, pasted
from helpcenter.models import Article, Judgement, Opened, Searched
from support.people.models import User

LONGEST = 120  # letters of what is kept
DAYS = 28
OFTEN = 5  # times, from which few clicks say something
FEW = 0.1  # of the searches; fewer opened anything
MOST = 100  # lines of the list


@dataclass(frozen=True)
class Line:
    """One search on the list of what to do."""

    language: str
    words: str
    times: int
    hits: int  # of the last day
    opened: int

    @property
    def found_nothing(self) -> bool:
        """Whether there was nothing to open."""
        return not self.hits

    @property
    def share(self) -> float:
        """How many of these searches opened something, 0 to 1."""
        return min(1.0, self.opened / self.times) if self.times else 0.0


def normal(query: str, language: str) -> str:
    """A query as it is kept: its folded words, without whatever could be somebody's; "" for nothing."""
    return heard.kept(pasted.scrubbed(query), language)[:LONGEST].strip()


def record(query: str, language: str, hits: int) -> None:
    """Count a search; only words that say nothing of anybody are kept: `heard`."""
    heard.hear(pasted.scrubbed(query), language)
    words = normal(query, language)
    if not words:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO helpcenter_searched (day, language, words, hits, times) VALUES (%s, %s, %s, %s, 1)
            ON CONFLICT (day, language, words)
            DO UPDATE SET times = helpcenter_searched.times + 1, hits = EXCLUDED.hits
            """,
            [timezone.localdate(), language, words, hits],
        )


def opened(query: str, language: str, article: Article, place: int) -> None:
    """Count that a result was opened; for a search nobody made in these two days it counts nothing."""
    since = timezone.localdate() - timedelta(days=1)
    rows = Searched.objects.filter(language=language, words=normal(query, language), day__gte=since)
    searched = rows.order_by("-day").first()
    if searched is None:
        return
    with transaction.atomic():
        row, _ = Opened.objects.get_or_create(searched=searched, article=article, place=place)
        Opened.objects.filter(pk=row.pk).update(times=F("times") + 1)


def to_do(language: str = "", days: int = DAYS) -> list[Line]:
    """What was searched for in vain, most often first: nothing found, or hardly ever anything opened."""
    since = timezone.localdate() - timedelta(days=days)
    rows = Searched.objects.filter(day__gte=since)
    if language:
        rows = rows.filter(language=language)
    lines = _summed(rows, since)
    return [one for one in lines if one.found_nothing or (one.times >= OFTEN and one.share < FEW)][:MOST]


def forget() -> int:
    """Clear away what was searched for more than SEARCHES_KEPT_MONTHS months ago; how many lines.

    Verdicts stay: an editor wrote them, and they are part of the house's own test.
    """
    before = timezone.localdate() - relativedelta(months=settings.SEARCHES_KEPT_MONTHS)
    _all, by_model = Searched.objects.filter(day__lt=before).delete()
    return by_model.get(Searched._meta.label, 0)


def _summed(rows: QuerySet[Searched], since: object) -> Iterable[Line]:
    same = {"searched__language": OuterRef("language"), "searched__words": OuterRef("words")}
    clicks = Opened.objects.filter(**same, searched__day__gte=since).order_by().values("searched__words")
    last = Searched.objects.filter(language=OuterRef("language"), words=OuterRef("words")).order_by("-day")
    found = (
        rows.order_by()
        .values("language", "words")
        .annotate(
            all=Sum("times"),
            last=Subquery(last.values("hits")[:1]),
            clicks=Coalesce(Subquery(clicks.annotate(n=Sum("times")).values("n")), 0),
        )
        .order_by("-all", "language", "words")
    )
    columns = ("language", "words", "all", "last", "clicks")
    return (Line(*row) for row in found.values_list(*columns).iterator())


def judge(words: str, language: str, verdicts: dict[str, bool | None], *, by: User) -> int:
    """Keep an editor's verdicts by short name of the article; None takes one back. How many were kept."""
    articles = {one.slug: one for one in Article.objects.filter(slug__in=verdicts)}
    kept = 0
    with transaction.atomic():
        for slug, article in articles.items():
            same = Judgement.objects.filter(language=language, words=words[:LONGEST], article=article)
            right = verdicts[slug]
            if right is None:
                same.delete()
                continue
            if not same.update(is_right=right, by=by, judged_at=timezone.now()):
                Judgement.objects.create(
                    language=language, words=words[:LONGEST], article=article, is_right=right, by=by
                )
            kept += 1
    return kept
