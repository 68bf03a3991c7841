"""Cues: the words beside a secret, in nine languages, and where they stand in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable

from .fold import fold
from .nearby import united
from .patterns import literal, python

_HAN = re.compile(r"[\u3400-\u9fff]")


class Cues:
    """A set of cue words; `*` stands for an ending, a space for a blank, a hyphen, a line end or nothing.

    With `literal` they are beginnings of a form ("otpauth://"), and anything may follow.
    """

    def __init__(self, *cues: str, literal: bool = False) -> None:
        folded = {fold(cue).text.lower() for group in cues for cue in group.split(" | ")}
        heads = defaultdict(list)
        for cue in sorted(folded, key=lambda c: (-len(c), c)):
            heads[re.split(r"[ *]", cue, maxsplit=1)[0]].append(_pattern(cue, open_end=literal))
        # What a cue begins with, found by plain search, -> the pattern that has to match there.
        self.sources = {head: f"(?:{'|'.join(found)})" for head, found in sorted(heads.items())}
        self._patterns = {head: python(source) for head, source in self.sources.items()}

    def find(self, text: str) -> list[tuple[int, int]]:
        """The places of cues in a folded text, in order and apart."""
        lower = text.lower()
        return united(span for head in self._patterns if head in lower for span in self._of(head, lower))

    def _of(self, head: str, lower: str) -> Iterable[tuple[int, int]]:
        pattern, at = self._patterns[head], lower.find(head)
        while at >= 0:
            match = pattern.match(lower, at)
            if match:
                yield match.span()
            at = lower.find(head, match.end() if match else at + 1)


def _pattern(cue: str, *, open_end: bool) -> str:
    """A cue's pattern; words of letters end and begin where words do, Chinese ones anywhere."""
    source = literal(cue).replace(r"\*", "<L>{0,8}").replace(" ", r"[ _\t\r\n-]{0,3}")
    if _HAN.search(cue):
        return source
    left = "(?<!<L>)(?<![0-9])" if cue[0].isalnum() else ""
    right = "" if open_end or not (cue[-1].isalpha() or cue[-1] == "*") else "(?!<L>)"
    return f"{left}{source}{right}"
