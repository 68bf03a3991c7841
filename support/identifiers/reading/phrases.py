"""A text that is understood piece by piece: what has been read is taken out, and what is left is strange."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class Text:
    """A lower-case text from which what has been understood is taken away."""

    rest: str

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, taken out of the text."""
        match = pattern.search(self.rest)
        if match:
            self.cut(match)
        return match

    def cut(self, match: re.Match[str]) -> None:
        """Take a match out of the text."""
        self.rest = " ".join(f"{self.rest[: match.start()]} {self.rest[match.end() :]}".split())


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole words or phrases, the longest first; Chinese has no spaces between them."""
    ordered = sorted(words, key=len, reverse=True)
    spaced = "|".join(re.escape(word) for word in ordered if not is_han(word)) or "(?!)"
    glued = "|".join(re.escape(word) for word in ordered if is_han(word)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)|(?:{glued})")


def is_han(text: str) -> bool:
    """Whether a word is written in Chinese characters."""
    return "\u4e00" <= text[:1] <= "\u9fff"
