"""The tickets linked with one, as an agent may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support.people.models import User
from tickets.models import Link, Ticket

MOST, SHOWN = 1000, 10  # links read; of a problem's incidents

# Kind and side, the first first: the heading of each group.
GROUPS = {
    (Link.Kind.PART, "of"): _("Part of"),
    (Link.Kind.PART, "has"): _("Its parts"),
    (Link.Kind.INCIDENT, "of"): _("Incident of"),
    (Link.Kind.INCIDENT, "has"): _("Incidents"),
    (Link.Kind.DUPLICATE, "of"): _("Duplicate of"),
    (Link.Kind.DUPLICATE, "has"): _("Duplicates"),
    (Link.Kind.RELATED, "has"): _("Related"),
}


@dataclass(frozen=True)
class Beside:
    """A linked ticket; `state` is the shape of its mark, `words` say it."""

    link: Link
    ticket: Ticket

    @property
    def state(self) -> str:
        """Of components/state.html."""
        return {"resolved": "closed", "with_customer": "planned"}.get(self.ticket.status, "")

    @property
    def words(self) -> str:
        """Where it stands."""
        return str(STATES[self.ticket.status])


STATES = {
    "resolved": _("solved"),
    "with_customer": _("with the customer"),
    "in_hand": _("in hand"),
    "waiting": _("waiting"),
}


@dataclass(frozen=True)
class Group:
    """Those linked in one way; `solved` counts all, `rows` are the first."""

    name: str
    total: int
    solved: int
    rows: list[Beside]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


def linked_with(ticket: Ticket, user: User) -> dict[str, Any]:
    """`groups` of what is linked with a ticket, and how many are `hidden` from this agent."""
    links = list(Link.objects.filter(Q(ticket=ticket) | Q(other=ticket))[:MOST])
    ids = {_beside(link, ticket) for link in links}
    seen = Ticket.objects.visible_to(user).select_related("merged_into").in_bulk(ids) if ids else {}
    groups: dict[tuple[Link.Kind, str], list[Beside]] = {}
    for link in links:
        kind = Link.Kind(link.kind)
        side = "of" if link.ticket_id == ticket.pk and kind != Link.Kind.RELATED else "has"
        if beside := seen.get(_beside(link, ticket)):
            groups.setdefault((kind, side), []).append(Beside(link, beside))
    shown = [_group(str(name), groups[key]) for key, name in GROUPS.items() if key in groups]
    return {"groups": shown, "hidden": len(ids) - len(seen)}


def _beside(link: Link, ticket: Ticket) -> int:
    return link.other_id if link.ticket_id == ticket.pk else link.ticket_id


def _group(name: str, rows: Iterable[Beside]) -> Group:
    """Open ones first, the newest first."""
    ordered = sorted(rows, key=lambda one: (not one.ticket.is_open, -one.link.pk))
    solved = sum(not one.ticket.is_open for one in ordered)
    return Group(name, len(ordered), solved, ordered[:SHOWN])
