"""Cleaning what was pasted: invisible marks, odd digits, quotes and labels go; the value stays."""

import re
import unicodedata
from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import gettext as _

from .refusal import NotOne

T = TypeVar("T")

LONGEST = 2000  # characters of one answer; more is refused before anything is done with it
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_TICKS = dict.fromkeys(map(ord, "‘’ʼ`´"), "'")
_OUTER = " \t'\"“”„«»‹›「」()[]{}<>,;|*"
# "TxID: ", "tx hash - ", "Hash de la transacción = "; a label has no digits and no // behind it.
_LABEL = re.compile(r"(?:[^\W\d]|[ .()'#]){1,40}?(?:\s*[:=#]\s*(?!//)|\s-\s)(?=[^\s:=])")


def clean(text: str, *, label: bool = True) -> str:
    """The text on one line in plain characters, without quotes and, if wished, without a label before it.

    Raises NotOne "too-long" above LONGEST characters and "empty" when nothing is left.
    """
    if len(text) > LONGEST:
        raise NotOne("too-long", _("This is too long. Paste only the one value that is asked for."))
    plain = unicodedata.normalize("NFKC", "".join(_visible(char) for char in text))
    plain = plain.translate(_DASHES | _TICKS)
    plain = _bare(" ".join("".join(_plain(char) for char in plain).split()))
    while label and (found := _LABEL.match(plain)):
        plain = _bare(plain[found.end() :])
    if not plain:
        raise NotOne("empty", _("Nothing is here yet."))
    return plain


def squeezed(text: str) -> str:
    """The text without any spaces: ids are shown in groups and broken over lines."""
    return "".join(text.split())


def pick(text: str, fits: Callable[[str], T | None]) -> T | None:
    """What fits in a cleaned text: the whole without spaces, else the one word of it that does.

    Raises NotOne "several" when words fit differently.
    """
    if (whole := fits(squeezed(text))) is not None:
        return whole
    found: list[T] = []
    for word in dict.fromkeys(text.split()):
        one = fits(word.strip(_OUTER + ".:!?"))
        if one is not None and one not in found:
            found.append(one)
    if len(found) > 1:
        raise NotOne(
            "several", _("There are several here. Paste one, and say the others in your description.")
        )
    return found[0] if found else None


def _visible(char: str) -> str:
    """Nothing for what nobody sees (format, control, lone surrogates, private use), a space for line ends."""
    if char.isspace():
        return " "
    return "" if unicodedata.category(char)[0] == "C" else char


def _plain(char: str) -> str:
    """One kind of digit; no pictures, no variation marks."""
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    return "" if category in {"So", "Sk", "Me", "Cf"} or "\ufe00" <= char <= "\ufe0f" else char


def _bare(text: str) -> str:
    return text.strip(_OUTER).lstrip("#").rstrip(".:").strip(_OUTER)
