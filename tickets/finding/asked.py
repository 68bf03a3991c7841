"""What somebody typed into the search box: words, exact phrases and filters.

    status:open tier:business,pro -topic:card-declined "exact phrase" withdrawal from:carl

Filters of one name widen each other (`tier:business tier:pro` is either), different ones narrow; a minus
takes away. What is no filter is a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from tickets.finding.filters import FILTERS, Asking, Unknown

LONGEST = 200  # letters of a question
PART = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
AS_TYPED = {"txid", "address", "file", "from"}  # filters that mind the case, or see to it themselves


@dataclass
class Asked:
    """The question, taken apart; `problems` are sentences about what could not be used."""

    text: str
    words: str = ""
    without: str = ""
    phrases: list[str] = field(default_factory=list)
    where: Q = field(default_factory=Q)
    problems: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.without.strip() or self.phrases or self.where)


def read(text: str, asking: Asking) -> Asked:
    """A question as it was typed; never refused, what makes no sense is told in `problems`."""
    asked = Asked(text.replace("\0", "").strip()[:LONGEST])
    wanted: dict[str, Q] = {}
    for minus, name, value, quoted in _parts(asked.text):
        if name in FILTERS:
            for one in value.split(",") if not quoted else [value]:
                _narrow(asked, wanted, name, one, asking, minus=minus)
        elif minus:
            asked.without += f" {value}"
        elif quoted:
            asked.phrases.append(value)
            asked.words += f" {value}"
        else:
            asked.words += f" {name}:{value}" if name else f" {value}"
    for condition in wanted.values():
        asked.where &= condition
    return asked


def _parts(text: str) -> Iterator[tuple[bool, str, str, bool]]:
    """(takes away, filter's name or "", value, whether it stood in quotes)."""
    for match in PART.finditer(text):
        minus, name, phrase, word = match.groups()
        value = (phrase if word is None else word).strip()
        if value:
            yield bool(minus), (name or "").lower(), value, word is None


def _narrow(
    asked: Asked, wanted: dict[str, Q], name: str, value: str, asking: Asking, *, minus: bool
) -> None:
    if not value:
        return
    try:
        condition = FILTERS[name](value if name in AS_TYPED else value.lower(), asking)
    except Unknown as unknown:
        said = {"filter": f"{name}:{value}", "choices": ", ".join(unknown.choices)}
        asked.problems.append(_("Nothing is known as %(filter)s. Try one of: %(choices)s.") % said)
        condition = Q(pk__in=[])
    if minus:
        asked.where &= ~condition
    else:
        wanted[name] = wanted[name] | condition if name in wanted else condition
