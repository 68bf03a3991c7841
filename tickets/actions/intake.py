"""The one way in: every door calls `receive`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from support import shield
from support.files import Checked
from support.people.models import Agent, Customer, Team
from tickets.actions import linking, quick, reminding, wanting
from tickets.actions.attaching import attach
from tickets.actions.history import hold, record
from tickets.actions.leaving import overtake
from tickets.actions.priorities import settle
from tickets.actions.received import Answers, Others, Received, WithUsAlready, heard, titled
from tickets.actions.remembering import remember
from tickets.models import Event, FieldValue, Identifier, Link, Message, Ticket, Topic, Wanted
from tickets.severity import Severity

FIRST_TEAM = {
    "x": "social",
    "facebook": "social",
}  # where a channel's tickets start when no topic says better
STICKY = timedelta(hours=24)
# Nothing was kept, for another's sake: deadlock_detected, serialization_failure (PostgreSQL, Appendix A).
SACRIFICED = {"40P01", "40001"}


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
    wanted: Wanted | None
    background: dict[str, Any]  # detail of the event that opens a ticket
    answers: Answers
    others: Others
    at: datetime | None


def receive(
    *,
    channel: str,
    external_id: str,
    customer: Customer,
    body: str | shield.Masked,
    thread: str = "",
    ticket: Ticket | None = None,
    subject: str = "",
    topic: Topic | None = None,
    team: Team | None = None,
    language: str = "",
    files: Sequence[Checked] = (),
    public: bool = False,
    wanted: Wanted | None = None,
    background: Mapping[str, str] | None = None,
    answers: Answers | None = None,
    others: Others | None = None,
    at: datetime | None = None,
) -> Received:
    """Keep what a customer said, once, on the right ticket, with its secrets masked.

    `external_id` names the message on its channel: the same again answers with the first result. `ticket`,
    else the open one of `(channel, thread)`, else a new one takes it; a resolved one opens again, a closed
    or merged one hears it where it goes on. `team` serves where no topic says who, `wanted` is the thing of
    our list this answers, `others` what a new ticket is compared with, `at` when it was said if earlier.
    Raises WithUsAlready for what they know, FileRefused for a file that went elsewhere.
    """
    said, named = shield.masked(body), shield.mask(subject)
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
        wanted=wanted,
        background={name: shield.mask(words).text for name, words in (background or {}).items() if words},
        answers=answers or Answers(),
        others=others or Others(),
        at=at,
    )
    return _once(words)


def receive_further(
    *, external_id: str, customer: Customer, body: shield.Masked, thread: str, language: str
) -> Received | None:
    """As `receive`, of one more line of a chat; None, and nothing is kept, where it is not the usual one.

    What comes back knows its numbers, its names and its words; the rest of the rows is not read.
    """
    return quick.further(
        thread=thread,
        external_id=external_id,
        customer=customer,
        said=body,
        masked=sorted({piece.kind for piece in shield.pieces(body.text) if piece.kind}),
        language=language,
        at=timezone.now(),
    )


def _once(words: _Said) -> Received:
    """Kept, or what became of it when it was heard before."""
    for _attempt in range(3):
        if received := heard(words.channel, words.external_id) or _kept(words):
            return received
    raise RuntimeError("three times others were at the same words, thread or rows while we looked")


class _MovedMeanwhile(Exception):
    """The ticket was merged, or got one that follows it, while we waited for its lock."""


def _kept(said: _Said) -> Received | None:
    """What became of it; None when others were quicker and we have to look again."""
    try:
        return _keep(said)
    except WithUsAlready:
        if heard(said.channel, said.external_id):  # it is this very message, kept while we waited
            return None
        raise
    except (IntegrityError, _MovedMeanwhile):  # the same message, thread or merge by somebody just now
        return None
    except OperationalError as trouble:  # who writes a mail or a post cannot press the button again
        if getattr(trouble.__cause__, "pgcode", None) in SACRIFICED:
            return None
        raise


@transaction.atomic
def _keep(said: _Said) -> Received:
    ticket = said.ticket or _of_thread(said.channel, said.thread)
    ticket = ticket.heard_in() if ticket else None  # only the last is locked: see actions.merging
    woken = ticket and Ticket.objects.filter(pk=ticket.pk, resolved_at__isnull=False).exists()
    if ticket and woken:  # its tier stays until this commit, as of a new one; customers are locked first
        Customer.objects.select_for_update(no_key=True).get(pk=ticket.customer_id)
    ticket = hold(ticket) if ticket else None
    if ticket and (ticket.merged_into_id or bool(ticket.resolved_at) != bool(woken)):
        raise _MovedMeanwhile
    closed = None
    if ticket and ticket.closed_at:  # closed is for good: what follows is a new ticket about the same thing
        if ticket.followers.exists():
            raise _MovedMeanwhile
        said = replace(said, subject=said.subject or ticket.subject, topic=said.topic or ticket.topic)
        ticket, closed = None, ticket
    beside = None
    if ticket is None:
        ticket, beside = _open(said, follows=closed or said.others.closed)
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
        created_at=said.at or timezone.now(),
    )
    attach(message, said.files)
    remember(ticket, f"{said.subject}\n{said.body}")
    if said.wanted and wanting.tick(said.wanted, message) and ticket.waiting_since is None:
        ticket.snoozed_until = None
        ticket.save(update_fields=[*reminding.begin(ticket), "snoozed_until"])
    elif ticket.waiting_since is None or ticket.snoozed_until:
        ticket.waiting_since, ticket.snoozed_until = ticket.waiting_since or message.created_at, None
        settle(ticket, "waiting_since")
    record(ticket, Event.Kind.RECEIVED, message=message)
    overtake(ticket)
    if beside:
        linking.link((ticket, beside), kind=Link.Kind.DUPLICATE, by=None)
    return Received(ticket, message, masked=said.masked, beside=beside)


def _of_thread(channel: str, thread: str) -> Ticket | None:
    """The open ticket of a thread, else the last one of it that goes on in another."""
    rows = Ticket.objects.filter(channel=channel, thread=thread)
    moved = rows.filter(merged_into__isnull=False).order_by("-pk")
    return rows.filter(closed_at=None).first() or moved.first()


def _open(said: _Said, *, follows: Ticket | None) -> tuple[Ticket, Ticket | None]:
    """The new ticket, and what it is to be linked with."""
    # The tier as it is now, and until this commit: who changes it would not see this ticket yet. One
    # customer's tickets open one after the other by this lock, so that the later finds the earlier.
    alone = Customer.objects.select_for_update(no_key=True)
    said.customer.refresh_from_db(fields=["tier"], from_queryset=alone)
    if known := said.others.known(said.customer):
        raise WithUsAlready(known)
    beside = said.others.beside(said.customer)
    ticket = Ticket.objects.create(
        customer=said.customer,
        subject=titled(said.subject, said.body),
        topic=said.topic,
        channel=said.channel,
        thread=said.thread,
        public=said.public,
        language=said.language,
        team=said.team or _first_team(said),
        severity=_severity(said),
        opened_at=said.at or timezone.now(),
        # Who answers somebody else's closed ticket by its reply address learns nothing more of it.
        follows=follows if follows and follows.customer_id == said.customer.pk else None,
    )
    for rows in (said.answers.values, said.answers.identifiers):
        for row in rows:
            row.pk, row.ticket = None, ticket  # a second attempt makes new rows
    FieldValue.objects.bulk_create(said.answers.values)
    Identifier.objects.bulk_create(said.answers.identifiers)
    record(ticket, Event.Kind.OPENED, **said.background)
    return ticket, beside


def _severity(said: _Said) -> int:
    """As its topic has it; an answer may make it graver, never less grave; a flood is held down."""
    usual = said.topic.severity if said.topic else Severity.S3
    return max(min(usual, said.answers.severity), said.answers.no_graver)


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
