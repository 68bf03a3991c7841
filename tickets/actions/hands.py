"""Whose hands a ticket is in."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from support.people.models import Agent, Team, User
from tickets import queue, workforce
from tickets.actions.clashes import HANDS, ChangedByAnother
from tickets.actions.history import hold, record
from tickets.actions.priorities import settle
from tickets.models import Event, Ticket

ANYBODY = 0  # no user's id
UNANSWERED, VANISHED = "unanswered", "vanished"  # why the house takes a ticket back


class TakenByAnother(ChangedByAnother):
    """Somebody was faster; `ticket.assignee` says who."""

    field = HANDS


class SeniorsOnly(Exception):
    """The customer's tier is served by seniors, and the team has some (for S0: some who are free)."""


class NotTakingWork(Exception):
    """They said they are away: whoever is not there is given nothing."""


@transaction.atomic
def claim_next(user: User, *, pushed: bool = False, best: bool = False) -> Ticket | None:
    """Give an agent the ticket that comes first for them; None when nothing waits they have a hand free for.

    Their row is held meanwhile, so that two screens together take no more than one capacity. `pushed` and
    `best` as in queue.claim. Raises NotTakingWork while they are away.
    """
    agent = Agent.objects.select_for_update(no_key=True).filter(user=user).first()
    if agent and agent.said_away and not user.is_supervisor:
        raise NotTakingWork
    now = timezone.now()
    pk = queue.claim(user, now=now, pushed=pushed, best=best)
    if pk is None:
        return None
    ticket = hold(Ticket(pk=pk))
    record(ticket, Event.Kind.CLAIMED, by=user, **_if(pushed=pushed, translated=_translated(ticket, agent)))
    return ticket


@transaction.atomic
def claim(ticket: Ticket, *, by: User) -> Ticket:
    """Take one ticket by hand, out of turn. Raises TakenByAnother when a colleague has it, or SeniorsOnly."""
    ticket, now = hold(ticket), timezone.now()
    if ticket.assignee_id == by.pk:
        return ticket
    if ticket.assignee_id:
        raise TakenByAnother(ticket)
    agent = Agent.objects.filter(user=by).first()
    if not workforce.may_take(by, ticket):
        raise SeniorsOnly
    reasons = _if(translated=_translated(ticket, agent)) | _instead(ticket, by, now)
    _hand(ticket, to=by)
    record(ticket, Event.Kind.CLAIMED, by=by, by_hand=True, **reasons)
    return ticket


@transaction.atomic
def assign(
    ticket: Ticket,
    *,
    by: User | None,
    to: User | None = None,
    team: Team | None = None,
    cause: str = "",
    why: str = "",
    seen_with: int | None = ANYBODY,
    seen_team: int | None = None,
) -> Ticket:
    """Put a ticket into somebody's hands, or back into a team's queue where it keeps its seniority.

    Where it is already changes nothing, so a form sent twice is heard once. `cause` is what made the house
    do it, `why` what a person said. Raises TakenByAnother when somebody has taken it who is not the user
    `seen_with` it (None: with nobody) and not `by`, or it is in another team's queue than in the one of the
    id `seen_team` and in the one it is given to; SeniorsOnly when it is kept for seniors and
    neither the house nor a supervisor gives it to somebody else.
    """
    ticket = hold(ticket)
    from_team, from_agent = ticket.team_id, ticket.assignee_id
    expected = {None, seen_with, by.pk if by else None}
    if seen_with != ANYBODY and from_agent not in expected:
        raise TakenByAnother(ticket)
    if team and seen_team and ticket.team_id not in {seen_team, team.pk}:
        raise TakenByAnother(ticket)
    ticket.team = team or ticket.team
    if (ticket.team_id, to.pk if to else None) == (from_team, from_agent):
        return ticket
    if to and by and not by.is_supervisor and not workforce.may_take(to, ticket):
        raise SeniorsOnly
    _hand(ticket, to=to)
    was: dict[str, Any] = {"from_team": from_team, "from_agent": from_agent} | _if(cause=cause, why=why)
    if to:
        was |= _if(translated=_translated(ticket, Agent.objects.filter(user=to).first()))
        record(ticket, Event.Kind.ASSIGNED, by=by, to=to.pk, name=str(to), **was)
    else:
        was |= {"team": ticket.team.slug, "name": ticket.team.name}
        record(ticket, Event.Kind.RELEASED, by=by, **was)
    return ticket


def release(ticket: Ticket, *, by: User | None = None, cause: str = "") -> Ticket:
    """Put a ticket back into its team's queue, with its seniority."""
    return assign(ticket, by=by, cause=cause)


@transaction.atomic
def take_back(ticket: Ticket, *, unanswered_since: datetime) -> bool:
    """Take a ticket out of the hands of somebody who has not answered since then; False when they have."""
    ticket = hold(ticket)
    late = [ticket.claimed_at, ticket.waiting_since]
    if ticket.assignee_id is None or not all(at and at <= unanswered_since for at in late):
        return False
    release(ticket, cause=UNANSWERED)
    return True


def take_chats_from_the_vanished() -> int:
    """Whoever chats with somebody whose screens are gone goes back to the queue, and is told; how many."""
    chats = Ticket.objects.open().filter(channel="chat", assignee__agent__vanished_at__isnull=False)
    return sum(_leave_the_vanished(ticket) for ticket in chats.order_by("pk"))


@transaction.atomic
def _leave_the_vanished(ticket: Ticket) -> bool:
    ticket = hold(ticket)
    gone = Agent.objects.filter(user=ticket.assignee_id, vanished_at__isnull=False)
    if not ticket.is_open or ticket.assignee_id is None or not gone.exists():
        return False
    release(ticket, cause=VANISHED)
    return True


def _hand(ticket: Ticket, *, to: User | None) -> None:
    ticket.assignee, ticket.snoozed_until = to, None
    ticket.claimed_at = timezone.now() if to else None
    settle(ticket, "assignee", "claimed_at", "team")


def _translated(ticket: Ticket, agent: Agent | None) -> bool:
    """Whether an agent answers in a language they do not speak."""
    return agent is not None and ticket.language not in agent.languages


def _instead(ticket: Ticket, by: User, now: datetime) -> dict[str, Any]:
    """Which ticket would have been theirs in turn, when it is another one."""
    first = next(iter(queue.next_for(by, now=now, limit=1)), None)
    if first is None or first.pk == ticket.pk:
        return {}
    return {"instead": {"reference": first.reference, "used": round(first.used(now), 3)}}


def _if(**detail: Any) -> dict[str, Any]:
    """Only what there is something to say of."""
    return {name: value for name, value in detail.items() if value}
