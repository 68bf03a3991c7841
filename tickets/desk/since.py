"""What came to a ticket since a reply to it was written, as its writer is shown it before they decide."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.people.models import User
from tickets.actions.newer import came_since
from tickets.models import Event, Message, Outgoing, Ticket

Kind = Event.Kind

# Where a ticket stood before one of these, and stands after it.
STOOD = {
    Kind.RESOLVED: (gettext_lazy("open"), gettext_lazy("solved")),
    Kind.REOPENED: (gettext_lazy("solved"), gettext_lazy("open")),
    Kind.CLOSED: (gettext_lazy("solved"), gettext_lazy("closed")),
}
HANDS = (Kind.CLAIMED, Kind.ASSIGNED, Kind.RELEASED, Kind.ESCALATED)


@dataclass(frozen=True)
class Change:
    """One field as it was and as it is now; `by` is empty where the house did it."""

    field: str
    was: str
    now: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Since:
    """Words and changes of others, in order; `upto` is the seq of the last thing shown here."""

    ticket: Ticket
    messages: list[Message]
    changes: list[Change]
    others: list[Event]
    upto: int


def since(row: Outgoing) -> Since:
    """What its writer has not seen yet of the ticket a held reply would go to."""
    ticket = row.ticket.survivor() if row.ticket.merged_into_id else row.ticket
    events = came_since(ticket, row.seen_in(ticket), by=row.by)
    said = [event.message_id for event in events if event.message_id]
    rows = Message.objects.filter(pk__in=said).select_related("author").prefetch_related("attachments")
    names = _names(events)
    changes = {event.pk: change for event in events if (change := _change(event, names))}
    return Since(
        ticket,
        messages=list(rows.order_by("seq")) if said else [],
        changes=list(changes.values()),
        others=[event for event in events if not event.message_id and event.pk not in changes],
        upto=events[-1].seq if events else ticket.seq,
    )


def shown(ticket: Ticket) -> list[Outgoing]:
    """What waits to leave on a ticket, and beside each held reply what came since."""
    rows = list(ticket.outgoing.to_show())
    for row in rows:
        if row.end == Outgoing.End.OVERTAKEN:
            row.ticket = ticket
            row.since = since(row)  # type: ignore[attr-defined]  # for the page alone
    return rows


def _names(events: list[Event]) -> dict[Any, str]:
    """Who had it before, by id; asked once, and only where hands changed."""
    ids = {event.detail.get("from_agent") for event in events if event.kind in HANDS} - {None}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=ids)} if ids else {}


def _change(event: Event, names: dict[Any, str]) -> Change | None:
    by, detail = event.by.first_name if event.by else "", event.detail
    if event.kind in STOOD:
        was, now = map(str, STOOD[Kind(event.kind)])
        return Change(_("Status"), was, now, by, event.at)
    if event.kind == Kind.REPRIORITISED:
        was, now = (f"S{detail[side]['severity']}" for side in ("before", "after"))
        return Change(_("Severity"), was, now, by, event.at)
    if event.kind in HANDS:
        was = names.get(detail.get("from_agent"), _("nobody"))
        now = str(event.by) if event.kind == Kind.CLAIMED else detail.get("name", "")
        return Change(_("In the hands of"), was, now or _("nobody"), by, event.at)
    return None
