"""Lines of the book about hidden facts that were shown, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from support.audit.models import Entry
from support.people.models import Customer, Handle, User
from support.people.reveals import REFUSED, Reason
from tickets.desk import panel, words
from tickets.models import Ticket


@dataclass(frozen=True)
class Line:
    """Who was shown which fact of whom, on which ticket, and why; `refused` when it was one too many."""

    at: datetime
    by: User | None
    customer: Customer | None
    field: str
    ticket: Ticket | None
    reference: str
    why: str
    words: str
    refused: bool


def lines(entries: Sequence[Entry]) -> list[Line]:
    """Entries as lines, in three statements whatever their number; nothing hidden is in them."""
    people = Customer.objects.in_bulk([int(entry.object_id) for entry in entries])
    references = {entry.detail.get("ticket", "") for entry in entries}
    tickets = {ticket.reference: ticket for ticket in Ticket.objects.filter(reference__in=references)}
    handles = Handle.objects.in_bulk([pk for entry in entries if (pk := _handle(entry))])
    reasons = dict(Reason.choices)
    return [
        Line(
            at=entry.at,
            by=entry.by,
            customer=people.get(int(entry.object_id)),
            field=_field(entry, handles),
            ticket=tickets.get(entry.detail.get("ticket", "")),
            reference=entry.detail.get("ticket", ""),
            why=str(reasons.get(entry.detail.get("why", ""), "")),
            words=entry.detail.get("words", ""),
            refused=entry.action == REFUSED,
        )
        for entry in entries
    ]


def _handle(entry: Entry) -> int | None:
    name, _dash, pk = entry.detail.get("field", "").partition("-")
    return int(pk) if name == "handle" and pk.isdecimal() else None


def _field(entry: Entry, handles: dict[int, Handle]) -> str:
    name = entry.detail.get("field", "")
    if pk := _handle(entry):
        handle = handles.get(pk)
        known = f"{words.door(handle.network)[1]}, {panel.shown_name(handle)}" if handle else ""
        return _("Id of a handle: %(handle)s") % {"handle": known or "–"}
    return {"exchange_id": _("Account"), "email": _("E-mail")}.get(name, name)
