"""The mark that stands in stored text where a secret was: `⟦masked:seed⟧`, `⟦masked:card:1111⟧`.

The kind is one of `kinds.LABELS`; only a card has a hint, its last four digits. The mark never holds the
secret, is the same in every language and is turned into the reader's words when it is shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .kinds import words

MARK = re.compile(r"⟦masked:([a-z_]{2,20})(?::([0-9]{4}))?⟧")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of stored text: plain words when `kind` is empty, else one hidden secret and its hint."""

    text: str
    kind: str = ""
    hint: str = ""


def mark(kind: str, hint: str = "") -> str:
    """The mark of one hidden secret."""
    return f"⟦masked:{kind}:{hint}⟧" if hint else f"⟦masked:{kind}⟧"


def pieces(text: str) -> Iterator[Piece]:
    """Cut stored text at its marks; joining the pieces' `text` gives it back."""
    end = 0
    for found in MARK.finditer(text):
        if found.start() > end:
            yield Piece(text[end : found.start()])
        yield Piece(found[0], found[1], found[2] or "")
        end = found.end()
    if end < len(text):
        yield Piece(text[end:])


def readable(text: str) -> str:
    """Stored text with every mark in the reader's words, for mail, titles and other plain places."""
    return "".join(_said(piece) if piece.kind else piece.text for piece in pieces(text))


def _said(piece: Piece) -> str:
    if piece.hint:
        return _("[%(what)s hidden, ends in %(digits)s]") % {
            "what": words(piece.kind),
            "digits": piece.hint,
        }
    return _("[%(what)s hidden]") % {"what": words(piece.kind)}
