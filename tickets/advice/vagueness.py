"""Words that say too little: "It doesn't work" tells nobody what, when or how much."""

import re
import unicodedata

from support.identifiers.coins import NAMES, TICKERS
from tickets import catalogue

# A link, a name in quotes, a code ("E-1042"), a number of two digits or with decimals: something to look for.
CONCRETE = re.compile(
    r"https?://|[\"“”«»„「][^\"“”«»„「]{3,}|\b(?=[\w-]*\d)[A-Z0-9]*[A-Z][\w-]*|\d[\d.,:]*\d"
)
CAPITALS = re.compile(r"\b[A-Z]{3,6}\b")
WORD = re.compile(r"[^\W\d_]+")
_WORDS = catalogue.read("vague_words.json")
NAMED = (TICKERS - {*_WORDS["tickers that are words too"]}) | {*_WORDS["what agents look for"]}
# Small letters are enough for these: no sentence has them by chance.
CALLED = {name for name in NAMES if len(name) > 5 or not name.isascii()}
CALLED |= {*_WORDS["coins even in small letters"]}
LOUD = frozenset(_WORDS["louder, not clearer"])
ENOUGH = 120  # letters; whoever writes so much says something
ENOUGH_HAN = 40


def is_vague(text: str) -> bool:
    """Whether a few words hold nothing that could be looked for; no words are not vague but missing."""
    text = unicodedata.normalize("NFKC", text).strip()
    if not text or CONCRETE.search(text) or _names_something(text):
        return False
    han = sum("\u4e00" <= letter <= "\u9fff" for letter in text)
    return len(text) < ENOUGH and han < ENOUGH_HAN


def _names_something(text: str) -> bool:
    """A coin or the like. Capitals say nothing where every word has them, or where one is only louder."""
    words = WORD.findall(text)
    if NAMED & {word.upper() for word in words if word.isupper() or len(words) == 1}:
        return True
    if CALLED & {word.casefold() for word in words} or any(
        name in text for name in CALLED if name[0] > "\u4e00"
    ):
        return True
    return any(word.islower() for word in words) and bool({*CAPITALS.findall(text)} - LOUD)
