"""The visitor's live line: it only translates, frame → action and event → frame."""

import logging
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.utils import timezone
from redis.exceptions import RedisError

from livechat import access, actions, corrections, frames, lines, receipts, rights, saying, waiting
from livechat.models import Visit
from support import realtime
from support.live import NOT_ALLOWED, LiveConsumer

logger = logging.getLogger(__name__)


class ChatConsumer(LiveConsumer):
    """One window of one visit, known by the session that opened the chat page."""

    visit: Visit | None = None
    heard: int | None = None  # the ticket we hear

    def connect(self) -> None:
        """Open for a browser whose visit belongs to whoever is signed in there; hear its ticket."""
        self.visit = access.visit_of(self.scope["session"], self.scope["user"])
        if self.visit is None:
            self.refuse(NOT_ALLOWED)
            return
        self.accept()
        actions.be_here(self.visit)
        self._hear()

    def disconnect(self, code: int) -> None:
        """The window closed; the conversation stays."""
        if self.visit:
            actions.go(self.visit)

    def frame(self, event: dict[str, Any]) -> None:
        """Pass on what happened; when we learned whose the conversation is, close where it is not theirs."""
        if event["frame"].get("type") == "whose":
            self._look_again()
        else:
            super().frame(event)

    def understand(self, frame: dict[str, Any]) -> None:
        """say · edit · withdraw · typing · after · seen · state."""
        match lines.read(frame):
            case lines.Line() as line:
                self._say(line)
                return
            case lines.Refusal() as refusal:
                self.tell(**refusal.frame)
                return
        if asked := corrections.read(frame):
            if visit := self._look_again():
                self.tell(**corrections.answer(visit, asked))
            return
        match frame:
            case {"typing": bool(on)}:
                self._type(on)
            case {"after": seq} if frames.is_seq(seq):
                self._catch_up(seq)
            case {"seen": seq} if frames.is_seq(seq) and self.visit:
                actions.see(self.visit, seq=seq)
            case {"state": True}:
                self._tell_state()
            case _:
                self.tell(error="not understood")

    def _say(self, line: lines.Line) -> None:
        visit = self._look_again()
        if visit is None:
            return
        address = self.scope["session"].get(access.FROM, "")
        refusal = rights.refusal(line, visit=visit)
        refusal = refusal or lines.flooded(
            line, visit=visit.pk, is_first=visit.ticket_id is None, address=address
        )
        if refusal:
            self.tell(**refusal.frame)
            return
        received = saying.say(visit, line)
        if isinstance(received, lines.Refusal):
            self.tell(**received.frame)
            return
        if not received.repeated:  # a repeat may be of a conversation that is over
            visit.ticket_id = received.ticket.pk
            self._hear()
        self.tell(**frames.kept(received, key=line.key, language=visit.language))

    def _type(self, on: bool) -> None:
        if self.visit and self.visit.ticket_id:
            desk = realtime.ticket_desk_group(self.visit.ticket_id)
            realtime.push(desk, "typing", ticket=self.visit.ticket_id, on=on, who="customer")

    def _catch_up(self, seq: int) -> None:
        visit = self._look_again()
        if visit:
            self.tell(**frames.gap(visit, seq))
            self.tell(**receipts.frame(visit))
            self._tell(visit)

    def _tell_state(self) -> None:
        """A window asks every 15 seconds; that is its sign of life, too."""
        visit = self._look_again()
        if visit:
            actions.be_here(visit)
            self._tell(visit)

    def _tell(self, visit: Visit) -> None:
        self.tell(**waiting.state_of(visit, now=timezone.now()))

    def _look_again(self) -> Visit | None:
        """The visit as it is now. Who has signed out or in meanwhile is asked to come in anew."""
        session = self.scope["session"]
        fresh = import_module(settings.SESSION_ENGINE).SessionStore(session.session_key)
        if fresh.get(SESSION_KEY) == session.get(SESSION_KEY):
            self.visit = access.visit_of(fresh, self.scope["user"])
        else:
            self.visit = None
        if self.visit is None:
            self.is_refused = True
            self.close(NOT_ALLOWED)
            return None
        self._hear()
        return self.visit

    def _hear(self) -> None:
        """Hear the visit's ticket, and only that; while Valkey is away, windows ask for what they miss."""
        ticket = self.visit.ticket_id if self.visit else None
        if ticket == self.heard:
            return
        try:
            if self.heard:
                self.leave(realtime.ticket_customer_group(self.heard))
            if ticket:
                self.join(realtime.ticket_customer_group(ticket))
            self.heard = ticket
        except (RedisError, ConnectionError):
            logger.warning("not heard yet: ticket %s", ticket, exc_info=True)
