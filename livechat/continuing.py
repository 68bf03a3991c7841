"""What is said after a visitor has left goes on by mail, several answers in one letter."""

from datetime import datetime, timedelta

from django.utils import timezone

from livechat.models import Visit
from tickets import mail
from tickets.models import Message
from tickets.refusals import NotDelivered

GONE_FOR = timedelta(minutes=10)  # a phone in a pocket, a page that loads anew: they come back
BETWEEN = timedelta(minutes=15)  # two letters of one conversation
MOST = 10  # answers in one letter


def send(visit: Visit | None, message: Message) -> str:
    """Mail an answer with all that wait beside it; its Message-ID. Raises NotDelivered until it is time.

    One that went in another's letter is not mailed again.
    """
    if visit is None:
        return mail.send_answer(message)
    if message.seq <= visit.mailed_seq:
        return mail.id_of(message)
    due = _due(visit, message)
    if (early := due - timezone.now()) > timedelta(0):
        raise NotDelivered("they may come back", permanent=False, after=early)
    beside = waiting(visit, message)
    own_id = mail.continue_by_mail(beside)
    last = beside[-1].seq
    Visit.objects.filter(pk=visit.pk, mailed_seq__lt=last).update(mailed_seq=last, mailed_at=timezone.now())
    return own_id


def waiting(visit: Visit, message: Message) -> list[Message]:
    """The answers nobody saw, this one and what came after it, in order; at most MOST."""
    unseen = max(visit.seen_seq, visit.mailed_seq)
    rows = Message.objects.filter(ticket=message.ticket_id, kind=Message.Kind.REPLY, seq__gt=unseen)
    rows = rows.filter(delivery__in=["pending", "sending", "unknown"]).order_by("seq")
    found = list(rows.select_related("ticket__customer", "author")[:MOST])
    return found if message in found else [message]


def _due(visit: Visit, message: Message) -> datetime:
    said = message.ticket.messages.filter(kind=Message.Kind.CUSTOMER, seq__lt=message.seq).order_by("seq")
    if (last := said.last()) and last.channel == "email":
        return message.created_at  # they have gone on by mail: there is no window to come back to
    left = message.created_at
    if visit.here_at and not visit.is_here:  # an open one that showed it to nobody is as a closed one
        left = max(left, visit.here_at)
    due = left + GONE_FOR
    return max(due, visit.mailed_at + BETWEEN) if visit.mailed_at else due
