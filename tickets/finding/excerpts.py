"""Where in a ticket the answer stands: the newest message with words of the question, these words marked."""

import re
from collections.abc import Sequence

from django.db.models import Func
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString

from support import shield
from support.search import text
from support.search.snippets import marked, snippet
from tickets.finding.asked import Asked
from tickets.models import Message, Ticket


def excerpts(tickets: Sequence[Ticket], asked: Asked) -> list[tuple[Ticket, SafeString, SafeString]]:
    """Each ticket with its subject marked, and a few words around what was found, empty when nowhere."""
    wanted = text.words(asked.words, "en")
    said = _said(tickets, wanted)
    return [
        (
            ticket,
            marked(shield.readable(ticket.subject), wanted, ticket.language),
            snippet(shield.readable(said[ticket.pk].as_it_reads), wanted, ticket.language)
            if ticket.pk in said
            else SafeString(),
        )
        for ticket in tickets
    ]


def _said(tickets: Sequence[Ticket], wanted: list[str]) -> dict[int, Message]:
    """The newest message of each ticket in which a wanted word begins, accents or not."""
    if not wanted:
        return {}
    beginnings = "|".join(re.escape(_stem(word)) for word in wanted)
    reads = Func(Coalesce("corrected", "body"), function="unaccent")
    rows = Message.objects.alias(bare=reads).filter(ticket__in=tickets)
    found = rows.filter(bare__iregex=f"({beginnings})").order_by("ticket", "-seq").distinct("ticket")
    return {message.ticket_id: message for message in found}


def _stem(word: str) -> str:
    return word if text.is_han(word) else word[: max(text.SHORTEST_STEM, len(word) - 3)]
