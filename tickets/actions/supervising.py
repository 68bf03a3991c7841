"""What supervisors do by hand when the queue alone is not enough; each time with a reason that is kept."""

from django.db import transaction
from django.utils import timezone

from support.people.models import Team, User
from tickets import outbox, queue
from tickets.actions.hands import assign
from tickets.actions.history import hold
from tickets.actions.mentioning import tell
from tickets.models import Jotting, Mention, Ticket

FORCED, REBALANCED, RELIEVED = "forced", "rebalanced", "relieved"  # causes, as in tickets.actions.hands
TAKEN_OVER = "taken over"


class NobodyHasIt(Exception):
    """There is nobody to take it over from: it waits in a queue, or is in one's own hands already."""


@transaction.atomic
def take_over(ticket: Ticket, *, by: User, why: str) -> Ticket:
    """Take a ticket out of its agent's hands into one's own. They are told; what they had begun to write is
    offered to who goes on. Raises NobodyHasIt.
    """
    ticket = hold(ticket)
    holder = ticket.assignee
    if holder is None or holder == by:
        raise NobodyHasIt
    Jotting.objects.filter(ticket=ticket, user=holder).update(shared_at=timezone.now())
    ticket = assign(ticket, to=by, by=by, cause=TAKEN_OVER, why=why)
    tell(holder, ticket, cause=Mention.Cause.TAKEN, by=by)
    transaction.on_commit(lambda: outbox.hint_ticket(ticket.pk, "outgoing"), robust=True)
    return ticket


def force(ticket: Ticket, *, to: User, by: User, why: str) -> Ticket:
    """Put a ticket into somebody's hands whatever the rules of the queue say."""
    return assign(ticket, to=to, by=by, cause=FORCED, why=why)


def rebalance(*, source: Team, target: Team, most: int, by: User, why: str) -> int:
    """Move what comes first in one team's line to another team's, with its seniority; returns how many.

    Each ticket is moved alone, and only while nobody has taken it.
    """
    return sum(
        _move(ticket, target, by=by, why=why)
        for ticket in queue.next_in(source, now=timezone.now(), limit=most)
    )


@transaction.atomic
def _move(ticket: Ticket, target: Team, *, by: User, why: str) -> bool:
    if hold(ticket).lane_id is None:
        return False
    assign(ticket, team=target, by=by, cause=REBALANCED, why=why)
    return True


def relieve(user: User, *, by: User, why: str) -> int:
    """Put everything back into the queue that waits in somebody's hands, chats too; returns how many."""
    held = Ticket.objects.open().filter(assignee=user)
    waiting = held.exclude(waiting_since=None) | held.filter(channel="chat")
    return sum(_put_back(ticket, user, by=by, why=why) for ticket in waiting.order_by("pk"))


@transaction.atomic
def _put_back(ticket: Ticket, user: User, *, by: User, why: str) -> bool:
    ticket = hold(ticket)
    if ticket.assignee_id != user.pk or not (ticket.waiting_since or ticket.channel == "chat"):
        return False
    assign(ticket, by=by, cause=RELIEVED, why=why)
    return True
