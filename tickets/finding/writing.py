"""The words of a ticket follow what is said on it, in the same transaction."""

from collections.abc import Iterable

from django.db import connection

from support.search import text
from tickets.finding import reading
from tickets.models import Message, Ticket, Words

FULL = 6_000  # words; a vector holds less than a megabyte, and of a talk so long the rest repeats itself

ADD = """
    INSERT INTO tickets_words (ticket_id, vector)
    VALUES (%s, strip(to_tsvector(%s::regconfig, %s)) || array_to_tsvector(%s::text[]))
    ON CONFLICT (ticket_id) DO UPDATE SET vector = tickets_words.vector || EXCLUDED.vector
    WHERE length(tickets_words.vector) < %s
"""


def begin(ticket: Ticket) -> None:
    """A new ticket: its number, subject and answers, and who asks."""
    customer = ticket.customer
    names = [customer.name, customer.email, customer.exchange_id or ""]
    answers = ticket.values.values_list("value", flat=True)
    _add(ticket, [ticket.reference, ticket.subject, *names, *answers], ticket.language)


def say(message: Message) -> None:
    """What was said, and what its files are called."""
    shown = () if message.is_withdrawn else message.attachments.all()
    files = [file.name for file in shown if not file.is_identity]
    _add(message.ticket, [message.as_it_reads, *files], message.language or message.ticket.language)


def catch_up(most: int = 1_000) -> int:
    """Write the words of tickets that have none: those of before there were any. Returns how many."""
    rows = Ticket.objects.filter(words=None).select_related("customer").order_by("-pk")[:most]
    for ticket in rows:
        anew(ticket)
    return len(rows)


def anew(ticket: Ticket) -> None:
    """The words of a ticket of which something is not to be found any more."""
    Words.objects.filter(ticket=ticket).delete()
    begin(ticket)
    for message in ticket.messages.select_related("ticket").prefetch_related("attachments"):
        say(message)


def _add(ticket: Ticket, texts: Iterable[str], code: str) -> None:
    words = reading.written(" ".join(texts), code)
    config = text.language(code).config
    with connection.cursor() as cursor:
        cursor.execute(ADD, [ticket.pk, config, " ".join(words), reading.folded(words, code), FULL])
