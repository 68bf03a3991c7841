"""Live lines to tickets: the agents' desk, and a customer's own ticket page. They only translate."""

from typing import Any

from support import realtime
from support.live import NOT_ALLOWED, NOT_SIGNED_IN, LiveConsumer
from support.people import actions as people
from support.people.models import Customer, Team, User
from tickets import frames, guests
from tickets.models import Event, Ticket

NOT_FOUND = 4404
Kind = Event.Kind
MOVING = {Kind.ASSIGNED, Kind.ESCALATED, Kind.RELEASED, Kind.REFILED, Kind.MERGED}


class DeskConsumer(LiveConsumer):
    """An agent's desk: hears its teams' queues and, while one is open, a ticket."""

    user: User
    opened: int | None = None
    queues: frozenset[str] | set[str] = frozenset()  # the groups of the teams that are heard

    def connect(self) -> None:
        """Open for agents; a supervisor hears every team."""
        self.user = user = self.scope["user"]
        if not user.is_authenticated or not user.is_staff:
            self.refuse(NOT_ALLOWED if user.is_authenticated else NOT_SIGNED_IN)
            return
        self.accept()
        self.join(realtime.agent_group(user.pk))
        self.join(realtime.ROLL)
        people.be_here(user)
        self._hear_teams()

    async def roll(self, event: dict[str, Any]) -> None:
        """The clock calls the roll: whoever has this line open is there, unless they signed out."""
        await self.work(self._answer_the_roll)

    def _answer_the_roll(self) -> None:
        self.look_again()
        if not self.is_refused:
            people.be_here(self.user)

    def look_again(self) -> None:
        """Who signed out is turned away; what they may not know of any more they do not hear any more."""
        super().look_again()
        if self.is_refused:
            return
        self.user = User.objects.get(pk=self.user.pk)
        if not self.user.is_staff:
            self.close(NOT_ALLOWED)
            return
        self._hear_teams()
        self._look()

    async def frame(self, event: dict[str, Any]) -> None:
        """Pass on what happened; of a ticket that went to others this is the last they hear."""
        await super().frame(event)
        told = event["frame"]
        if told.get("type") == "event" and told.get("ticket") == self.opened and told["kind"] in MOVING:
            await self.work(self._look)

    def _hear_teams(self) -> None:
        teams = Team.objects.filter(agents__user=self.user).values_list("pk", flat=True)
        due = {realtime.desk_group(team) for team in (["all"] if self.user.is_supervisor else teams)}
        for group in self.queues - due:
            self.leave(group)
        for group in due - self.queues:
            self.join(group)
        self.queues = due

    def _look(self) -> bool:
        """Whether they may know of the open ticket still; if not, it is closed for them."""
        if not self.opened:
            return False
        if not Ticket.objects.visible_to(self.user).filter(pk=self.opened).exists():
            self._close()
        return bool(self.opened)

    def disconnect(self, code: int) -> None:
        """Colleagues on the same ticket see that this screen left."""
        self._say_here(on=False)

    def understand(self, frame: dict[str, Any]) -> None:
        """open · typing."""
        match frame:
            case {"open": int(pk)}:
                self._open(pk)
            case {"open": None}:
                self._close()
            case {"typing": "reply" | "note" | "" as kind}:
                self._type(kind)
            case _:
                self.tell(error="not understood")

    def _open(self, pk: int) -> None:
        """Hear one ticket, while this agent may know of it; said again each half minute as a sign of life."""
        self.user = User.objects.get(pk=self.user.pk)
        if pk != self.opened:
            self._close()
        if not Ticket.objects.visible_to(self.user).filter(pk=pk).exists():
            self._close()
            self.tell(error="not found", open=pk)
            return
        self.opened = pk
        self.join(realtime.ticket_desk_group(pk))
        self._say_here(on=True)

    def _close(self) -> None:
        if self.opened:
            self._say_here(on=False)
            self.leave(realtime.ticket_desk_group(self.opened))
            self.opened = None

    def _say_here(self, *, on: bool) -> None:
        if self.opened:
            group = realtime.ticket_desk_group(self.opened)
            realtime.push(
                group, "here", ticket=self.opened, by=self.user.pk, name=self.user.first_name, on=on
            )

    def _type(self, kind: str) -> None:
        """Colleagues see what is written; the customer only that an answer is."""
        if not self._look() or not self.opened:
            return
        desk, customer = realtime.ticket_desk_group(self.opened), realtime.ticket_customer_group(self.opened)
        who = {"by": self.user.pk, "name": self.user.first_name}
        realtime.push(desk, "typing", ticket=self.opened, on=bool(kind), kind=kind, **who)
        if kind != "note":
            realtime.push(customer, "typing", on=bool(kind), by=self.user.first_name)


class MineConsumer(LiveConsumer):
    """A customer's list of tickets: hears that one of them moved, and asks the page for the rest."""

    def connect(self) -> None:
        """Open for customers; a guest hears the tickets this browser was let in to."""
        user = self.scope["user"]
        if user.is_authenticated and user.is_staff:
            self.refuse(NOT_ALLOWED)
            return
        own = list(Customer.objects.filter(user=user).values_list("pk", flat=True)) if user.pk else []
        rows = guests.visible_to(user, self.scope["session"]).exclude(customer__in=own)
        let_in = list(rows.values_list("pk", flat=True)[: guests.MOST])
        if not user.is_authenticated and not let_in:
            self.refuse(NOT_SIGNED_IN)
            return
        self.accept()
        for group in (*map(realtime.customer_group, own), *map(realtime.ticket_customer_group, let_in)):
            self.join(group)

    def understand(self, frame: dict[str, Any]) -> None:
        """There is nothing to say here."""
        self.tell(error="not understood")


class TicketConsumer(LiveConsumer):
    """A customer's own ticket page: what was said to them, never what was said among us."""

    ticket: Ticket

    def connect(self) -> None:
        """Open for who may see the ticket, by sign-in or by a guest's link in this browser."""
        found = self._find()
        if found is None:
            self.refuse(NOT_FOUND)
            return
        self.ticket = found
        self.accept()
        self.join(realtime.ticket_customer_group(self.ticket.pk))

    async def frame(self, event: dict[str, Any]) -> None:
        """Pass on what happened; when we learned whose the ticket is, close where it is not theirs."""
        if event["frame"].get("type") == "whose":
            await self.work(self.look_again)
        else:
            await super().frame(event)

    def look_again(self) -> None:
        """Close where it is not theirs any more, or they have signed out."""
        super().look_again()
        if not self.is_refused and self._find() is None:
            self.close(NOT_FOUND)

    def _find(self) -> Ticket | None:
        mine = guests.visible_to(self.scope["user"], self.scope["session"])
        return mine.filter(reference=self.scope["url_route"]["kwargs"]["reference"]).first()

    def understand(self, frame: dict[str, Any]) -> None:
        """after · typing."""
        match frame:
            case {"after": int(seq)}:
                upto: int | None = seq
                while upto is not None:
                    missed, upto = frames.gap(self.ticket.pk, upto)
                    for event in missed:
                        self.tell(type="event", **event)
            case {"typing": bool(on)} if not self.scope["user"].is_staff:
                desk = realtime.ticket_desk_group(self.ticket.pk)
                realtime.push(desk, "typing", ticket=self.ticket.pk, on=on, who="customer")
            case {"typing": bool()}:
                pass
            case _:
                self.tell(error="not understood")
