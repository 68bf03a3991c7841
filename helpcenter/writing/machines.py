"""A machine's first draft of a translation: marked as such, and looked at by a person before it is out."""

import re
import time
from dataclasses import dataclass, field

from django.conf import settings

from helpcenter.sections import mark
from helpcenter.writing import glossary
from helpcenter.writing.texts import Desk
from support import translation

PATIENCE = 6  # times TRANSLATOR_TIMEOUT that one text may take; what is not translated by then stays
BEGINS = re.compile(r"[ \t]*(?:#{1,6}|[-*+]|>|:{3,})(?=[ \t\n]|$)", re.MULTILINE)
# What makes the page and is no word: quotes, callouts, blocks, beginnings of lines, anchors, links' targets.
STRUCTURE = (
    r"\{\{ ?(?:snippet|fact):[^}\n]*\}\}|\[!\w+\]|^:{3,}[ \t]*(?:faq\b|for[ \t]+\S+)?"
    r"|^[ \t]*(?:#{1,6}|[-*+]|>)(?=[ \t])|\{#[\w-]+\}|\]\([^)\s]+\)?|^(?=.*---)[ \t|:-]+$"
)
APART = re.compile(r"(```.*?```|\n{2,})", re.DOTALL)  # code, and the gaps between paragraphs


@dataclass
class Draft:
    """What the form is filled with; `left` counts the paragraphs that stand in the original's language."""

    typed: dict[str, str] = field(default_factory=dict)
    left: int = 0


def is_there() -> bool:
    """Whether a translator is configured (docs/translation.md)."""
    return translation.is_configured()


def translated(at: Desk) -> Draft | None:
    """The original's words in the desk's language, as the form has them; None where there is nothing to do.

    Paragraphs go one by one: what cannot be translated faithfully, or in time, stays as it was, only that.
    Locked terms are said as the glossary says them. Raises NoTranslation when nothing at all could be.
    """
    first = at.original
    if first is None or not is_there():
        return None
    work = _Work(at.article.source_language, at.language)
    said = {"title": work.say(first.title), "summary": work.say(first.summary)}
    parts = APART.split(first.body)
    said["body"] = "".join(part if APART.fullmatch(part) else work.say(part) for part in parts)
    if work.trouble and not work.done:
        raise work.trouble
    typed = said | {"source": str(first.pk), "is_machine": "True"}
    return Draft(typed | {"machine": seal(**said)}, work.left)


def seal(*, title: str, summary: str, body: str) -> str:
    """By which a text is known to be the machine's still, word for word."""
    return mark(f"{title}\n{summary}\n{body}")


class _Work:
    """One text's way through the translator."""

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        self.said = dict(glossary.terms(target))
        terms = "|".join(re.escape(term) for term in sorted(self.said, key=len, reverse=True))
        locked = rf"|(?<![A-Za-z0-9_])(?:{terms})(?![A-Za-z0-9_])" if terms else ""
        self.keep = re.compile(STRUCTURE + locked, re.MULTILINE)
        self.until = time.monotonic() + PATIENCE * settings.TRANSLATOR_TIMEOUT
        self.trouble: translation.NoTranslation | None = None
        self.done = self.left = 0

    def say(self, words: str) -> str:
        """The words translated, or as they are."""
        if not words.strip():
            return words
        try:
            if time.monotonic() > self.until:
                raise translation.Silent("the text took too long")
            new = translation.translate(
                words, source=self.source, target=self.target, keep=self.keep, said=self.said
            )
            if _shape(new) != _shape(words):
                raise translation.Unfaithful("it lost a line, or what a line begins with")
        except translation.NoTranslation as trouble:
            self.trouble = self.trouble or trouble
            self.left += 1
            return words
        self.done += 1
        return new


def _shape(words: str) -> list[str]:
    """What each line begins with."""
    return [found[0].strip() if (found := BEGINS.match(line)) else "" for line in words.strip().split("\n")]
