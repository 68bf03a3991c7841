"""The door out: who is here has it on the screen already, who left gets a mail."""

from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from livechat import authenticity, continuing, patience, turns
from livechat.models import Visit
from tickets.channels import AwaitsReturn, Channel, NotDelivered, Visitor
from tickets.models import Event, Message, Ticket

LOOK_AGAIN = timedelta(seconds=60)
LOOKS = 3  # a window that is open but shows nobody the answer is no better than one that is closed


class Chat(Channel):
    """Answers to visitors. The row is the delivery: a window that comes back asks for what it missed."""

    name = "chat"

    def deliver(self, message: Message) -> str:
        """Nothing to send to a window that showed it; a letter to somebody who left and told us where, with
        all that was answered meanwhile (livechat.continuing).

        A phone in a pocket says for a while that it is here: then we look again a little later. Who left no
        address sees it when they come back (`actions.see`), and not before.
        """
        visit = Visit.objects.filter(ticket_id=message.ticket_id).order_by("-started_at").first()
        if visit and visit.seen_seq >= message.seq:
            return ""
        if not message.ticket.customer.email:
            raise AwaitsReturn
        if visit and visit.is_here and message.attempts < LOOKS:
            raise NotDelivered("the window has not shown it yet", permanent=False, after=LOOK_AGAIN)
        return continuing.send(visit, message)

    def turned(self, event: Event) -> None:
        """Who asked for it and left is mailed that it is their turn."""
        turns.tell(event)

    def visitor(self, ticket: Ticket) -> Visitor | None:
        """The visit that talks on this ticket, and how long a host site vouches for who is there."""
        visit = Visit.objects.filter(ticket=ticket).order_by("-started_at").first()
        if visit is None:
            return None
        now = timezone.now()
        until = visit.devices.aggregate(last=Max("verified_until"))["last"]
        return Visitor(
            code=authenticity.code(visit, ticket, now=now),
            verified_until=until if until and until > now else None,
            is_signed_in=ticket.customer.user_id is not None,
        )

    def patience(self, *, team: int, since: datetime) -> float | None:
        """Measured from the windows that closed before an answer came."""
        return patience.measured(team=team, since=since)
