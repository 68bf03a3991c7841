"""How a reply leaves: at most one sender at a time, and after a doubt the other side is asked first."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from redis.exceptions import RedisError

from support import realtime
from tickets import channels, readings
from tickets.models import Attachment, Message, Ticket, Upload

ABANDONED_AFTER = timedelta(minutes=2)  # longer than any send may take: its worker is gone
FIRST_PAUSE = timedelta(seconds=15)
MOST_ATTEMPTS = 12


def attempt(message_id: int) -> None:
    """Send one reply if it still has to be sent; the row says what came of it."""
    message = _take(message_id)
    if message is None:
        return
    channel = channels.of(message.ticket)
    try:
        in_doubt = message.delivery == Message.Delivery.UNKNOWN
        arrived = channel.find(message) if in_doubt else None
        message.remote_id = channel.deliver(message) if arrived is None else arrived
    except channels.MaybeDelivered as doubt:
        _later(message, Message.Delivery.UNKNOWN, str(doubt))
    except channels.NotDelivered as refusal:
        _refused(message, refusal)
    except channels.AwaitsReturn:
        _wait(message)
    else:
        _sent(message)
    show(message)


def show(message: Message) -> None:
    """Agents with the ticket open see at once how far a reply or its files have come; a lost hint is late."""
    with suppress(ConnectionError, RedisError):
        group = realtime.ticket_desk_group(message.ticket_id)
        realtime.push(group, "delivery", ticket=message.ticket_id, seq=message.seq, state=message.delivery)


def show_typing(ticket_id: int, *, on: bool) -> None:
    """Agents see that a customer without a live line types; a lost hint is none."""
    with suppress(ConnectionError, RedisError):
        group = realtime.ticket_desk_group(ticket_id)
        realtime.push(group, "typing", ticket=ticket_id, on=on, who="customer")


def show_read(ticket: Ticket) -> None:
    """The customer's open window sees how far who answers has read; a lost hint is late."""
    with suppress(ConnectionError, RedisError):
        group = realtime.ticket_customer_group(ticket.pk)
        realtime.push(group, "receipts", seen=readings.by_holder(ticket.pk))


def show_files(settled: Iterable[Attachment | Upload]) -> None:
    """Both sides of an open ticket see at once what was found in its files; a lost hint is late."""
    for message in {file.message for file in settled if isinstance(file, Attachment)}:
        show(message)
        if not message.is_internal:
            with suppress(ConnectionError, RedisError):  # a merged ticket is read where it goes on
                for ticket in {message.ticket, message.ticket.survivor()}:
                    realtime.push(realtime.ticket_customer_group(ticket.pk), "files")


def stranded() -> list[int]:
    """Ids of replies that should have left by now."""
    now = timezone.now()
    due = Q(delivery__in=["pending", "unknown"], retry_at__lte=now)
    cut_short = Q(delivery="sending", attempted_at__lte=now - ABANDONED_AFTER)
    return list(
        Message.objects.filter(due | cut_short).order_by("retry_at").values_list("pk", flat=True)[:500]
    )


@transaction.atomic
def _take(message_id: int) -> Message | None:
    rows = Message.objects.select_for_update(of=("self",), skip_locked=True)
    message = rows.select_related("ticket__customer", "author").filter(pk=message_id).first()
    now = timezone.now()
    if message is None or message.delivery in {"", "sent", "failed"}:
        return None
    if message.delivery == Message.Delivery.SENDING:
        if message.attempted_at and message.attempted_at > now - ABANDONED_AFTER:
            return None
    elif message.retry_at is None:
        return None
    if message.retry_at and message.retry_at > now:
        return None
    was, message.delivery = message.delivery, Message.Delivery.SENDING
    message.attempts += 1
    message.attempted_at = now
    message.save(update_fields=["delivery", "attempts", "attempted_at"])
    # A send whose worker died may have gone out: treat it as in doubt.
    message.delivery = (
        Message.Delivery.PENDING if was == Message.Delivery.PENDING else Message.Delivery.UNKNOWN
    )
    return message


def _sent(message: Message) -> None:
    message.delivery = Message.Delivery.SENT
    message.delivered_at = timezone.now()
    message.failure = ""
    message.retry_at = None
    message.save(update_fields=["delivery", "delivered_at", "failure", "retry_at", "remote_id"])


def _wait(message: Message) -> None:
    message.delivery, message.failure, message.retry_at = Message.Delivery.PENDING, "", None
    message.save(update_fields=["delivery", "failure", "retry_at"])


def _refused(message: Message, refusal: channels.NotDelivered) -> None:
    if refusal.permanent or message.attempts >= MOST_ATTEMPTS:
        message.delivery = Message.Delivery.FAILED
        message.failure = str(refusal)[:300]
        message.retry_at = None
        message.save(update_fields=["delivery", "failure", "retry_at"])
    else:
        _later(message, Message.Delivery.PENDING, str(refusal), refusal.after)


def _later(message: Message, state: Message.Delivery, why: str, after: timedelta | None = None) -> None:
    """Try again later; a doubt that does not end stays a doubt for the agent to see, untried."""
    pause = after or FIRST_PAUSE * 2 ** min(message.attempts - 1, 6)
    message.delivery = state
    message.failure = why[:300]
    message.retry_at = timezone.now() + pause if message.attempts < MOST_ATTEMPTS else None
    message.save(update_fields=["delivery", "failure", "retry_at"])
