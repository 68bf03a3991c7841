"""A machine's first draft of a translation: marked as such, and looked at by a person before it is out."""

from helpcenter.writing.texts import Desk
from support import translation


def is_there() -> bool:
    """Whether a translator is configured (docs/translation.md)."""
    return translation.is_configured()


def translated(at: Desk) -> dict[str, str] | None:
    """The original's words in the desk's language, as the form has them; None where there is nothing to do.

    Paragraphs go one by one, so that one that cannot be translated faithfully stays as it was and only that.
    Raises NoTranslation when none at all could be.
    """
    first = at.original
    if first is None or not is_there():
        return None
    source, target = at.article.source_language, at.language
    said = {"title": first.title, "summary": first.summary}
    typed = {
        name: translation.translate(words, source=source, target=target) if words else ""
        for name, words in said.items()
    }
    body = "\n\n".join(_paragraph(one, source, target) for one in first.body.split("\n\n"))
    return typed | {"body": body, "source": str(first.pk), "is_machine": "True"}


def _paragraph(words: str, source: str, target: str) -> str:
    try:
        return translation.translate(words, source=source, target=target) if words.strip() else words
    except translation.Unfaithful:
        return words
