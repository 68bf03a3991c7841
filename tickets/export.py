"""A customer's tickets to keep: everything they may read on the page, and nothing else.

What passes is what `tickets.story` tells: no note, no priority, no surname.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from support import shield
from tickets import checklist, shown, states, story
from tickets import told as answers
from tickets.models import Message, Ticket
from tickets.models.ticket import TicketQuerySet


def ordered(tickets: TicketQuerySet) -> TicketQuerySet:
    """The newest first, with what an export asks of each."""
    rows = tickets.select_related("customer", "topic", "team", "merged_into", "escalated_to", "follows")
    return rows.order_by("-opened_at", "-pk")


def facts(ticket: Ticket) -> dict[str, Any]:
    """One ticket as plain values: times as datetimes, words in the reader's language."""
    rating = ticket.ratings.order_by("-made_at").first()
    return {
        "reference": ticket.reference,
        "subject": shield.readable(ticket.subject),
        "topic": ticket.topic.name if ticket.topic else None,
        "state": states.of(ticket).slug,
        "state_words": states.words(ticket),
        "link": settings.SITE_URL + reverse("tickets:show", args=[ticket.reference]),
        "opened_at": ticket.opened_at,
        "solved_at": ticket.resolved_at,
        "closed_at": ticket.closed_at,
        "goes_on_from": _own(ticket, ticket.follows),
        "goes_on_in": _own(ticket, ticket.merged_into),
        "answers": [
            {"question": one.label, "answer": one.words} for one in answers.told(ticket.values.all())
        ],
        "asked_for": [
            {"words": thing.words, "received_at": thing.answered_at} for thing in checklist.everything(ticket)
        ],
        "rating": {"score": rating.score, "comment": rating.comment} if rating else None,
        "story": [_line(line) for line in story.whole(ticket)],
    }


def header() -> dict[str, Any]:
    """Whose words these are and when they were written down."""
    return {"from": settings.EXCHANGE_NAME, "exported_at": timezone.now()}


def entries(tickets: TicketQuerySet) -> Iterator[dict[str, Any]]:
    """The facts of many tickets, one at a time, so that no list is ever whole in memory."""
    return (facts(ticket) for ticket in ordered(tickets).iterator(chunk_size=50))


def _line(line: story.Line) -> dict[str, Any]:
    """Something said or something that happened: {at, by, said | happened, files, part}."""
    told: dict[str, Any] = {"at": line.event.at}
    if message := line.message:
        by = "you" if line.is_theirs else message.author.first_name if message.author else None
        told |= {"by": by, "said": shield.readable(message.as_it_reads), "files": _files(message)}
    else:
        told["happened"] = line.words
    if line.part:
        told["part"] = [_line(one) for one in story.whole(line.part)]
    return told


def _files(message: Message) -> list[dict[str, Any]]:
    """What came along, as its page shows it: by name, and where it is read or why it is not.

    The files themselves stay behind the sign-in.
    """
    lines = [(file, shown.for_customer(file)) for file in shown.of(message)]
    return [
        {
            "name": line.name,
            "size": line.size,
            "type": file.content_type,
            "link": settings.SITE_URL + line.url if line.url else None,
            "note": line.note,
        }
        for file, line in lines
    ]


def _own(ticket: Ticket, other: Ticket | None) -> str | None:
    return other.reference if other and other.customer_id == ticket.customer_id else None
