"""What somebody typed, cut into what the guesser counts. Pure.

A word counts as itself and, for its other forms and for slips of the finger, by its four-letter windows; a
run of Chinese characters by its pairs, and a little by its characters. Case and accents are folded as search
folds them. Words that say nothing ("my", "please") are left out: tickets/data/quiet_words.json, which is the
Snowball lists of stop words (snowballstem.org, BSD) and some greetings.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from support.search import text
from support.shield import MARK

QUIET = Path(__file__).parent.parent / "data" / "quiet_words.json"
MOST_UNITS = 60  # words or pairs: what a message is about is said at its beginning
WINDOWS, CHARACTER = (
    0.6,
    0.2,
)  # what all windows of a word weigh beside the word itself; one Chinese character
SHORTEST = 2  # letters
SHORT_NAME = 4  # characters: "2fa" and "usdt20" say something, longer ones with digits are somebody's numbers
DIGIT = re.compile(r"\d")
WINDOW = "~"  # before a sign that is a part of a word


@dataclass(frozen=True)
class Unit:
    """A word as it was typed, or a pair of Chinese characters: where it begins, and its signs with their
    weights.
    """

    shown: str
    begins: int
    signs: dict[str, float]


def read(words: str, code: str) -> list[Unit]:
    """The units of a text in order; ids, amounts and the marks of hidden secrets say nothing."""
    plain = unicodedata.normalize("NFKC", MARK.sub(" ", words))
    return [unit for unit, _ in zip(_units(plain, code), range(MOST_UNITS), strict=False)]


def signs(units: list[Unit]) -> dict[str, float]:
    """Each sign of a text once, however often it was said."""
    found: dict[str, float] = {}
    for unit in units:
        for sign, weight in unit.signs.items():
            found[sign] = max(weight, found.get(sign, 0.0))
    return found


def _units(plain: str, code: str) -> Iterator[Unit]:
    quiet = _quiet(code)
    for found in text.WORD.finditer(plain):
        run, begins = found.group(), found.start()
        if text.is_han(run):
            for part in _between().finditer(run):
                yield from _pairs(part.group(), begins + part.start())
        elif unit := _word(run, begins, text.fold(run, code), quiet):
            yield unit


def _word(run: str, begins: int, word: str, quiet: frozenset[str]) -> Unit | None:
    if not SHORTEST <= len(word) <= text.LONGEST_WORD or word.isdigit() or word in quiet:
        return None
    if DIGIT.search(word):
        return Unit(run, begins, {word: 1.0}) if len(word) <= SHORT_NAME else None
    windows = {f"{WINDOW}{piece}" for piece in text.pieces(word)}
    return Unit(run, begins, {word: 1.0} | dict.fromkeys(windows, WINDOWS / len(windows)))


def _pairs(run: str, begins: int) -> Iterator[Unit]:
    for at in range(max(1, len(run) - 1)):
        pair = run[at : at + 2]
        yield Unit(pair, begins + at, {pair: 1.0} | {f"{WINDOW}{one}": CHARACTER for one in pair})


def common(code: str) -> list[str]:
    """The words that say nothing in a language, as its list has them."""
    return _lists().get(code, "").split()


@cache
def _quiet(code: str) -> frozenset[str]:
    """Folded words that say nothing in a language, or in English, which people mix in."""
    return frozenset(
        text.fold(word, code) for each in {code, "en"} for word in _lists().get(each, "").split()
    )


@cache
def _between() -> re.Pattern[str]:
    """What stands between Chinese words that say nothing."""
    quiet = sorted(_lists()["zh-hans"].split(), key=len, reverse=True)
    return re.compile(f"(?:(?!{'|'.join(quiet)}).)+")


@cache
def _lists() -> dict[str, str]:
    return dict(json.loads(QUIET.read_text("utf-8")))
