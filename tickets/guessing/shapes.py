"""Shapes of sentences: words with others between them, as data can write them. Pure.

"my/our .. coin* ... gone": `/` parts alternatives, `*` stands for any ending, `_` for a space within one
alternative, `<name>` for the alternatives of a set; n dots are up to n words between (in Chinese 2n
characters), and `>` at the end is the rest of the clause.
"""

import re
from collections.abc import Iterable

from support.search import text
from support.search.distance import slips

WORD = re.compile(r"\w+(?:-\w+)*|[,;:，；：]")
SET = re.compile(r"<(\w+)>")
SHORTEST_MISSPELT = 6  # letters: of shorter words too many others are one slip away


def plain(sentence: str, code: str) -> str:
    """A sentence as shapes are looked for in it: folded words and commas, each with a space behind it."""
    folded = text.fold(sentence, code)
    if code.startswith("zh"):
        return re.sub(r"\s+", "", folded)
    folded = folded.replace("'", "").replace("’", "") if code == "en" else folded
    return "".join(f"{word} " for word in WORD.findall(folded))


def either(shapes: Iterable[str], sets: dict[str, str], code: str) -> re.Pattern[str]:
    """What finds any of the shapes in what `plain` gives."""
    wide = [SET.sub(lambda name: sets[name[1]], shape) for shape in shapes]
    made = "|".join("".join(_part(part, code) for part in shape.split()) for shape in wide)
    begins = "" if code.startswith("zh") else r"(?<!\S)"
    return re.compile(f"{begins}(?:{made})" if made else r"(?!)")


def _part(part: str, code: str) -> str:
    is_han = code.startswith("zh")
    if part == ">":
        return "[^,;:，；：]*"
    if not part.strip("."):
        return f".{{0,{2 * len(part)}}}?" if is_han else rf"(?:\S+ ){{0,{len(part)}}}?"
    ways = "|".join(_way(way, code) for way in part.split("/") if way)
    return f"(?:{ways})" if is_han else f"(?:{ways}) "


def _way(way: str, code: str) -> str:
    stem = plain(way.rstrip("*").replace("_", " "), code).rstrip()
    return re.escape(stem) + (r"[\w-]*" if way.endswith("*") else "")


class Spelling:
    """Words that are known, and who is meant by one that is a single slip away from one of them."""

    def __init__(self, words: Iterable[str], code: str) -> None:
        self.known = {plain(word, code).strip() for word in words}
        self.near: dict[str, list[str]] = {}
        for word in sorted(self.known):
            for less in _less(word):
                self.near.setdefault(less, []).append(word)

    def mend(self, words: str) -> str:
        """The words with those in place of which a known one was meant; its first letter is always right."""
        return "".join(f"{self._meant(word)} " for word in words.split()) if self.known else words

    def _meant(self, word: str) -> str:
        if len(word) < SHORTEST_MISSPELT - 1 or word in self.known:
            return word
        others = dict.fromkeys(other for less in _less(word) for other in self.near.get(less, ()))
        return next((each for each in others if each[0] == word[0] and slips(word, each, 1) == 1), word)


def _less(word: str) -> list[str]:
    """The word, and it without each of its letters: two words a slip apart have one of these in common."""
    return (
        [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]
        if len(word) <= text.LONGEST_WORD
        else []
    )
