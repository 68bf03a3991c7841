"""A reply or a note with what is done with it, in one transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from support.files import Checked
from support.people.models import User
from tickets.actions.answers import note, reply
from tickets.actions.history import hold
from tickets.actions.mentioning import mention
from tickets.actions.steps import take_steps
from tickets.actions.wanting import Thing
from tickets.models import Message, Ticket


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
