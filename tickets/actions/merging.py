"""Two tickets about one thing become one, and for a day two again.

Rows are history and stay where they are: the merged ticket keeps its messages and is closed, the other one
shows them at the place where they were merged, and takes every further word.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from support import shield
from support.people.models import User
from tickets.actions import joining, parting, standings, wanting
from tickets.actions.history import hold, record
from tickets.actions.priorities import settle
from tickets.models import Event, Ticket

UNDO_WITHIN = timedelta(hours=24)


class MayNotMerge(Exception):
    """Two tickets that cannot become one, or two again; says why in words for an agent."""


def check_merge(ticket: Ticket, into: Ticket) -> None:
    """Raise MayNotMerge for two tickets that cannot become one."""
    told = {"ticket": ticket.reference, "into": into.reference}
    if ticket.pk == into.pk:
        raise MayNotMerge(_("A ticket cannot be merged into itself."))
    if ticket.customer_id != into.customer_id:
        raise MayNotMerge(_("%(ticket)s and %(into)s belong to two customers. They stay apart.") % told)
    for one in (ticket, into):
        if one.merged_into:
            where = {"ticket": one.reference, "into": one.merged_into.reference}
            raise MayNotMerge(_("%(ticket)s goes on in %(into)s already.") % where)
        if not one.is_open:
            raise MayNotMerge(
                _("%(ticket)s is solved. Only open tickets are merged.") % {"ticket": one.reference}
            )
    if into.public and not ticket.public:
        raise MayNotMerge(
            _("Everybody can read the answers on %(into)s. Merge it into %(ticket)s instead.") % told
        )


@transaction.atomic
def merge(ticket: Ticket, *, into: Ticket, by: User | None, why: str = "") -> Ticket:
    """Let a ticket go on in another of the same customer, and return that one. Raises MayNotMerge.

    The older start of each clock is kept, so merging sends nobody back; the graver severity holds.
    """
    ticket, into = _hold_both(ticket, into)
    check_merge(ticket, into)
    why, now = shield.mask(why).text, timezone.now()
    before = {"ticket": joining.as_it_is(ticket), "into": joining.as_it_is(into)}
    was = into.team_id, into.assignee_id
    stood = standings.standing(into, now=now, place=True)
    changed = joining.join(ticket, into)
    ticket.merged_into, ticket.resolved_at, ticket.closed_at = into, now, now
    ticket.waiting_since = ticket.update_owed_since = None
    settle(ticket, "merged_into", "resolved_at", "closed_at", "waiting_since", "update_owed_since")
    settle(into, *changed)
    wanting.recount(into)
    record(ticket, Event.Kind.MERGED, by=by, into=into.pk, reference=into.reference, why=why, before=before)
    record(
        into,
        Event.Kind.MERGED,
        by=by,
        merged=ticket.pk,
        reference=ticket.reference,
        why=why,
        before=stood,
        after=standings.standing(into, now=now, place=True),
        **_left(into, was),
    )
    return into


@transaction.atomic
def unmerge(ticket: Ticket, *, by: User | None) -> Ticket:
    """Within a day, let both be as they were; what was said since stays where it was said.

    Raises MayNotMerge when the day is over, or what happened since cannot be taken apart.
    """
    moved = Ticket.objects.select_related("merged_into").get(pk=ticket.pk)
    if moved.merged_into is None:
        raise MayNotMerge(_("%(ticket)s is a ticket of its own.") % {"ticket": moved.reference})
    ticket, into = _hold_both(moved, moved.merged_into)
    merged = _check_unmerge(ticket, into)
    before = merged.detail["before"]
    was, now = (into.team_id, into.assignee_id), timezone.now()
    stood = standings.standing(into, now=now, place=True)
    ticket.merged_into = ticket.closed_at = None
    ticket.save(update_fields=["merged_into", "closed_at"])
    settle(ticket, *joining.restore(ticket, before["ticket"]))
    settle(into, *parting.part(into, undone=merged))
    for one in (ticket, into):
        wanting.recount(one)
    record(ticket, Event.Kind.UNMERGED, by=by, into=into.pk, reference=into.reference)
    told = {"before": stood, "after": standings.standing(into, now=now, place=True)} | _left(into, was)
    record(into, Event.Kind.UNMERGED, by=by, merged=ticket.pk, reference=ticket.reference, **told)
    return ticket


def may_be_undone(merged: Event) -> bool:
    """Whether a merge is younger than a day."""
    return merged.at > timezone.now() - UNDO_WITHIN


def _check_unmerge(ticket: Ticket, into: Ticket) -> Event:
    """The event of the merge that is undone."""
    told = {"ticket": ticket.reference, "into": into.reference}
    if ticket.merged_into_id != into.pk:
        raise MayNotMerge(_("%(ticket)s does not go on in %(into)s any more.") % told)
    if into.closed_at:
        raise MayNotMerge(_("%(into)s is closed. What is in it stays in it.") % told)
    merged = ticket.events.filter(kind=Event.Kind.MERGED, detail__into=into.pk).latest("seq")
    if not may_be_undone(merged):
        raise MayNotMerge(_("Merging can be undone for 24 hours. %(ticket)s stays in %(into)s.") % told)
    others = Ticket.objects.filter(channel=ticket.channel, thread=ticket.thread, closed_at=None)
    if follower := others.first():
        told = {"ticket": ticket.reference, "follower": follower.reference}
        raise MayNotMerge(_("The conversation of %(ticket)s goes on in %(follower)s.") % told)
    return merged


def _left(into: Ticket, was: tuple[int, int | None]) -> dict[str, Any]:
    """The team and the hands a ticket has left, so that they hear of it; nothing when it stays there."""
    return {} if into.team_id == was[0] else {"from_team": was[0], "from_agent": was[1]}


def _hold_both(ticket: Ticket, other: Ticket) -> tuple[Ticket, Ticket]:
    """Both as they are now, locked in the order of their ids, so that opposite merges wait in line."""
    held = {pk: hold(one) for pk, one in sorted({ticket.pk: ticket, other.pk: other}.items())}
    return held[ticket.pk], held[other.pk]
