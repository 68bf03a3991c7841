"""A reply or a note with what is done with it, in one transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from support import shield
from support.files import Checked
from support.people.models import User
from tickets.actions.answers import note, reply
from tickets.actions.history import hold
from tickets.actions.mentioning import mention
from tickets.actions.newer import see
from tickets.actions.otherwise import SaidOtherwise
from tickets.actions.steps import take_steps
from tickets.actions.wanting import Thing
from tickets.models import Message, Ticket


def said_before(ticket: Ticket, *, key: str, body: str) -> Message | None:
    """What was said with this key; None for a fresh one. Raises SaidOtherwise."""
    said = Message.objects.filter(ticket=ticket, channel="desk", external_id=key).first()
    if said and said.body != shield.mask(body).text:
        raise SaidOtherwise
    return said


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
    after: int | None = None,
) -> Message:
    """A reply or note and what is done with it, all or nothing; the same `key` again does nothing more.

    Raises SaidOtherwise; SeniorsOnly as `reply`; WentOn when others said or changed something after the seq
    `after`. Notes stand beside whatever came; only what is solved with one wants the customer's words seen.
    """
    hold(ticket)
    if said := said_before(ticket, key=key, body=body):
        return said
    is_note = kind == Message.Kind.NOTE
    see(ticket, None if is_note else after, by=by)
    if is_note:
        message = note(ticket, by=by, body=body, key=key, files=files)
        mention(message)
    else:
        message = reply(ticket, by=by, body=body, key=key, files=files, wanted=wanted)
    take_steps(ticket, steps or {}, by=by, after=after if is_note else None)
    return message
