"""What a column says of its chat: who waits for whom, since when, and who it is."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from livechat.models import HERE_FOR, Visit
from support.people.models import User
from tickets.models import Invited, Message, Ticket

MOST = 12  # columns of one page; somebody who holds more has too much to do


@dataclass(frozen=True)
class Chat:
    """One chat: since when its visitor waits for us, or is silent; whether their window is open."""

    ticket: Ticket
    waits_since: datetime | None
    silent_since: datetime | None
    is_here: bool


def held_by(user: User) -> QuerySet[Ticket]:
    """The chats in somebody's hands or that they are invited to, that are not over, in the order they were
    taken: columns never jump."""
    asked_in = Invited.objects.filter(user=user, left_at=None).values("ticket")
    rows = Ticket.objects.open().filter(Q(assignee=user) | Q(pk__in=asked_in), channel="chat")
    return rows.order_by("claimed_at", "pk")


def running() -> QuerySet[Ticket]:
    """Every chat in anybody's hands, the longest without an answer first."""
    held = Ticket.objects.open().filter(channel="chat", assignee__isnull=False)
    return held.order_by("waiting_since", "pk")


def chats(rows: QuerySet[Ticket], *, now: datetime) -> list[Chat]:
    """The first MOST of them as columns."""
    said = Message.objects.filter(ticket=OuterRef("pk")).exclude(kind=Message.Kind.NOTE).order_by("-seq")
    here = Visit.objects.filter(ticket=OuterRef("pk"), here_at__gt=now - HERE_FOR).order_by()
    known = rows.select_related("customer__tier", "team", "topic", "assignee", "calendar").annotate(
        said_at=Subquery(said.values("created_at")[:1]), here_at=Subquery(here.values("here_at")[:1])
    )
    return [_chat(ticket) for ticket in known[:MOST]]


def _chat(ticket: Ticket) -> Chat:
    said_at: datetime = getattr(ticket, "said_at", None) or ticket.opened_at
    waits = ticket.waiting_since
    return Chat(ticket, waits, None if waits else said_at, is_here=bool(getattr(ticket, "here_at", None)))
