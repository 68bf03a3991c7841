"""What is another word in a text than in the one before, section by section. Pure and bounded."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from helpcenter.sections import Section, split

# A word, a Chinese character, a space, or a sign: what is kept, left out or put in as one.
WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]")
MOST = 20_000  # pairs of like words in two texts, or of like sections, that are looked at
SECTIONS = 20  # that changed are compared by their words, the others by their lines


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _whole(text: str) -> list[str]:
    return [text]


Tokens = Callable[[str], list[str]]
BY_LINES: tuple[Tokens, ...] = (_lines, _whole)
BY_WORDS: tuple[Tokens, ...] = (WORD.findall, *BY_LINES)


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
    matched = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False)  # keys are unique
    said = 0
    for tag, a, b, c, d in matched.get_opcodes():
        for place in range(max(b - a, d - c)):
            old = before[a + place] if a + place < b else None
            new = after[c + place] if c + place < d else None
            if tag == "equal" and old and new and old.digest == new.digest:
                continue
            title = (new or old or Section("", "")).title
            said += 1
            tokens = BY_WORDS if said <= SECTIONS else BY_LINES
            yield Change(title, words(old.text if old else "", new.text if new else "", tokens))


def _keys(sections: list[Section]) -> list[str]:
    """Titles, told apart where they stand twice."""
    seen: dict[str, int] = {}
    keys = []
    for one in sections:
        seen[one.title] = seen.get(one.title, 0) + 1
        keys.append(f"{one.title}\n{seen[one.title]}")
    return keys


def words(old: str, new: str, by: tuple[Tokens, ...] = BY_WORDS) -> tuple[Piece, ...]:
    """Every word of both texts, in order; every line, or each text whole, where words would take too long."""
    for tokens in by:
        a, b = tokens(old), tokens(new)
        if _is_quick(a, b):
            break
    pieces: list[Piece] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(str.isspace, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(a[a1:a2])))
            continue
        for kind, text in (("old", "".join(a[a1:a2])), ("new", "".join(b[b1:b2]))):
            if text:
                pieces.append(Piece(kind, text))
    return tuple(pieces)


def _is_quick(a: list[str], b: list[str]) -> bool:
    """Whether few enough places are alike: SequenceMatcher looks at each pair of them, again and again."""
    there = Counter(b)
    return sum(times * there[one] for one, times in Counter(a).items() if not one.isspace()) <= MOST
