"""The visitor's live line: it only translates, frame → action and event → frame."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore  # the rows under cached_db, which cannot hang
from django.utils import timezone

from livechat import (
    absence,
    access,
    actions,
    corrections,
    devices,
    frames,
    lines,
    receipts,
    rights,
    saying,
    waiting,
)
from livechat.models import Visit
from support import realtime
from support.live import NOT_ALLOWED, LiveConsumer
from support.look.middleware import zone_of
from tickets import announcing, outbox

SETTLES_IN = 1  # second


class ChatConsumer(LiveConsumer):
    """One window of one visit, known by the session that opened the chat page."""

    visit: Visit | None = None
    heard: int | None = None  # the ticket we hear
    protocol = access.PROTOCOL

    @property
    def whose(self) -> str:
        """Whom its place among the open lines counts for: in a frame the browser with this token."""
        token = access.token_of_line(self.scope)
        return super().whose if token is None else devices.digest(token)

    def connect(self) -> None:
        """Open for a browser whose visit belongs to whoever is signed in there; hear its ticket."""
        self.visit = access.visit_of_line(self.scope)
        if self.visit is None:
            self.refuse(NOT_ALLOWED)
            return
        self.accept()
        actions.be_here(self.visit)
        zone = zone_of(self.scope.get("cookies", {}))  # the page that was opened first did not know it yet
        actions.turn_to(self.visit, language=self.visit.language, zone=zone)
        self._hear()

    def disconnect(self, code: int) -> None:
        """The window closed; the conversation stays."""
        if self.visit:
            actions.go(self.visit)

    async def frame(self, event: dict[str, Any]) -> None:
        """Pass on what happened; when we learned whose the conversation is, close where it is not theirs."""
        if event["frame"].get("type") == "whose":
            await self.work(self.look_again)
        else:
            await super().frame(event)

    def look_again(self) -> None:
        """Close where it is not theirs any more, whether the window asks or not."""
        self.stood = 0
        self._look_again()

    def at_work(self, do: Callable[..., object], *args: Any) -> None:
        """What happens to a ticket is told when whoever wrote has their answer."""
        with outbox.kept_back() as owed:
            try:
                super().at_work(do, *args)
            finally:
                self.afterwards(announcing.owe, owed)

    async def settled(self) -> None:
        """Wait a moment for what is owed to others: a process that ends leaves less to the clock."""
        await announcing.announcer().settled(SETTLES_IN)

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
            case {"here": True} if self.visit:
                absence.type_on(self.visit)
                self._tell_state()
            case {"state": True}:
                self._tell_state()
            case _:
                self.tell(error="not understood")

    def _say(self, line: lines.Line) -> None:
        visit = self._look_again()
        if visit is None:
            return
        address = access.came_from(self.scope["session"], access.token_of_line(self.scope))
        refusal = rights.refusal(line, visit=visit)
        refusal = refusal or lines.flooded(line, visit=visit, address=address)
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
        self.tell(**frames.kept(received, line, language=visit.language))

    def _type(self, on: bool) -> None:
        if self.visit and self.visit.ticket_id:
            absence.type_on(self.visit)
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

    standing = staticmethod(access.standing)

    def _look_again(self) -> Visit | None:
        """The visit as it is now. Who has signed out or in meanwhile is asked to come in anew."""
        stands, token = self.standing([self])[self], access.token_of_line(self.scope)
        if stands == self.stood and self.visit:
            return self.visit
        self.stood, session = stands, self.scope["session"]
        fresh = SessionStore(session.session_key)
        if token is not None:
            self.visit = devices.visit_of(token)
        elif fresh.get(SESSION_KEY) == session.get(SESSION_KEY):
            self.visit = access.visit_of(fresh, self.scope["user"])
        else:
            self.visit = None
        if self.visit is None:
            self.close(NOT_ALLOWED)
            return None
        self._hear()
        return self.visit

    def _hear(self) -> None:
        """Hear the visit's ticket, and only that."""
        ticket = self.visit.ticket_id if self.visit else None
        if ticket == self.heard:
            return
        if self.heard:
            self.leave(realtime.ticket_customer_group(self.heard))
        if ticket:
            self.join(realtime.ticket_customer_group(ticket))
        self.heard = ticket
