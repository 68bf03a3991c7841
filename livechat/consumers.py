"""The visitor's live line: it only translates, frame → action and event → frame."""

from typing import Any

from django.utils import timezone, translation

from livechat import actions, waiting
from livechat.models import Visit
from support import realtime
from support.live import NOT_ALLOWED, LiveConsumer
from support.look import said
from support.shield import advice
from tickets import frames
from tickets.actions import Received

LONGEST = 10_000  # characters in one message


def kept(received: Received, key: str) -> dict[str, Any]:
    """`{"type", "id", "seq", "ticket", "html", "advice"}`: what was stored, masks and all, and what to do."""
    with translation.override(received.ticket.language):
        return {
            "type": "kept",
            "id": key,
            "seq": received.message.seq,
            "ticket": received.ticket.reference,
            "html": said.paragraphs(received.message.body),
            "advice": [str(line) for line in advice(received.masked)],
        }


class ChatConsumer(LiveConsumer):
    """One window of one visit, known by the session that opened the chat page."""

    visit: Visit | None = None

    def connect(self) -> None:
        """Open for a browser that has a visit; hear its ticket."""
        self.visit = actions.known(self.scope["session"].get("visit"))
        if self.visit is None:
            self.refuse(NOT_ALLOWED)
            return
        self.accept()
        actions.come(self.visit)
        self._hear()

    def disconnect(self, code: int) -> None:
        """The window closed; the conversation stays."""
        if self.visit:
            actions.go(self.visit)

    def understand(self, frame: dict[str, Any]) -> None:
        """say · typing · after · seen · state · end."""
        assert self.visit
        match frame:
            case {"say": str(body), "id": str(key)} if (
                body.strip() and len(body) <= LONGEST and 0 < len(key) <= 64
            ):
                self._say(body, key, str(frame.get("topic", "")))
            case {"say": str(body), "id": str(key)}:
                self.tell(
                    type="refused", id=key[:64], why="empty" if not body.strip() else "long", most=LONGEST
                )
            case {"typing": bool(on)} if self.visit.ticket_id:
                desk = realtime.ticket_desk_group(self.visit.ticket_id)
                realtime.push(desk, "typing", ticket=self.visit.ticket_id, on=on, who="customer")
            case {"after": int(seq)}:
                self._catch_up(seq)
            case {"seen": int(seq)}:
                actions.see(self.visit, seq=seq)
            case {"state": True}:
                self._tell_state()
            case {"end": True}:
                actions.end(self.visit)
            case {"typing": bool()}:
                pass
            case _:
                self.tell(error="not understood")

    def _say(self, body: str, key: str, topic: str) -> None:
        assert self.visit
        received = actions.say(self.visit, body=body, key=key, topic=topic)
        self._hear()
        self.tell(**kept(received, key))

    def _hear(self) -> None:
        if self.visit and self.visit.ticket_id:
            self.join(realtime.ticket_customer_group(self.visit.ticket_id))

    def _catch_up(self, seq: int) -> None:
        assert self.visit
        self.visit = actions.known(str(self.visit.pk)) or self.visit
        self._hear()
        missed = frames.for_customer_after(self.visit.ticket_id, seq) if self.visit.ticket_id else []
        self.tell(type="gap", after=seq, events=missed)
        self._tell_state()

    def _tell_state(self) -> None:
        assert self.visit
        self.visit = actions.known(str(self.visit.pk)) or self.visit
        self.tell(**waiting.state_of(self.visit, now=timezone.now()))
