"""An answer as it was typed becomes a canonical value, or a sentence that helps to mend it."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from support import shield
from support.identifiers import NotOne, never
from tickets.models import TopicField

Kind = TopicField.Kind
LONGEST_LINE = 500  # characters of an answer in one line
LONGEST = 20_000  # of any answer; more is not even looked at
# Free words, in which a secret is masked and the rest is kept; a memo may look like a card by chance.
PROSE = {Kind.TEXT, Kind.WORDS, Kind.LINK}
SPOKEN = PROSE | {Kind.URL, Kind.MEMO}


@dataclass(frozen=True)
class Around:
    """What an answer is read against: the reader's language and zone, this moment, the other answers."""

    language: str
    zone: ZoneInfo
    now: datetime
    others: Mapping[str, Any] = field(default_factory=dict)  # as they were typed, by key

    def other(self, *keys: str) -> str:
        """The first of these answers that was given, stripped."""
        said = (str(self.others.get(key) or "").strip() for key in keys)
        return next((words for words in said if words), "")

    @property
    def network(self) -> str:
        """The network that was chosen; "" when none was, or the customer does not know it."""
        return self.other("network_used", "network").replace("unknown", "")


@dataclass(frozen=True)
class Read:
    """A canonical value, what was understood in it, and one line for who typed it."""

    value: str
    facts: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    remark: str = ""  # a doubt that stops nobody: who typed it is asked to look again
    ids: tuple[tuple[str, str, str], ...] = ()  # (kind, value, network) of what it names


Reader = Callable[[str, Around], Read]


def read(asked: TopicField, typed: Any, around: Around) -> Read | None:
    """Read one answer; None when nothing was said. Raises ValidationError with words for who typed it."""
    if asked.kind == Kind.CHOICES:
        typed = ",".join(typed or [])
    words = tidy(short(str(typed or ""), LONGEST))
    if not words:
        return None
    try:
        return _safe(Kind(asked.kind), _reader(asked.kind)(words, around))
    except NotOne as wrong:
        raise ValidationError(str(wrong), code=wrong.code) from wrong


def _safe(kind: Kind, found: Read) -> Read:
    """Whatever its reader made of it, nothing secret is kept: words are masked, other values are refused."""
    if kind not in SPOKEN:
        never.refuse_secrets(" ".join(found.value.split()), cards=True)
        return found
    return replace(found, value=never.masked(found.value, prose=True))


def masked(asked: TopicField, typed: str) -> str:
    """What was typed as the answer, without a secret in it: to be kept although it could not be read."""
    return never.masked(typed, prose=asked.kind in PROSE)


def tidy(text: str) -> str:
    """As it can be kept: composed letters, no marks that turn the direction, no controls but line breaks."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs"})
    return "".join(kept).strip()


def _reader(kind: str) -> Reader:
    from tickets.fields import banks, chain, codes, coins, money, places, plain, times

    rooms = (plain, places, chain, coins, money, banks, codes, times)
    return {kind: read for room in rooms for kind, read in room.READERS.items()}[Kind(kind)]


def line(text: str, _around: Around) -> Read:
    """Words, with any secret in them masked."""
    return Read(shield.mask(text).text)


def short(text: str, most: int = LONGEST_LINE) -> str:
    """The text; raises ValidationError when it is longer than a line may be."""
    if len(text) > most:
        raise ValidationError(
            _("These are %(count)d characters; write at most %(most)d here.")
            % {"count": len(text), "most": most},
            code="too_long",
        )
    return text
