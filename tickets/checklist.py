"""What we still need from a customer, as pages, letters and the desk show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tickets.models import Ticket, Wanted


@dataclass(frozen=True)
class Checklist:
    """The things asked on a ticket and not taken back, in their order."""

    things: list[Wanted]

    @property
    def done(self) -> int:
        """How many are here."""
        return sum(1 for thing in self.things if thing.answered_at)

    @property
    def is_open(self) -> bool:
        """Whether anything is missing."""
        return self.done < len(self.things)

    @property
    def missing(self) -> list[Wanted]:
        """What is still to come."""
        return [thing for thing in self.things if thing.is_open]

    @property
    def words(self) -> str:
        """How far it has come: "2 of 3"."""
        return _("%(done)d of %(all)d") % {"done": self.done, "all": len(self.things)}

    @property
    def marks(self) -> list[bool]:
        """One for each thing, for a meter: whether it is here."""
        return [thing.answered_at is not None for thing in self.things]


def everything(ticket: Ticket) -> list[Wanted]:
    """Whatever was asked on a ticket and not taken back, however long ago."""
    return list(Wanted.objects.of(ticket))


def of(ticket: Ticket, *, whole: list[int] | None = None) -> Checklist:
    """The newest list of a ticket, with what older ones still miss: what is long done is history.

    A list stays in sight while anything on it is open, and once all is here until we write again.
    `whole`: the ids of the ticket and its parts, where they are known already.
    """
    things = list(Wanted.objects.of(ticket, whole=whole).select_related("answer"))
    newest = max((thing.message_id for thing in things), default=0)
    kept = [thing for thing in things if thing.is_open or thing.message_id == newest]
    if all(thing.answered_at for thing in kept) and _was_answered_since(ticket, kept):
        kept = []
    return Checklist(kept)


def _was_answered_since(ticket: Ticket, things: list[Wanted]) -> bool:
    """Whether we have written after the last thing came in, or solved it: then the list has served."""
    if ticket.resolved_at or not things:
        return True
    last = max(thing.answered_at for thing in things if thing.answered_at)
    return ticket.messages.filter(kind="reply", created_at__gt=last).exists()


def lists_of(tickets: Iterable[Ticket]) -> dict[int, Checklist]:
    """The lists of those whose customer owes something, by the ticket's id; one question for all."""
    owing = [ticket.pk for ticket in tickets if ticket.asked_at and ticket.is_open]
    found: dict[int, list[Wanted]] = {}
    for thing in Wanted.objects.filter(ticket__in=owing, spared_at=None) if owing else ():
        found.setdefault(thing.ticket_id, []).append(thing)
    return {pk: Checklist(things) for pk, things in found.items()}
