"""What a window is told: that a line is kept, and what it has missed."""

from typing import Any

from django.utils import translation

from livechat.lines import Line
from livechat.models import Visit
from support import shield
from support.look import said
from tickets import frames, shown
from tickets.actions import Received
from tickets.models import Ticket

MOST_SEQ = 2**31 - 1


def is_seq(value: object) -> bool:
    """Whether a window's number can be one of ours; True and False are no numbers here."""
    return type(value) is int and 0 <= value <= MOST_SEQ


def kept(received: Received, line: Line, *, language: str) -> dict[str, Any]:
    """`{"type", "id", "seq", "ticket", "topic", "at", "html", "advice", "files"}`: what was stored.

    `topic` is null where the window named none that we know: a line is kept, whatever it is about.
    `advice` says what to do about each secret that was hidden, here or in the browser already.
    """
    body = received.message.as_it_reads
    hidden = [piece.kind for piece in shield.pieces(body) if piece.kind]
    with translation.override(language):
        return {
            "type": "kept",
            "id": line.key,
            "seq": received.message.seq,
            "ticket": received.ticket.reference,
            "topic": received.ticket.topic.slug if received.ticket.topic else None,
            "at": received.message.created_at.isoformat(),
            "html": said.paragraphs(body),
            "advice": [str(line) for line in shield.advice(hidden)],
            "files": [shown.frame(file) for file in shown.of(received.message)] if line.files else [],
        }


def gap(visit: Visit, seq: int) -> dict[str, Any]:
    """`{"type", "ticket", "after", "upto", "events", "more"}`: what a visitor may see after `seq`, in order.

    Up to `upto` nothing is missing, whatever numbers internal notes have taken; with `more` there is more
    after it. A window that has a number we never gave is told to begin `anew`.
    """
    now = Ticket.objects.filter(visits=visit).values_list("pk", "reference", "seq").first()
    pk, reference, newest = now or (None, None, 0)
    if reference and seq > newest:
        return {"type": "anew", "ticket": reference, "why": "ahead"}
    missed, upto = frames.gap(pk, seq) if pk else ([], None)
    return {
        "type": "gap",
        "ticket": reference,
        "after": seq,
        "upto": upto or max([newest, *(event["seq"] for event in missed)]),
        "events": missed,
        "more": upto is not None,
    }
