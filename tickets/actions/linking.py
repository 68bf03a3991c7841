"""Tickets that belong together: parts, duplicates, incidents of a problem, or just related."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from support.people.models import User
from tickets.actions.history import hold, record
from tickets.models import Event, Link, Ticket

Kind = Link.Kind


class MayNotLink(Exception):
    """Two tickets that cannot be linked so; says why in words for an agent."""


@transaction.atomic
def link(*pairs: tuple[Ticket, Ticket], kind: str, by: User | None) -> list[Link]:
    """Say what the first of each pair is of the second, of all or of none; what is said already stays so.

    Nobody in particular says it (`by` None) of an alarm that came twice.

    Raises MayNotLink.
    """
    every = {one.pk: one for pair in pairs for one in pair}
    held = {pk: hold(every[pk]) for pk in sorted(every)}
    return [_link(held[ticket.pk], held[other.pk], Kind(kind), by) for ticket, other in pairs]


def _link(ticket: Ticket, other: Ticket, kind: Kind, by: User | None) -> Link:
    if known := Link.objects.filter(ticket=ticket, other=other, kind=kind).first():
        return known
    if problem := _problem(ticket, other, kind):
        raise MayNotLink(problem)
    made = Link.objects.create(ticket=ticket, other=other, kind=kind, by=by)
    _tell(made, Event.Kind.LINKED, by)
    return made


@transaction.atomic
def unlink(made: Link, *, by: User) -> None:
    """Take a link away."""
    for one in sorted([made.ticket, made.other], key=lambda one: one.pk):
        hold(one)
    if Link.objects.filter(pk=made.pk).delete()[0]:
        _tell(made, Event.Kind.UNLINKED, by)


@transaction.atomic
def flag(ticket: Ticket, *, by: User, problem: bool = True) -> Ticket:
    """Know a ticket as a problem that has incidents, or no more. Raises MayNotLink while it has some."""
    ticket = hold(ticket)
    if bool(ticket.problem_at) == problem:
        return ticket
    if not problem and ticket.linked.filter(kind=Kind.INCIDENT).exists():
        raise MayNotLink(_("Incidents are linked with it. Take these links away first."))
    if problem and ticket.links.filter(kind=Kind.INCIDENT).exists():
        raise MayNotLink(_("It is an incident of another problem itself."))
    ticket.problem_at = timezone.now() if problem else None
    ticket.save(update_fields=["problem_at"])
    record(ticket, Event.Kind.FLAGGED, by=by, problem=problem)
    return ticket


def _problem(ticket: Ticket, other: Ticket, kind: Kind) -> str:
    """Why they cannot be linked so; empty when they can."""
    told = {"ticket": ticket.reference, "other": other.reference}
    if ticket.pk == other.pk:
        return _("A ticket cannot be linked with itself.")
    if Link.objects.filter(Q(ticket=ticket, other=other) | Q(ticket=other, other=ticket)).exists():
        return _("%(ticket)s and %(other)s are linked already. Take that link away first.") % told
    if kind == Kind.PART and (whole := ticket.links.filter(kind=kind).first()):
        return _("%(ticket)s is part of %(whole)s already.") % {**told, "whole": whole.other.reference}
    if kind == Kind.PART and _is_part_of(other, ticket):
        return _("%(other)s is part of %(ticket)s: it cannot be the other way round too.") % told
    if kind == Kind.INCIDENT and not other.problem_at:
        return _("%(other)s is not known as a problem. Mark it as one first.") % told
    if kind == Kind.INCIDENT and ticket.problem_at:
        return _("%(ticket)s is a problem itself.") % told
    return ""


def _is_part_of(ticket: Ticket, whole: Ticket) -> bool:
    """Whether the way up from a ticket leads to another."""
    up = Link.objects.filter(kind=Kind.PART)
    above: int | None = ticket.pk
    while above := up.filter(ticket=above).values_list("other", flat=True).first():
        if above == whole.pk:
            return True
    return False


def _tell(made: Link, event: Event.Kind, by: User | None) -> None:
    """Both histories say it, each with the other's reference."""
    for one, beside, role in ((made.ticket, made.other, "of"), (made.other, made.ticket, "has")):
        told: dict[str, Any] = {"beside": beside.pk, "reference": beside.reference}
        record(hold(one), event, by=by, link=made.kind, role=role, **told)
