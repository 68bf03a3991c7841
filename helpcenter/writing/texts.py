"""One text on the desk: the newest one, what its editor typed, and what its original says by now."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from helpcenter.models import Article, Revision, Translation
from helpcenter.models.unsent import Unsent
from helpcenter.sections import split
from helpcenter.writing import difference, staleness
from support.people.models import User

NAMES = dict(settings.LANGUAGES)


@dataclass
class Desk:
    """An article in one language, as one editor works at it."""

    article: Article
    language: str
    user: User

    @property
    def name(self) -> str:
        """The language's own name."""
        return str(NAMES[self.language])

    @cached_property
    def text(self) -> Translation | None:
        """What readers see, or will."""
        rows = self.article.translations.filter(language=self.language)
        return rows.select_related("live").first()

    @cached_property
    def newest(self) -> Revision | None:
        """The text to go on from."""
        return self.text.revisions.select_related("by", "source").first() if self.text else None

    @cached_property
    def unsent(self) -> Unsent | None:
        """What this editor typed and did not save."""
        return Unsent.objects.filter(article=self.article, language=self.language, by=self.user).first()

    @property
    def is_translation(self) -> bool:
        """Whether it is written in another language first."""
        return self.language != self.article.source_language

    @cached_property
    def original(self) -> Revision | None:
        """What is out of the original, beside a translation."""
        first = staleness.original(self.article) if self.is_translation else None
        return first.live if first else None

    @cached_property
    def behind(self) -> staleness.Behind | None:
        """What the newest text lacks."""
        return staleness.behind(self.newest) if self.newest and self.is_translation else None

    @property
    def original_sections(self) -> list[tuple[str, str, bool]]:
        """(title, text, whether it changed) of each section of the original; its title and summary first."""
        if self.original is None:
            return []
        changed = self.behind.changed if self.behind else ()
        head = ("", f"{self.original.title}\n\n{self.original.summary}", 0 in changed)
        parts = enumerate(split(self.original.body), 1)
        return [head, *((one.title, one.text, at in changed) for at, one in parts)]

    @property
    def original_changes(self) -> list[difference.Change]:
        """What became of the original since this was translated, word by word."""
        return changes(self.behind.source, self.behind.newest) if self.behind else []

    def initial(self) -> dict[str, object]:
        """What stands in the form at first."""
        said: dict[str, object] = {"seen": self.newest.pk if self.newest else 0}
        if self.newest:
            said |= {name: getattr(self.newest, name) for name in ("title", "slug", "summary", "body")}
            if not self.newest.published_at:
                said["severity"] = self.newest.severity
        if self.original:
            said["source"] = self.original.pk
        if self.unsent:
            said |= self.unsent.typed | {"version": self.unsent.version}
        return said


def desk(user: User, slug: str, language: str) -> Desk:
    """A text this person may work at, in the language it was written first in where none is named.

    Http404 for an article that is not for them, or a strange language.
    """
    if language and language not in NAMES:
        raise Http404
    article = get_object_or_404(Article.objects.visible_to(user), slug=slug)
    return Desk(article, language or article.source_language, user)


def revision_for(user: User, pk: int) -> Revision:
    """A text this person may look at; Http404 otherwise."""
    rows = Revision.objects.filter(translation__article__in=Article.objects.visible_to(user))
    with_all = rows.select_related("translation__article", "by", "reviewer", "based_on", "source")
    return get_object_or_404(with_all, pk=pk)


LINES = ("title", "slug", "summary")  # fields that are compared as a whole


def changes(old: Revision | None, new: Revision) -> list[difference.Change]:
    """What differs between two texts: title, address and summary, then the sections."""
    found = []
    for name in LINES:
        called = str(Revision._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        found += difference.of_line(called, getattr(old, name, ""), getattr(new, name))
    return found + difference.between(getattr(old, "body", ""), new.body)
