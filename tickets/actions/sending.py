"""How an agent's words leave later: kept until their time comes, or called back before.

Until then a reply is an `Outgoing` row and nothing else. Then it becomes a reply by the ordinary action: who
reads it, what it stops and when it was said are the same as if it had been typed that moment.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from support import shield
from support.files import Checked
from support.people.models import User
from tickets import outbox, workforce
from tickets.actions.hands import SeniorsOnly
from tickets.actions.history import hold
from tickets.actions.newer import came_since
from tickets.actions.otherwise import SaidOtherwise
from tickets.actions.putting_by import put_by
from tickets.actions.saying import said_before
from tickets.actions.wanting import Thing
from tickets.models import Outgoing, Ticket, Upload


class HasLeft(Exception):
    """Too late: it was sent, or somebody called it back before."""


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
    after: int | None = None,
) -> Outgoing | None:
    """Keep a reply until its time comes; None when it was sent before. The same `key` again is the same row.

    Where others said or changed something after the seq `after` it is held at once: `end` says so. Raises
    SeniorsOnly as `reply` would; SaidOtherwise for a key that was used with other words, or called back.
    """
    ticket = hold(ticket)
    if said_before(ticket, key=key, body=body):
        return None
    if ticket.assignee_id != by.pk and not workforce.may_take(by, ticket):
        raise SeniorsOnly
    unseen = after is not None and came_since(ticket, after, by=by)
    facts = {
        "ticket": ticket,
        "after": after if unseen else ticket.seq,
        "end": Outgoing.End.OVERTAKEN if unseen else Outgoing.End.NONE,
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
    if not made and (row.end == Outgoing.End.RECALLED or row.body != facts["body"]):
        raise SaidOtherwise
    if made:
        for file in files:
            put_by(row, file)
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
