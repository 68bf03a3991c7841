"""The usual further line of a chat that waits already: one statement. Only the one way in may ask."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, OperationalError, connection, transaction

from support import shield
from support.people.models import Customer
from tickets import outbox
from tickets.actions.received import Received
from tickets.advice import pasted
from tickets.models import Message, Ticket, Topic

FURTHER = "SELECT * FROM tickets_further_line(%s, %s, %s, %s, %s, %s, %s)"


def further(
    *,
    thread: str,
    external_id: str,
    customer: Customer,
    said: shield.Masked,
    masked: list[str],
    language: str,
    at: datetime,
) -> Received | None:
    """Keep it as the ordinary way would; None, and nothing is changed, where that has more to do.

    It has where the ticket does not wait or is not theirs, where words name a transaction or a key came
    before, and where others are at the same rows. Words for the search follow by `tasks.hear_out`.
    """
    if pasted.named_in(said.text):
        return None
    values: list[Any] = [thread, external_id, customer.pk, said.text, masked, language, at]
    try:
        with connection.cursor() as cursor:
            cursor.execute(FURTHER, values)
            found = cursor.fetchone()
    except (IntegrityError, OperationalError):
        if connection.in_atomic_block or not connection.is_usable():
            raise
        return None
    if found is None:
        return None
    ticket_id, reference, seq, topic, message_id, event_id = found
    transaction.on_commit(lambda: outbox.announce(event_id), robust=True)
    # As if read from their rows, which the statement made; what is left out is read when it is asked for.
    ticket = Ticket.from_db("default", ["id", "reference", "seq"], [ticket_id, reference, seq])
    ticket.topic = Topic(slug=topic) if topic else None
    known = ["id", "seq", "body", "external_id", "created_at", "corrected"]
    message = Message.from_db("default", known, [message_id, seq, said.text, external_id, at, None])
    return Received(ticket, message, masked=masked)
