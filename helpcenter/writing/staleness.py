"""Which parts of an original changed since it was translated: by severity and sections, never by dates.

A translation's text knows the text it was translated from (`Revision.source`). What was put out of the
original since, and was more than a slip of the pen, changed the sections whose marks are new or gone.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from helpcenter import sections
from helpcenter.models import Article, Revision, Translation
from helpcenter.models.article import READABLE

Status = Translation.Status
TYPO = Revision.Severity.TYPO


@dataclass(frozen=True)
class Behind:
    """What a translation lacks."""

    source: Revision  # what it was translated from
    newest: Revision  # what is out of the original
    changed: tuple[int, ...]  # places in `newest.sections`; 0 is the title with the summary
    lost: bool  # whether the original says less by now

    def __bool__(self) -> bool:
        return bool(self.changed or self.lost)

    @property
    def is_grave(self) -> bool:
        """Whether something changed that would harm as it was."""
        return any(one.severity == Revision.Severity.MAJOR for one in since(self.source))


def since(source: Revision) -> list[Revision]:
    """What was put out of the original after this text, in order."""
    later = Revision.objects.filter(translation=source.translation_id, pk__gt=source.pk)
    return list(later.exclude(published_at=None).order_by("pk"))


def behind(text: Revision) -> Behind | None:
    """What this text of a translation lacks; None for an original, or where nobody knows its source."""
    if text.source is None:
        return None
    before, changed, lost = text.source, set[str](), False
    for one in since(text.source):
        old, new = marks_of(before), marks_of(one)
        if one.severity == TYPO:  # a section that had changed goes on being changed, under its new mark
            changed |= {mark for was, mark in _paired(old, new) if was in changed}
        else:
            changed |= set(new) - set(old)
            lost = lost or (bool(set(old) - set(new)) and len(new) < len(old))
        before = one
    places = tuple(at for at, mark in enumerate(marks_of(before)) if mark in changed)
    return Behind(text.source, before, places, lost)


def marks_of(text: Revision) -> list[str]:
    """Its sections' marks; those of texts older than marks are made now."""
    return text.sections or sections.marks(text.title, text.summary, text.body)


def _paired(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    """Sections that took each other's place."""
    pairs = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            pairs += list(zip(old[a:b], new[c:d], strict=True))
    return pairs


def original(article: Article) -> Translation | None:
    """The article's text in the language it was written first in."""
    return article.translations.filter(language=article.source_language).first()


def settle(article: Article) -> list[Translation]:
    """Say of each translation that is out whether it lags behind; returns those of which it is another now.

    One that was out before its original ever was is taken to say the same.
    """
    first = original(article)
    if first is None or first.live is None:
        return []
    moved = []
    others = article.translations.filter(status__in=READABLE).exclude(pk=first.pk)
    for text in others.select_related("live__source"):
        if text.live is None:
            continue
        if text.live.source is None:
            Revision.objects.filter(pk=text.live.pk).update(source=first.live)
            continue
        status = Status.OUTDATED if behind(text.live) else Status.PUBLISHED
        if status != text.status:
            Translation.objects.filter(pk=text.pk).update(status=status)
            text.status = status
            moved.append(text)
    return moved
