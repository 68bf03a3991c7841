"""How an agent's words leave: at once, after the seconds in which they can be called back, or later.

Until its time comes a reply is an `Outgoing` row and nothing else. Then it becomes a reply by the ordinary
action: who reads it, what it stops and when it was said are the same as if it had been typed that moment.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from support import shield
from support.files import Checked, FileRefused
from support.people.models import User
from tickets import outbox, scans, workforce
from tickets.actions.answers import note, reply
from tickets.actions.hands import SeniorsOnly
from tickets.actions.history import hold
from tickets.actions.mentioning import mention, tell
from tickets.actions.steps import take_steps
from tickets.actions.wanting import Thing
from tickets.models import Mention, Message, Outgoing, Ticket, Upload


class HasLeft(Exception):
    """Too late: it was sent, or somebody called it back before."""


@transaction.atomic
def say(
    ticket: Ticket,
    *,
    by: User,
    body: str,
    key: str,
    files: Sequence[Checked] = (),
    wanted: Sequence[Thing] = (),
    steps: Mapping[str, Any] | None = None,
    kind: str = Message.Kind.REPLY,
) -> Message:
    """A reply or note and what is done with it, all or nothing; the same `key` again does nothing more.

    Raises SeniorsOnly as `reply`.
    """
    hold(ticket)
    if said := Message.objects.filter(ticket=ticket, channel="desk", external_id=key).first():
        return said
    if kind == Message.Kind.NOTE:
        message = note(ticket, by=by, body=body, key=key, files=files)
        mention(message)
    else:
        message = reply(ticket, by=by, body=body, key=key, files=files, wanted=wanted)
    take_steps(ticket, steps or {}, by=by)
    return message


@transaction.atomic
def hold_back(
    ticket: Ticket,
    *,
    by: User,
    body: str,
    key: str,
    leaves_at: datetime,
    typed: str = "",
    later: bool = False,
    files: Sequence[Checked] = (),
    wanted: Sequence[Thing] = (),
    steps: Mapping[str, Any] | None = None,
) -> Outgoing | None:
    """Keep a reply until its time comes; None when it was sent before. The same `key` again is the same row.

    Raises SeniorsOnly as `reply` would.
    """
    ticket = hold(ticket)
    if Message.objects.filter(ticket=ticket, channel="desk", external_id=key).exists():
        return None
    if ticket.assignee_id != by.pk and not workforce.may_take(by, ticket):
        raise SeniorsOnly
    facts = {
        "ticket": ticket,
        "by": by,
        "body": shield.mask(body).text,
        "typed": shield.mask(typed or body).text,
        "wanted": [[shield.mask(thing.words).text, thing.kind] for thing in wanted],
        "steps": dict(steps or {}),
        "later": later,
        "made_at": timezone.now(),
        "leaves_at": leaves_at,
    }
    row, made = Outgoing.objects.get_or_create(key=key, defaults=facts)
    if made:
        for file in files:
            _put_by(row, file)
        transaction.on_commit(lambda: outbox.hint_ticket(ticket.pk, "outgoing"), robust=True)
    return row


@transaction.atomic
def recall(outgoing: Outgoing, *, by: User) -> Outgoing:
    """Call a reply back before it leaves, or take the words of one that was stopped. Raises HasLeft."""
    row = Outgoing.objects.select_for_update(of=("self",)).filter(pk=outgoing.pk).first()
    if row is None or row.end == Outgoing.End.RECALLED:
        raise HasLeft
    kept = Outgoing(pk=row.pk, ticket_id=row.ticket_id, typed=row.typed, wanted=row.wanted, steps=row.steps)
    Upload.objects.filter(owner=row.owner, used_at=None).update(owner=f"user:{by.pk}", form=row.owner)
    row.end, row.body, row.typed, row.wanted = Outgoing.End.RECALLED, "", "", []
    row.save(update_fields=["end", "body", "typed", "wanted"])
    transaction.on_commit(lambda: outbox.hint_ticket(row.ticket_id, "outgoing"), robust=True)
    return kept


@transaction.atomic
def leave(outgoing: Outgoing) -> Message | None:
    """Send what waited, should its time have come; None when it was called back, or is stopped now.

    Twice is safe: the row is gone with the first. It goes on where the ticket goes on.
    """
    ticket = hold(outgoing.ticket.survivor())
    rows = Outgoing.objects.select_for_update(of=("self",)).due(timezone.now())
    row = rows.select_related("by").filter(pk=outgoing.pk).first()
    if row is None:
        return None
    heard = ticket.messages.filter(kind=Message.Kind.CUSTOMER, created_at__gt=row.made_at)
    if row.later and heard.exists():
        stop(row, Outgoing.End.OVERTAKEN)
        return None
    if ticket.closed_at or not row.by.is_staff:
        stop(row, Outgoing.End.REFUSED)
        return None
    wanted = [Thing(words, kind) for words, kind in row.wanted]
    try:
        with transaction.atomic():
            said: dict[str, Any] = {"by": row.by, "body": row.body, "key": row.key, "steps": row.steps}
            message = say(ticket, files=_waiting_files(row), wanted=wanted, **said)
    except (SeniorsOnly, FileRefused):
        stop(row, Outgoing.End.REFUSED)
        return None
    row.delete()
    return message


def stop(row: Outgoing, why: Outgoing.End) -> None:
    """It stays, with its words, and its author is told."""
    row.end = why
    row.save(update_fields=["end"])
    tell(row.by, row.ticket, cause=Mention.Cause(why.value))
    transaction.on_commit(lambda: outbox.hint_ticket(row.ticket_id, "outgoing"), robust=True)


def overtake(ticket: Ticket) -> None:
    """The customer wrote on a held ticket: what was to be sent later waits for its author's eyes."""
    for row in Outgoing.objects.waiting().filter(ticket=ticket, later=True).select_related("by", "ticket"):
        stop(row, Outgoing.End.OVERTAKEN)


def _put_by(row: Outgoing, file: Checked) -> None:
    """A file waits with its reply: one that came ahead changes its owner, another becomes an upload."""
    if file.upload:
        Upload.objects.filter(token=file.upload).update(owner=row.owner, kind=file.kind or "other")
        return
    upload = Upload(owner=row.owner, name=file.name, kind=file.kind or "other", size=file.size)
    upload.received, upload.content_type, upload.sha256 = file.size, file.content_type, file.sha256
    for name, value in scans.at_first().items():
        setattr(upload, name, value)
    file.content.seek(0)
    upload.file.save(file.name, ContentFile(file.content.read()))
    if upload.state == Upload.State.SCANNING:
        transaction.on_commit(lambda: outbox.scan_upload(upload.pk), robust=True)


def _waiting_files(row: Outgoing) -> list[Checked]:
    return [
        Checked(
            one.name, one.content_type, one.size, one.sha256, BytesIO(one.file.read()), one.kind, one.token
        )
        for one in Upload.objects.filter(owner=row.owner, used_at=None).order_by("pk")
    ]
