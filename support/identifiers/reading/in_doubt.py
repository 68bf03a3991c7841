"""Amounts that two readers would read differently: refused, with the words that leave it open."""

import re
import unicodedata
from collections.abc import Container

from django.utils.translation import gettext as _

from ..assets import PLACES, ticker
from ..refusal import NotOne

_SHOWN = 24  # characters of what was typed, in the refusal: an amount, nothing that hides in it
_NUMBER = r"\d+(?:[.,']\d+)*"
_WORDS = "to|or|and|bis|oder|und|a|o|y|u|hasta|à|ou|et|e|até|до|или|и|ile|veya|ve"
_UNIT = r"(?:[^\W\d_]{3,6}|[€£$¥₺])"
_RANGE = re.compile(
    rf"(?<![\d.,])({_NUMBER})(?: ?{_UNIT})?(?: ?(?:-|~|\.{{2,}}|到|至|或) ?| (?:{_WORDS}) )"
    rf"[^\W\d_]{{0,6}}[€£$¥₺]? ?({_NUMBER})",
    re.IGNORECASE,
)
_POWER = re.compile(r"\d *(?:\^|\*\*)|\d[^\W\d]*[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]")
_BOUND = re.compile(r"[<>≤≥]=? *[^<>]*\d[^<>]*")
_MIL = re.compile(r"\d ?mil(?!\w)", re.IGNORECASE)
_GLUED = re.compile(r"[^\W\d_]\.\d|[^\W\d_]\d{1,3} \d|\d[.,] +\d|\d +[.,] *\d")
_ABBREVIATED = re.compile(r"(?<![^\W_])([^\W\d_]+|[^\W\d_]*\$)\. +(?=\d)")


def refuse_signs(text: str, language: str) -> None:
    """Raises NotOne for powers, fractions in one sign and bounds, which cleaning would make plain digits.

    And for "5 mil", which is thousands in Spanish and Portuguese and millions to others.
    """
    typed = text.strip()
    if _MIL.search(typed) and not language.startswith(("es", "pt")):
        raise doubt(typed)
    fractions = any(unicodedata.decomposition(char).startswith("<fraction>") for char in typed)
    if fractions or _POWER.search(typed) or _BOUND.fullmatch(typed):
        raise doubt(typed)


def unabbreviated(plain: str, currencies: Container[str]) -> str:
    """The text without the point of an abbreviation ("BTC. 5"). Raises NotOne where it may begin decimals."""
    for match in _ABBREVIATED.finditer(plain):
        if not (match[1][-1] == "$" or match[1].lower() in currencies or ticker(match[1]) in PLACES):
            raise doubt(plain)
    plain = _ABBREVIATED.sub(r"\1 ", plain)
    if _GLUED.search(plain):
        raise doubt(plain)
    return plain


def refuse_range(plain: str) -> None:
    """Raises NotOne where two amounts are joined: "500-600", "between 500 and 600"."""
    if two := _RANGE.search(plain):
        told = {"one": two[1], "other": two[2]}
        words = _("This names two numbers, %(one)s and %(other)s. Write the one that you mean.")
        raise NotOne("range", words % told)


def doubt(written: str) -> NotOne:
    """The refusal of what was written, which it names."""
    shown = written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"
    words = _("“%(written)s” cannot be read for sure. Write it as one number, for example 250 or 0.5.")
    return NotOne("unknown", words % {"written": shown})
