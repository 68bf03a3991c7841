"""What is another word in a text than in the one before, section by section. Pure and bounded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from helpcenter.sections import Section, split

# A word, a Chinese character, a space, or a sign: what is kept, left out or put in as one.
WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]")
MOST = 6000  # words of one section that are compared one by one; beyond, lines are


@dataclass(frozen=True)
class Piece:
    """Words that stayed ("same"), went ("old") or came ("new")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """A section that is not as it was."""

    title: str
    pieces: tuple[Piece, ...]


def between(old: str, new: str) -> list[Change]:
    """The sections that differ, in the order of the new text, those that went where they stood."""
    before, after = split(old), split(new)
    return list(_changes(before, after))


def of_line(title: str, old: str, new: str) -> list[Change]:
    """The same for one field, which is its own section."""
    return [] if old == new else [Change(title, words(old, new))]


def _changes(before: list[Section], after: list[Section]) -> Iterator[Change]:
    """Sections are matched by their titles, and what is left over between matches by its place."""
    matched = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False)
    for tag, a, b, c, d in matched.get_opcodes():
        for place in range(max(b - a, d - c)):
            old = before[a + place] if a + place < b else None
            new = after[c + place] if c + place < d else None
            if tag == "equal" and old and new and old.digest == new.digest:
                continue
            title = (new or old or Section("", "")).title
            yield Change(title, words(old.text if old else "", new.text if new else ""))


def _keys(sections: list[Section]) -> list[str]:
    """Titles, told apart where they stand twice."""
    seen: dict[str, int] = {}
    keys = []
    for one in sections:
        seen[one.title] = seen.get(one.title, 0) + 1
        keys.append(f"{one.title}\n{seen[one.title]}")
    return keys


def words(old: str, new: str) -> tuple[Piece, ...]:
    """Every word of both texts, in order."""
    a, b = WORD.findall(old), WORD.findall(new)
    if len(a) + len(b) > MOST:
        a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces: list[Piece] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(a[a1:a2])))
            continue
        for kind, text in (("old", "".join(a[a1:a2])), ("new", "".join(b[b1:b2]))):
            if text:
                pieces.append(Piece(kind, text))
    return tuple(pieces)
