"""Texts that come from outside: JSON lines and Markdown folders, read whole, checked, then taken in at once.

Whatever is wrong is said with its place, and when anything is wrong nothing is taken in. The same once more
changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from helpcenter import actions
from helpcenter.markup import LONGEST
from helpcenter.models import Article, Category, Translation

LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)
CHOICES: dict[str, list[str]] = {
    "kind": Article.Kind.values,
    "audience": Article.Audience.values,
    "status": [Translation.Status.DRAFT, Translation.Status.PUBLISHED],
}
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Manuscript:
    """One text in one language, and what is known of its article."""

    where: str  # "faq.jsonl, line 12"
    slug: str
    language: str
    title: str
    summary: str
    body: str
    category: str  # short name of its shelf
    category_name: str = ""  # in the text's language; a shelf that is missing is put up with it
    kind: str = Article.Kind.EXPLAINER
    audience: str = Article.Audience.EVERYONE
    outline: str = ""
    source: str = ""
    checked: date | None = None
    status: str = Translation.Status.PUBLISHED  # a draft is taken in and stays on the editors' table

    def problems(self) -> Iterable[str]:
        """What keeps this from being taken in, each as "where: what"."""
        wrong = []
        if self.language not in LANGUAGES:
            wrong.append(f"language {self.language!r} is none of {', '.join(sorted(LANGUAGES))}")
        if not self.slug:
            wrong.append("it has no short name")
        if not self.title.strip() or len(self.title) > LONGEST_TITLE:
            wrong.append(f"the title must have 1 to {LONGEST_TITLE} letters, it has {len(self.title)}")
        if not self.body.strip() or len(self.body) > LONGEST:
            wrong.append(f"the text must have 1 to {LONGEST} letters, it has {len(self.body)}")
        if not self.category:
            wrong.append("it has no category")
        if "\0" in f"{self.title}{self.summary}{self.body}":
            wrong.append("there is a NUL character in it")
        for name, choices in CHOICES.items():
            if getattr(self, name) not in choices:
                wrong.append(f"{name} {getattr(self, name)!r} is none of {', '.join(choices)}")
        return (f"{self.where}: {what}" for what in wrong)


@dataclass
class Tally:
    """What taking in did."""

    new: int = 0
    changed: int = 0
    same: int = 0
    touched: list[Translation] = field(default_factory=list)


def doubles(manuscripts: Iterable[Manuscript]) -> list[str]:
    """The texts that are there twice."""
    counted = Counter((one.slug, one.language) for one in manuscripts)
    return [
        f"{slug} in {language}: {times} texts" for (slug, language), times in counted.items() if times > 1
    ]


@transaction.atomic
def take_in(manuscripts: Sequence[Manuscript], why: str, *, publish: bool = True) -> Tally:
    """Articles, texts and missing shelves, all or nothing; what is new or changed is published, unless it
    says that it is a draft."""
    tally = Tally()
    shelves = _shelves(manuscripts)
    articles: dict[str, Article] = {}
    for one in manuscripts:
        if one.slug not in articles:
            facts = {"kind": one.kind, "audience": one.audience, "outline": one.outline, "source": one.source}
            articles[one.slug] = actions.open_article(one.slug, category=shelves[one.category], **facts)
        ready = publish and one.status == Translation.Status.PUBLISHED
        _take(one, articles[one.slug], why, tally, publish=ready)
    actions.readers_see(*tally.touched)
    return tally


def _take(one: Manuscript, article: Article, why: str, tally: Tally, *, publish: bool) -> None:
    """A text that is out already, or was and an editor took it back, stays as it is."""
    before = Translation.objects.filter(article=article, language=one.language).first()
    latest = before.revisions.first() if before else None
    revision = actions.revise(
        article, one.language, title=one.title, summary=one.summary, body=one.body, why=why
    )
    if before and latest == revision and (before.live_id == revision.pk or not publish):
        tally.same += 1
        return
    tally.changed += before is not None
    tally.new += before is None
    if publish:
        try:
            out = actions.publish(revision.translation, checked_at=one.checked, tell=False)
        except ValidationError as refused:
            raise ValidationError([f"{one.where}: {problem}" for problem in refused.messages]) from refused
        tally.touched.append(out)


def _shelves(manuscripts: Iterable[Manuscript]) -> dict[str, Category]:
    """The shelves by short name; those that are missing are put up with the names the texts bring."""
    names: dict[str, dict[str, str]] = {}
    for one in manuscripts:
        names.setdefault(one.category, {}).setdefault(one.language, one.category_name or one.category)
    known = {category.slug: category for category in Category.objects.filter(slug__in=names)}
    for slug, said in names.items():
        if slug not in known:
            known[slug] = actions.shelve(slug, names=said, order=100)
    return known
