"""The one way in: every door calls `receive`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from support import shield
from support.files import Checked
from support.people.models import Agent, Customer, Team
from tickets.actions.history import hold, record
from tickets.actions.priorities import settle
from tickets.models import Attachment, Event, Message, Ticket, Topic
from tickets.severity import Severity

FIRST_TEAM = {
    "x": "social",
    "facebook": "social",
}  # where a channel's tickets start when no topic says better
STICKY = timedelta(hours=24)
# Nothing was kept, for another's sake: deadlock_detected, serialization_failure (PostgreSQL, Appendix A).
SACRIFICED = {"40P01", "40001"}


@dataclass(frozen=True)
class Received:
    """What became of something a customer said."""

    ticket: Ticket
    message: Message
    repeated: bool = False
    masked: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class _Said:
    channel: str
    external_id: str
    customer: Customer
    body: str
    masked: list[str]
    thread: str
    ticket: Ticket | None
    subject: str
    topic: Topic | None
    team: Team | None
    language: str
    files: Sequence[Checked]
    public: bool
    background: dict[str, Any]  # detail of the event that opens a ticket


def receive(
    *,
    channel: str,
    external_id: str,
    customer: Customer,
    body: str,
    thread: str = "",
    ticket: Ticket | None = None,
    subject: str = "",
    topic: Topic | None = None,
    team: Team | None = None,
    language: str = "",
    files: Sequence[Checked] = (),
    public: bool = False,
    background: Mapping[str, str] | None = None,
) -> Received:
    """Keep what a customer said, once, on the right ticket, with its secrets masked.

    `external_id` names the message for good on its channel: the same one again answers with the first
    result. `ticket`, else the open ticket of `(channel, thread)`, else a new one takes it; a thread
    defaults to the message's own id. A resolved ticket opens again, a closed one stays closed, and what is
    said to a merged one is said to the ticket it goes on in.
    `team` says who serves a new ticket where it is not the topic's team.
    """
    said, named = shield.mask(body), shield.mask(subject)
    words = _Said(
        channel=channel,
        external_id=external_id,
        customer=customer,
        body=said.text,
        masked=sorted({piece.kind for piece in shield.pieces(said.text + named.text) if piece.kind}),
        thread=thread or external_id,
        ticket=ticket,
        subject=named.text,
        topic=topic,
        team=team,
        language=language or customer.language,
        files=files,
        public=public,
        background={name: shield.mask(words).text for name, words in (background or {}).items() if words},
    )
    for _attempt in range(3):
        if received := _heard(words) or _kept(words):
            return received
    raise RuntimeError("three times others were at the same words, thread or rows while we looked")


class _MovedMeanwhile(Exception):
    """The ticket was merged while we waited for its lock."""


def _heard(said: _Said) -> Received | None:
    rows = Message.objects.select_related("ticket__customer__tier")
    message = rows.filter(channel=said.channel, external_id=said.external_id).first()
    return Received(message.ticket, message, repeated=True, masked=message.masked) if message else None


def _kept(said: _Said) -> Received | None:
    """What became of it; None when others were quicker and we have to look again."""
    try:
        return _keep(said)
    except (IntegrityError, _MovedMeanwhile):  # the same message, thread or merge by somebody just now
        return None
    except OperationalError as trouble:  # who writes a mail or a post cannot press the button again
        if getattr(trouble.__cause__, "pgcode", None) in SACRIFICED:
            return None
        raise


@transaction.atomic
def _keep(said: _Said) -> Received:
    ticket = said.ticket or _of_thread(said.channel, said.thread)
    ticket = ticket.survivor() if ticket else None  # only the last is locked: see actions.merging
    woken = ticket and Ticket.objects.filter(pk=ticket.pk, resolved_at__isnull=False).exists()
    if ticket and woken:  # its tier stays until this commit, as of a new one; customers are locked first
        Customer.objects.select_for_update(no_key=True).get(pk=ticket.customer_id)
    ticket = hold(ticket) if ticket else None
    if ticket and (ticket.merged_into_id or bool(ticket.resolved_at) != bool(woken)):
        raise _MovedMeanwhile
    if ticket and ticket.closed_at:  # closed is for good: what follows is a new ticket about the same thing
        said = replace(said, subject=said.subject or ticket.subject, topic=said.topic or ticket.topic)
        ticket = None
    ticket = ticket or _open(said)
    if ticket.resolved_at:
        _wake(ticket)
    message = Message.objects.create(
        ticket=ticket,
        seq=ticket.seq + 1,
        kind=Message.Kind.CUSTOMER,
        body=said.body,
        language=said.language,
        channel=said.channel,
        external_id=said.external_id,
        public=said.public,
        masked=said.masked,
        created_at=timezone.now(),
    )
    for file in said.files:
        _attach(message, file)
    if ticket.waiting_since is None:
        ticket.waiting_since = message.created_at
        settle(ticket, "waiting_since")
    record(ticket, Event.Kind.RECEIVED, message=message)
    return Received(ticket, message, masked=said.masked)


def _of_thread(channel: str, thread: str) -> Ticket | None:
    """The open ticket of a thread, else the last one of it that goes on in another."""
    rows = Ticket.objects.filter(channel=channel, thread=thread)
    moved = rows.filter(merged_into__isnull=False).order_by("-pk")
    return rows.filter(closed_at=None).first() or moved.first()


def _open(said: _Said) -> Ticket:
    # The tier as it is now, and until this commit: who changes it would not see this ticket yet.
    alone = Customer.objects.select_for_update(no_key=True)
    said.customer.refresh_from_db(fields=["tier"], from_queryset=alone)
    ticket = Ticket.objects.create(
        customer=said.customer,
        subject=(said.subject or said.body.strip().partition("\n")[0] or _("No subject"))[:200],
        topic=said.topic,
        channel=said.channel,
        thread=said.thread,
        public=said.public,
        language=said.language,
        team=said.team or _first_team(said),
        severity=said.topic.severity if said.topic else Severity.S3,
        opened_at=timezone.now(),
    )
    record(ticket, Event.Kind.OPENED, **said.background)
    return ticket


def _first_team(said: _Said) -> Team:
    return (
        said.topic.team if said.topic else Team.objects.get(slug=FIRST_TEAM.get(said.channel, "front-line"))
    )


def _wake(ticket: Ticket) -> None:
    ticket.resolved_at = None
    if not _stays(ticket):
        ticket.assignee = None
    ticket.save(update_fields=["resolved_at", "assignee"])
    record(ticket, Event.Kind.REOPENED)


def _stays(ticket: Ticket) -> bool:
    """Whether who answered within the last day is there to take it up again."""
    lately = ticket.messages.filter(
        kind=Message.Kind.REPLY, author=ticket.assignee, created_at__gte=timezone.now() - STICKY
    )
    there = Agent.objects.filter(user=ticket.assignee_id, availability="online", vanished_at=None)
    return ticket.assignee_id is not None and there.exists() and lately.exists()


def _attach(message: Message, file: Checked) -> None:
    attachment = Attachment(
        message=message, name=file.name, content_type=file.content_type, size=file.size, sha256=file.sha256
    )
    attachment.file.save(file.name, File(file.content))
