"""Card numbers, in one piece or in the groups people use, and the security code behind one."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .findings import Certainty, Finding
from .issuers import is_card
from .kinds import CARD, CVV
from .patterns import python

SHAPES = frozenset(
    {(4, 4, 4, 4), (4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4), (4, 4, 4, 1), (8, 8), (6, 10), (6, 13)}
)
# Expiry and security code behind the number: "12/26 123", "exp 12/2026, cvv 123".
BEHIND = (
    r"[ ,;|\/\r\n-]{1,4}(?:<L>{1,12}[ :.]{1,3}){0,2}(?:0[1-9]|1[0-2])[ ]?[\/-][ ]?(?:20)?[0-9]{2}"
    r"[ ,;|\/\r\n-]{1,4}(?:<L>{1,12}[ :.]{1,3}){0,2}(?P<secret>[0-9]{3,4})(?![0-9A-Za-z])"
)
_BEHIND = python(BEHIND)
_CLUSTER = re.compile(r"[0-9]+(?:(?:[ .\-_/·]{1,3}|[ ]?\r?\n[ ]?)[0-9]+)*")
_DIGITS = re.compile(r"[0-9]+")
_IBAN = re.compile(r"(?<![0-9A-Za-z])[A-Z]{2}\Z")
_DECIMAL = re.compile(r"[0-9][.,]\Z")
_URL_PATH = re.compile(r"://[^ \t\r\n]{0,200}/\Z")


class _Group(NamedTuple):
    """Digits that touch."""

    start: int
    end: int

    @property
    def size(self) -> int:
        """How many they are."""
        return self.end - self.start


def cards(text: str) -> Iterator[Finding]:
    """Every card number in a folded text, with its last four digits as the hint, and codes right behind."""
    for cluster in _CLUSTER.finditer(text):
        if len(cluster[0]) < 13:
            continue
        groups = [_Group(*match.span()) for match in _DIGITS.finditer(text, *cluster.span())]
        if groups[0].size == 2 and _IBAN.search(text[max(0, cluster.start() - 3) : cluster.start()]):
            continue
        for part in _parts(groups):
            digits = "".join(text[group.start : group.end] for group in part)
            if is_card(digits) and _stands_free(text, part):
                yield Finding(CARD, part[0].start, part[-1].end, hint=digits[-4:])
                yield from _security_code(text, part[-1].end)


def _parts(groups: list[_Group]) -> Iterator[list[_Group]]:
    """Consecutive groups that together are shaped like a card number."""
    for first, group in enumerate(groups):
        if 13 <= group.size <= 19:
            yield [group]
        for count in {len(shape) for shape in SHAPES if shape[0] == group.size}:
            part = groups[first : first + count]
            if tuple(g.size for g in part) in SHAPES:
                yield part
    yield from _spelt(groups)


def _spelt(groups: list[_Group]) -> Iterator[list[_Group]]:
    """Whole runs of single digits or of pairs (the last may be single)."""
    first = 0
    for at, (group, following) in enumerate(pairwise([*groups, _Group(0, 0)]), start=1):
        if group.size != following.size:
            if group.size in (1, 2) and 7 <= at - first <= 19:
                odd = group.size == 2 and following.size == 1
                yield groups[first : at + odd]
                yield groups[first:at]
            first = at


def _stands_free(text: str, part: list[_Group]) -> bool:
    """Not glued to letters, not the tail of a decimal, not the number of a post in a web address."""
    start, end = part[0].start, part[-1].end
    ahead, behind = text[max(0, start - 240) : start], text[end : end + 2]
    if ahead[-1:].isascii() and (ahead[-1:].isalnum() or ahead[-1:] == "_"):
        return False
    if behind[:1].isascii() and (behind[:1].isalpha() or behind[:1] == "_"):
        return False
    if text.count("\n", start, end) > 1:
        return False
    decimal = len(part) == 1 and (
        _DECIMAL.search(ahead) or (behind[:1] in {".", ","} and behind[1:].isdigit())
    )
    return not decimal and not _URL_PATH.search(ahead)


def _security_code(text: str, end: int) -> Iterator[Finding]:
    if match := _BEHIND.match(text, end):
        yield Finding(CVV, *match.span("secret"), Certainty.LIKELY)
