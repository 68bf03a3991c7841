"""Chinese recovery phrases, whose words are single common characters and stand in every sentence.

The lists cover most of what anyone writes, and one stretch in sixteen has a right checksum by chance. So a
phrase must fill blocks of equal length between other signs (or follow its cue), and unless its characters
stand one by one it must not read like prose: the lists are ordered by frequency, random words are not.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from math import log2
from typing import NamedTuple

from . import checksum
from .checksum import SIZES
from .nearby import Span, is_near
from .tokens import Run, Token

LANGUAGES = frozenset({"chinese_simplified", "chinese_traditional"})
# Mean log2 of the list index: about 9.6 for random words and 6.8 for prose. Twelve random words are under 7.5
# once in 15,000; so much is asked of a line of its own and beside a cue, more inside a sentence.
_RARE, _RARER = 7.5, 8.4
_COPULA = re.compile(r"[是为為叫:： ]{0,3}")
_LINE_BEGINS = re.compile(r"(?:^|\n)[ \"'“「]{0,7}\Z")
_LINE_ENDS = re.compile(r"[ \"'”」。.!]{0,7}(?:\Z|\r?\n)")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


class _Block(NamedTuple):
    """Tokens `first` to `last` stand without a gap; whether something else stands on either side."""

    first: int
    last: int
    clean_left: bool
    clean_right: bool
    after_cue: bool

    @property
    def size(self) -> int:
        """How many characters it has."""
        return self.last - self.first

    @property
    def is_clean(self) -> bool:
        """Whether no other Chinese character touches it."""
        return self.clean_left and self.clean_right


def windows(text: str, run: Run, cues: list[Span]) -> list[Span]:
    """The `(start, end)` stretches of a run, as numbers of its tokens, that are phrases."""
    indices, found = run.indices, []
    blocks = list(_blocks(text, run.tokens, cues))
    for single, group in groupby(blocks, key=lambda block: block.size == 1 and block.is_clean):
        part = list(group)
        if single:
            first = part[0].first
            found += [
                (start + first, end + first)
                for start, end in checksum.windows(indices[first : part[-1].last])
            ]
        else:
            found += _in_blocks(text, run, part, cues)
    return found


def _in_blocks(text: str, run: Run, blocks: list[_Block], cues: list[Span]) -> Iterator[Span]:
    for number in range(len(blocks)):
        for start, end in _candidates(blocks, number):
            tokens = run.tokens[start:end]
            indices = [token.places[run.language] for token in tokens]
            if checksum.is_phrase(indices):
                place = tokens[0].start, tokens[-1].end
                marked = _is_a_line(text, *place) or is_near(cues, *place, before=20, after=20)
                if _unlike_prose(indices, _RARE if marked else _RARER):
                    yield start, end


def _candidates(blocks: list[_Block], number: int) -> Iterator[Span]:
    """Stretches of the right size that begin with a block and end with one of the same length."""
    head = blocks[number]
    if head.after_cue:
        yield from ((head.first, head.first + size) for size in SIZES if size < head.size)
    if not head.clean_left:
        return
    for block in blocks[number : number + SIZES[-1]]:
        size = block.last - head.first
        if block.size != head.size or size > SIZES[-1]:
            return
        if size in SIZES and block.clean_right:
            yield head.first, block.last


def _blocks(text: str, tokens: list[Token], cues: list[Span]) -> Iterator[_Block]:
    """The run cut where characters do not touch, before a cue and where the words after a cue begin."""
    behind = {match.end() for _, end in cues if (match := _COPULA.match(text, end))}
    ahead = {start for start, _ in cues}
    borders = behind | ahead
    first = 0
    for number, token in enumerate(tokens, start=1):
        last = number == len(tokens)
        if last or tokens[number].start != token.end or token.end in borders:
            start, end = tokens[first].start, token.end
            yield _Block(
                first,
                number,
                start in behind or not _HAN.match(text[start - 1 : start]),
                end in ahead or not _HAN.match(text, end),
                start in behind,
            )
            first = number


def _is_a_line(text: str, start: int, end: int) -> bool:
    """Whether nothing but quotes and an end of sentence shares the line."""
    return bool(
        _LINE_BEGINS.search(text[max(0, start - 8) : start]) and _LINE_ENDS.match(text[end : end + 8])
    )


def _unlike_prose(indices: list[int], least: float) -> bool:
    rarity = sum(log2(index + 1) for index in indices) / len(indices)
    return rarity >= least or len(set(indices)) * 2 <= len(indices)
