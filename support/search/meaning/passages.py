"""A document in passages short enough to have one meaning each. Pure.

A passage is a section, or a part of a long one, under the document's title. The same words make the same
passage, wherever they stand: its `mark` says whether it must be read again.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from support.search import text

LONGEST, HAN_LONGEST = 1000, 350  # letters; a model that reads 512 pieces of words takes about twice that
MOST = 200  # of one document; the rest is found by its words
SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")


@dataclass(frozen=True)
class Passage:
    """What a model reads at once."""

    title: str  # of the document, and of the section where it goes on
    words: str

    @property
    def said(self) -> str:
        """All of it."""
        return f"{self.title}\n{self.words}".strip()

    @property
    def mark(self) -> str:
        """32 letters, the same for the same words."""
        return blake2b(self.said.encode(), digest_size=16).hexdigest()


def cut(title: str, body: str, code: str, headings: Iterable[str] = ()) -> list[Passage]:
    """The passages of a document in their order, at least one; a line out of `headings` begins a section."""
    size = HAN_LONGEST if text.language(code) is text.PLAIN else LONGEST
    found = []
    for heading, lines in _sections(body, frozenset(headings)):
        above = title
        for words in _filled(_lines(lines, size), size):
            found.append(Passage(above, words))
            above = f"{title}\n{heading}" if heading else title  # what goes on says of what
    return found[:MOST] or [Passage(title, "")]


def _sections(body: str, headings: frozenset[str]) -> Iterator[tuple[str, list[str]]]:
    heading, lines = "", list[str]()
    for line in filter(None, (line.strip() for line in body.splitlines())):
        bare = line.removesuffix("·").strip()  # headings end with a dot in the middle
        if bare in headings:
            yield heading, lines
            heading, lines = bare, []
        lines.append(line)
    yield heading, lines


def _lines(lines: Iterable[str], size: int) -> Iterator[str]:
    """Lines; those that are too long by sentences, and those without sentences wherever they are full."""
    for line in lines:
        for sentence in SENTENCE.split(line) if len(line) > size else [line]:
            yield from (sentence[at : at + size] for at in range(0, len(sentence), size))


def _filled(parts: Iterable[str], size: int) -> Iterator[str]:
    """Parts put together as long as they fit."""
    kept, letters = list[str](), 0
    for part in parts:
        if kept and letters + len(part) > size:
            yield "\n".join(kept)
            kept, letters = [], 0
        kept.append(part)
        letters += len(part)
    if kept:
        yield "\n".join(kept)
