"""Where a ticket stands, in the words a customer reads: one table for lists, pages, letters and machines.

Received → With our … team → Waiting for you → Solved → Closed.
"""

from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.models import Ticket

WITH_SPECIALISTS = Q(escalated_to=F("team"), escalated_to__isnull=False)
OURS = Q(resolved_at=None) & (Q(waiting_since__isnull=False) | Q(asked_at=None) & WITH_SPECIALISTS)
UNTOUCHED = Q(assignee=None, first_replied_at=None)


@dataclass(frozen=True, eq=False)
class State:
    """One of the states: what it is called, its mark, and how its tickets are found."""

    slug: str
    words: str | Promise  # may name %(team)s, never a person, and %(reference)s
    shape: str  # of components/state.html: empty (moves), planned (with the customer), closed (over)
    tickets: Q


RECEIVED = State("received", _("Received"), "", OURS & ~WITH_SPECIALISTS & UNTOUCHED)
WITH_TEAM = State("with-team", _("With our %(team)s team"), "", OURS & ~WITH_SPECIALISTS & ~UNTOUCHED)
SPECIALISTS = State("with-specialists", _("With our specialists: %(team)s"), "", OURS & WITH_SPECIALISTS)
WITH_YOU = State("waiting-for-you", _("Waiting for you"), "planned", Q(resolved_at=None) & ~OURS)
SOLVED = State("solved", _("Solved"), "closed", Q(resolved_at__isnull=False, closed_at=None))
CLOSED = State("closed", _("Closed"), "closed", Q(closed_at__isnull=False, merged_into=None))
MERGED = State("merged", _("Goes on in %(reference)s"), "closed", Q(merged_into__isnull=False))

STATES = {state.slug: state for state in (RECEIVED, WITH_TEAM, SPECIALISTS, WITH_YOU, SOLVED, CLOSED, MERGED)}


def of(ticket: Ticket) -> State:
    """The state of one ticket, from its row alone; the same that the table's Q finds."""
    if ticket.merged_into_id:
        return MERGED
    if ticket.resolved_at:
        return CLOSED if ticket.closed_at else SOLVED
    if ticket.waiting_since is None and (ticket.asked_at or not ticket.is_with_specialists):
        return WITH_YOU
    if ticket.is_with_specialists:
        return SPECIALISTS
    return WITH_TEAM if ticket.assignee_id or ticket.first_replied_at else RECEIVED


def words(ticket: Ticket) -> str:
    """The state of one ticket as a customer reads it."""
    state = of(ticket)
    told = {"team": ticket.team.spoken if "%(team)s" in str(state.words) else ""}
    told["reference"] = ticket.merged_into.reference if ticket.merged_into else ""
    return str(state.words) % told
