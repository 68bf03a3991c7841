"""What we say: a reply leaves the house, a note never does."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from support import shield
from support.files import Checked
from support.people.models import User
from tickets import workforce
from tickets.actions import reminding, wanting
from tickets.actions.attaching import attach
from tickets.actions.hands import SeniorsOnly
from tickets.actions.history import hold, record
from tickets.actions.newer import SAID, see
from tickets.actions.priorities import settle
from tickets.actions.wanting import Thing
from tickets.models import Event, Message, Ticket


def reply(
    ticket: Ticket,
    *,
    by: User,
    body: str,
    key: str,
    files: Sequence[Checked] = (),
    wanted: Sequence[Thing] = (),
    takes: bool = True,
    after: int | None = None,
) -> Message:
    """Answer the customer by the door they came in; the same `key` again answers with the first reply.

    `wanted` is what we ask for, thing by thing. A ticket in nobody's hands is theirs then, unless they do not
    `take` it. Raises SeniorsOnly for a ticket kept for seniors that is in other hands or none; WentOn when
    others have said something publicly after the seq `after`.
    """
    said = {"by": by, "body": body, "files": files, "wanted": wanted, "takes": takes, "after": after}
    return _say(ticket, Message.Kind.REPLY, key=key, **said)


def note(ticket: Ticket, *, by: User, body: str, key: str, files: Sequence[Checked] = ()) -> Message:
    """Leave words for colleagues; no customer ever sees them."""
    return _say(ticket, Message.Kind.NOTE, by=by, body=body, key=key, files=files)


def _say(ticket: Ticket, kind: Message.Kind, *, key: str, **said: Any) -> Message:
    try:
        return _keep(ticket, kind, key=key, **said)
    except IntegrityError:
        return Message.objects.get(ticket=ticket, channel="desk", external_id=key)


@transaction.atomic
def _keep(
    ticket: Ticket,
    kind: Message.Kind,
    *,
    by: User,
    body: str,
    key: str,
    files: Sequence[Checked],
    wanted: Sequence[Thing] = (),
    takes: bool = True,
    after: int | None = None,
) -> Message:
    ticket = hold(ticket)
    said = shield.mask(body)
    leaves = kind == Message.Kind.REPLY
    now = timezone.now()
    message = Message.objects.create(
        ticket=ticket,
        seq=ticket.seq + 1,
        kind=kind,
        author=by,
        body=said.text,
        masked=sorted(set(said.kinds)),
        channel="desk",
        external_id=key,
        public=leaves and ticket.public,
        delivery=Message.Delivery.PENDING if leaves else Message.Delivery.NONE,
        retry_at=now if leaves else None,
        created_at=now,
    )
    if leaves and ticket.assignee_id != by.pk and not workforce.may_take(by, ticket):
        raise SeniorsOnly  # not before: a reply sent twice is answered with the first, whoever has it since
    see(ticket, after, by=by, kinds=SAID)
    attach(message, files)
    if wanted:
        wanting.want(message, wanted)
    if leaves:
        _answered(ticket, by=by, takes=takes)
    record(ticket, Event.Kind.REPLIED if leaves else Event.Kind.NOTED, by=by, message=message)
    return message


def _answered(ticket: Ticket, *, by: User, takes: bool) -> None:
    now = timezone.now()
    if ticket.first_replied_at is None:
        ticket.first_replied_at, ticket.first_target_seconds = now, ticket.target_seconds
    if ticket.assignee is None and takes:
        ticket.assignee, ticket.claimed_at = by, now
    ticket.waiting_since = None
    if ticket.update_owed_since:
        ticket.update_owed_since = now
    answered = ["first_replied_at", "first_target_seconds", "assignee", "claimed_at"]
    settle(ticket, *answered, *reminding.begin(ticket), "waiting_since", "update_owed_since")
