"""Locked terms: which of the original's are missing in a translation."""

import re

from helpcenter.models import Revision
from helpcenter.models.glossary import LockedTerm


def terms(language: str) -> list[tuple[str, str]]:
    """(term, what stands for it in this language), by name."""
    return [(one.term, one.in_language(language)) for one in LockedTerm.objects.all()]


def missing(text: Revision) -> list[str]:
    """What the text must say, because its original says the term, and does not; nothing for an original."""
    if text.source is None:
        return []
    original, own = _whole(text.source), _whole(text)
    language = text.translation.language
    return [said for term, said in terms(language) if _has(original, term) and not _has(own, said)]


def _whole(text: Revision) -> str:
    return f"{text.title}\n{text.summary}\n{text.body}"


def _has(words: str, term: str) -> bool:
    """Whether the term stands there as a word of its own; its case matters, as names' does."""
    return re.search(rf"(?<![A-Za-z0-9_]){re.escape(term)}(?![A-Za-z0-9_])", words) is not None
