"""A line as a window sends it, read with care: how long, in which letters, under which key."""

import re
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db import connection
from django.utils import timezone

from livechat.models import Visit
from tickets import floods
from tickets.models import Message

LONGEST = 10_000  # characters in one line
KEY = re.compile(r"[0-9A-Za-z-]{1,64}")
KEY_OF_FILE = re.compile(r"[0-9A-Za-z_-]{1,40}")
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")  # JSON can say them, PostgreSQL cannot hold them
LINES_A_VISIT = floods.Limit("chat-lines", most=120, seconds=60)
OLDEST = """
    SELECT created_at FROM tickets_message WHERE ticket_id = %s AND kind = 'customer'
     ORDER BY seq DESC OFFSET %s LIMIT 1
"""
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
    """Why a line is not taken: `why` is empty, long, many, tier, blocked, files, or late (a correction).

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


def flooded(line: Line, *, visit: Visit, address: str) -> Refusal | None:
    """A refusal for now, when too many lines came from one visit, or too many visits from one address.

    Lines are counted in their own rows: the answer to a line waits for no messenger.
    """
    wait = _wait(line, visit)
    if visit.ticket_id is None and address:
        wait = max(wait, floods.seconds_to_wait(CHATS_AN_ADDRESS, address, thing=visit.pk))
    return Refusal(line.key, "many", after=wait) if wait else None


def _wait(line: Line, visit: Visit) -> int:
    """Seconds until fewer lines than the most are younger than the time they may take; a repeat is none."""
    if visit.ticket_id is None:
        return 0
    limit = LINES_A_VISIT
    with connection.cursor() as cursor:
        cursor.execute(OLDEST, [visit.ticket_id, limit.most - 1])
        oldest = next(iter(cursor.fetchone() or ()), None)
    left = limit.seconds - (timezone.now() - oldest).total_seconds() if oldest else 0
    if left <= 0 or Message.objects.filter(channel="chat", external_id=f"{visit.key}:{line.key}").exists():
        return 0
    return ceil(left)
