"""A line as a window sends it, read with care: how long, in which letters, under which key."""

import re
from dataclasses import dataclass
from typing import Any

from tickets import floods

LONGEST = 10_000  # characters in one line
KEY = re.compile(r"[0-9A-Za-z-]{1,64}")
KEY_OF_FILE = re.compile(r"[0-9A-Za-z_-]{1,40}")
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")  # JSON can say them, PostgreSQL cannot hold them
LINES_A_VISIT = floods.Limit("chat-lines", most=120, seconds=60)
CHATS_AN_ADDRESS = floods.Limit("chats-ip", most=20, seconds=3600)  # visits that speak, not windows


@dataclass(frozen=True)
class Line:
    """Something to say, and the id the window gave it."""

    body: str
    key: str
    topic: str = ""
    files: tuple[tuple[str, str], ...] = ()  # of each the token of its upload, and its kind or ""


@dataclass(frozen=True)
class Refusal:
    """Why a line is not taken: `why` is empty, long, many, tier, files, or late where it was a correction.

    `after` is in seconds; `words` say in the visitor's language which file was not taken, and why.
    """

    key: str
    why: str
    after: int = 0
    words: str = ""

    @property
    def frame(self) -> dict[str, Any]:
        """`{"type": "refused", "id", "why", "most", "after", "words"?}`."""
        told = {"type": "refused", "id": self.key, "why": self.why, "most": LONGEST, "after": self.after}
        return told | ({"words": self.words} if self.words else {})


def read(frame: object) -> Line | Refusal | None:
    """The line in a frame, or why it cannot be taken; None when the frame is no line at all."""
    match frame:
        case {"say": str(body), "id": str(key), **more} if KEY.fullmatch(key):
            body = UNKEEPABLE.sub("\ufffd", body).strip()
            topic, named = more.get("topic"), _files(more.get("files") or [])
            if named is None:
                return None
            if not body and not named:
                return Refusal(key, "empty")
            if len(body) > LONGEST:
                return Refusal(key, "long")
            return Line(body, key, topic if isinstance(topic, str) and topic.isprintable() else "", named)
    return None


def _files(said: object) -> tuple[tuple[str, str], ...] | None:
    """`[{"token", "kind"?}, …]` as a line names its files; None when it is anything else."""
    if not isinstance(said, list):
        return None
    named: dict[str, str] = {}
    for one in said:
        match one:
            case {"token": str(token), **more} if KEY_OF_FILE.fullmatch(token):
                kind = more.get("kind", "")
                named[token] = kind if isinstance(kind, str) and kind.isascii() and kind.isprintable() else ""
            case _:
                return None
    return tuple(named.items())


def flooded(line: Line, *, visit: object, is_first: bool, address: str) -> Refusal | None:
    """A refusal for now, when too many lines came from one visit, or too many visits from one address."""
    wait = floods.seconds_to_wait(LINES_A_VISIT, visit, thing=line.key)
    if is_first and address:
        wait = max(wait, floods.seconds_to_wait(CHATS_AN_ADDRESS, address, thing=visit))
    return Refusal(line.key, "many", after=wait) if wait else None
