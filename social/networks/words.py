"""What the networks say and are told, in one shape for all of them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# PostgreSQL refuses NUL, and half a surrogate pair is no character: JSON can carry both.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Said:
    """Somebody's words. Ids are text: they pass 2^53, and X's event ids may be negative."""

    account_id: str  # which of our accounts heard it
    external_id: str  # the network's id of these words
    author_id: str
    author_name: str
    text: str
    at: datetime
    public: bool
    person_id: str  # whom an answer goes to; the author, or for an echo the receiver
    root: str = ""  # in public, the first post of the conversation
    reply_to: str = ""
    is_echo: bool = False  # our own words, coming back
    key: str = ""  # our own key inside an echo, where the network carries one
    language: str = ""  # as the network guesses it
    unreadable: bool = False  # they wrote, but the network does not show us what

    @property
    def thread(self) -> str:
        """The conversation with this one person: `dm:account:person` or `public:account:root:person`."""
        if self.public:
            return f"public:{self.account_id}:{self.root}:{self.person_id}"
        return f"dm:{self.account_id}:{self.person_id}"


@dataclass(frozen=True)
class Happened:
    """Anything else the network tells; `known` when nothing more has to be done about it."""

    what: str
    external_id: str = ""
    known: bool = True
    account_id: str = ""


@dataclass(frozen=True)
class Saying:
    """Words of ours on their way out: to one person, and in public as an answer to `reply_to`."""

    text: str
    person_id: str
    public: bool
    reply_to: str
    key: str  # ours, carried along where the network allows it


@dataclass(frozen=True)
class Sent:
    """The network took it, and calls it `remote_id`; `quiet_until` when it asks for a pause."""

    remote_id: str
    quiet_until: datetime | None = None


class NotUnderstood(ValueError):
    """The payload has no shape we know."""


def clean(text: object) -> str:
    """Text that can be stored: unstorable characters become U+FFFD; anything but a string is nothing."""
    return UNSTORABLE.sub("\ufffd", text) if isinstance(text, str) else ""


def part(thing: object, *path: str) -> dict:
    """The object at the end of the path, or {} when anything on the way is missing or of another kind."""
    for name in path:
        thing = thing.get(name) if isinstance(thing, dict) else None
    return thing if isinstance(thing, dict) else {}


def parts(thing: dict, name: str) -> list[dict]:
    """The objects in a list; whatever else stands there is left out."""
    found = thing.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def ident(value: object, most: int = 64) -> str:
    """An id as text, from text or a whole number; "" for anything else, cut at `most` characters."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return clean(str(value))[:most]


def moment(value: Any, *, per_second: int = 1) -> datetime:
    """The time in a unix stamp (text or number) or in ISO 8601; now, when it is neither."""
    try:
        if isinstance(value, str) and not value.isdigit():
            found = datetime.fromisoformat(value)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        return datetime.fromtimestamp(int(value) / per_second, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return datetime.now(UTC)
