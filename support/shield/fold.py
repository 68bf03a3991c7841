"""Folding: the same letters however they were typed, with the way back to the original text.

Full-width digits, accents (composed or not), ligatures, exotic spaces and dashes become their plain form;
invisible characters go away. Case stays. `static/js/lib/shield-fold.js` folds the same way.
"""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_OWN = {"ı": "i", "−": "-", "\u2028": "\n", "\u2029": "\n"}  # what NFKD does not do for us
_DIGITS = {0x660: 10, 0x6F0: 10, 0x966: 10}  # Arabic-Indic, Persian, Devanagari: first digit and how many


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `origins[i]` is where its i-th character came from, None when nothing moved."""

    text: str
    source: str
    origins: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the source, with the accents and invisible marks that follow."""
        if self.origins is None:
            return start, end
        first = self.origins[start]
        stop = self.origins[end] if end < len(self.text) else len(self.source)
        return first, max(stop, first + 1)

    def index(self, origin: int) -> int:
        """The folded index that comes from a place in the source, or from just before it."""
        return origin if self.origins is None else max(bisect_right(self.origins, origin) - 1, 0)


def fold(text: str, *, gap: str = "") -> Folded:
    """Fold a text; `gap` replaces each invisible character (a zero-width space may join or part words)."""
    if text.isascii():
        return Folded(text, text)
    parts = [_plain(char, gap) for char in text]
    folded = "".join(parts)
    if folded == text:
        return Folded(text, text)
    return Folded(folded, text, [at for at, part in enumerate(parts) for _ in part])


def has_invisible(text: str) -> bool:
    """Whether a text holds characters nobody sees, so that both readings of them are worth a look."""
    return not text.isascii() and any(unicodedata.category(char) == "Cf" for char in text)


@lru_cache(maxsize=16_384)
def _plain(char: str, gap: str) -> str:
    if char < "\x80":
        return char
    if unicodedata.category(char) == "Cf":
        return gap
    return "".join(_part(part) for part in unicodedata.normalize("NFKD", _OWN.get(char, char)))


def _part(char: str) -> str:
    """One character after NFKD: no Latin accents or variation marks, one kind of digit, space and dash."""
    code = ord(char)
    if code < 0x80:
        return char
    if 0x300 <= code <= 0x36F or 0xFE00 <= code <= 0xFE0F:
        return ""
    if 0x2010 <= code <= 0x2015:
        return "-"
    category = unicodedata.category(char)
    if category[0] == "N":
        return next((str(code - first) for first, n in _DIGITS.items() if first <= code < first + n), " ")
    return " " if category[0] == "Z" else char
