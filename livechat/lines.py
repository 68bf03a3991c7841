"""A line as a window sends it, read with care: how long, in which letters, under which key."""

import re
from dataclasses import dataclass
from typing import Any

from tickets import floods

LONGEST = 10_000  # characters in one line
KEY = re.compile(r"[0-9A-Za-z-]{1,64}")
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")  # JSON can say them, PostgreSQL cannot hold them
LINES_A_VISIT = floods.Limit("chat-lines", most=120, seconds=60)
CHATS_AN_ADDRESS = floods.Limit("chats-ip", most=20, seconds=3600)  # visits that speak, not windows


@dataclass(frozen=True)
class Line:
    """Something to say, and the id the window gave it."""

    body: str
    key: str
    topic: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why a line is not taken, for the window: `why` is empty, long, many or tier; `after` in seconds."""

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


def flooded(line: Line, *, visit: object, is_first: bool, address: str) -> Refusal | None:
    """A refusal for now, when too many lines came from one visit, or too many visits from one address."""
    wait = floods.seconds_to_wait(LINES_A_VISIT, visit, thing=line.key)
    if is_first and address:
        wait = max(wait, floods.seconds_to_wait(CHATS_AN_ADDRESS, address, thing=visit))
    return Refusal(line.key, "many", after=wait) if wait else None
