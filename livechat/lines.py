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


@dataclass(frozen=True)
class Refusal:
    """Why a line is not taken: `why` is empty, long, many, tier or blocked; `after` in seconds."""

    key: str
    why: str
    after: int = 0

    @property
    def frame(self) -> dict[str, Any]:
        """`{"type": "refused", "id", "why", "most", "after"}`."""
        return {"type": "refused", "id": self.key, "why": self.why, "most": LONGEST, "after": self.after}


def read(frame: object) -> Line | Refusal | None:
    """The line in a frame, or why it cannot be taken; None when the frame is no line at all."""
    match frame:
        case {"say": str(body), "id": str(key), **more} if KEY.fullmatch(key):
            body = UNKEEPABLE.sub("\ufffd", body).strip()
            topic = more.get("topic")
            if not body:
                return Refusal(key, "empty")
            if len(body) > LONGEST:
                return Refusal(key, "long")
            return Line(body, key, topic if isinstance(topic, str) and topic.isprintable() else "")
    return None


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
