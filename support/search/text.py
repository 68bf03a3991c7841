"""Text as search sees it: the words of a language without what people leave out when they type.

`words` are folded (no case, no accents, Turkish i as it is meant); a run of Chinese characters stays whole.
`pieces` are four-letter windows over " word ", and for Chinese every character and every pair. Counting
pieces finds inflections, compounds and misspelt words without a dictionary.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

LONGEST_WORD = 40  # letters; longer ones are ids and addresses
WINDOW = 4
SHORTEST_STEM = 4
SAME_SHARE = 0.7  # of the longer of two words, to be forms of one

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[^\W_\u3400-\u4dbf\u4e00-\u9fff]+")
UNFOLDED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


@dataclass(frozen=True)
class Language:
    """How one language is read."""

    config: str  # PostgreSQL's text search configuration
    keeps_marks: bool = False  # й is a letter, not an и with a mark
    joins_words: bool = False  # Auszahlungsgebühr is one word


PLAIN = Language("simple")
LANGUAGES = {
    "en": Language("english"),
    "es": Language("spanish"),
    "fr": Language("french"),
    "de": Language("german", joins_words=True),
    "it": Language("italian"),
    "pt": Language("portuguese"),
    "ru": Language("russian", keeps_marks=True),
    "tr": Language("turkish"),
    "zh-hans": PLAIN,
}


def language(code: str) -> Language:
    """How `code` is read; an unknown language is read plainly."""
    return LANGUAGES.get(code) or LANGUAGES.get(code.split("-")[0]) or PLAIN


def lower(text: str, code: str) -> str:
    """In lower case, accents kept, full-width forms made ordinary; in Turkish I is ı and İ is i."""
    text = unicodedata.normalize("NFKC", text)
    if code == "tr":
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower()


def fold(text: str, code: str) -> str:
    """As people type in a hurry: lower case and without accents."""
    if text.isascii():
        return text.lower()
    text = lower(text, code)
    if language(code).keeps_marks:
        return text.replace("ё", "е")
    bare = unicodedata.normalize("NFD", text.translate(UNFOLDED))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def words(text: str, code: str) -> list[str]:
    """The folded words in order; a run of Chinese characters is one."""
    return WORD.findall(fold(text, code))


def is_han(word: str) -> bool:
    """Whether this is a run of Chinese characters rather than a word with letters."""
    return bool(HAN.match(word))


def pieces(word: str) -> list[str]:
    """What a folded word is made of, in order and with repetition."""
    if is_han(word):
        return [*word, *(word[i : i + 2] for i in range(len(word) - 1))]
    if len(word) > LONGEST_WORD:
        return []
    padded = f" {word} "
    return [padded[i : i + WINDOW] for i in range(max(1, len(padded) - WINDOW + 1))]


def length(words: list[str]) -> int:
    """How many words, where each Chinese character counts as one."""
    return sum(len(word) if is_han(word) else 1 for word in words)


def reduced(text: str, code: str) -> str:
    """The folded words between single spaces, a space at both ends: what ranking counts in."""
    return f" {' '.join(words(text, code))} "


def sounds(text: str, code: str) -> list[str]:
    """Chinese as it is typed without an input method: the pinyin of each character and of each pair.

    "充值" is found by "chong zhi" and by "chongzhi". pypinyin (MIT) knows the characters with two readings.
    """
    if language(code) is not PLAIN:
        return []
    from pypinyin import lazy_pinyin  # a big table, which only writers of Chinese need

    said = [lazy_pinyin(run, errors="ignore") for run in HAN.findall(text)]
    pairs = ["".join(run[at : at + 2]) for run in said for at in range(len(run) - 1)]
    return [sound for sound in [*(one for run in said for one in run), *pairs] if sound.isascii()]


def spread(text: str, code: str) -> str:
    """Accents kept, Chinese runs spread into characters and pairs: what PostgreSQL makes its vector of."""
    return HAN.sub(lambda run: f" {' '.join(pieces(run.group()))} ", lower(text, code))


def alike(word: str, wanted: Iterable[str]) -> bool:
    """Whether a folded word is one of the wanted, or shares all but its ending with one."""
    for other in wanted:
        if word == other:
            return True
        stem = max(SHORTEST_STEM, ceil(SAME_SHARE * max(len(word), len(other))))
        if word[:stem] == other[:stem] and min(len(word), len(other)) >= stem:
            return True
    return False
