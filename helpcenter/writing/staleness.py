"""Which parts of an original changed since it was translated: by severity and sections, never by dates.

A translation's text knows the text it was translated from (`Revision.source`). What was put out of the
original since, and was more than a slip of the pen, changed the sections whose marks are new or gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from helpcenter import sections
from helpcenter.models import Article, Revision, Translation
from helpcenter.models.article import READABLE

Status = Translation.Status
Severity = Revision.Severity
GRAVITY = Severity.values  # the slightest first


@dataclass(frozen=True)
class Behind:
    """What a translation lacks."""

    source: Revision  # what it was translated from
    newest: Revision  # what is out of the original
    changed: tuple[int, ...]  # places in `newest.sections`; 0 is the title with the summary
    lost: bool  # whether the original says less by now
    is_grave: bool  # whether something changed that would harm as it was

    def __bool__(self) -> bool:
        return bool(self.changed or self.lost)


def since(source: Revision) -> Iterator[tuple[Revision, str]]:
    """What was put out of the original after this text, in order, and how much another text each is.

    That is the greatest severity of all that was saved since the one out before it, itself included.
    """
    gravest: str = Severity.TYPO
    for one in Revision.objects.filter(translation=source.translation_id, pk__gt=source.pk).order_by("pk"):
        gravest = max(gravest, one.severity, key=GRAVITY.index)
        if one.published_at:
            yield one, gravest
            gravest = Severity.TYPO


def behind(text: Revision) -> Behind | None:
    """What this text of a translation lacks; None for an original, or where nobody knows its source.

    What was changed and is again as the source had it is not lacking.
    """
    if text.source is None:
        return None
    before, changed, gone, is_grave = text.source, set[str](), set[str](), False
    for one, severity in since(text.source):
        old, new = marks_of(before), marks_of(one)
        if severity == Severity.TYPO:
            changed |= _mended(changed, old, new)
        else:
            changed |= set(new) - set(old)
            gone |= set(old) - set(new) if len(new) < len(old) else set()
        gone -= set(new)
        is_grave = is_grave or severity == Severity.MAJOR
        before = one
    changed -= set(marks_of(text.source))
    places = tuple(at for at, mark in enumerate(marks_of(before)) if mark in changed)
    return Behind(text.source, before, places, bool(gone), is_grave)


def marks_of(text: Revision) -> list[str]:
    """Its sections' marks; those of texts older than marks are made now."""
    return text.sections or sections.marks(text.title, text.summary, text.body)


def _mended(changed: set[str], old: list[str], new: list[str]) -> set[str]:
    """The new marks of sections that had changed, after a slip of the pen was mended in them.

    Where there are as many sections as before, those in the same places; else all that are new.
    """
    came, left = set(new) - set(old), changed & set(old) - set(new)
    if len(old) == len(new):
        return {mark for was, mark in zip(old, new, strict=True) if was in left and mark in came}
    return came if left else set()


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
