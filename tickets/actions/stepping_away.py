"""Chats of somebody who goes away: handed back at once, or finished within a while; each visitor is told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from support.people.models import Agent, User
from tickets.actions.hands import release
from tickets.actions.history import hold
from tickets.models import Ticket

AWAY = "away"  # why the house takes a chat back


def chats_of(user: User) -> int:
    """How many chats somebody holds that are not over."""
    return Ticket.objects.open().filter(channel="chat", assignee=user).count()


def hand_chats_back(user: User) -> int:
    """Put every chat somebody holds back into the line with its seniority; returns how many."""
    chats = Ticket.objects.open().filter(channel="chat", assignee=user)
    return sum(_give_back(ticket, user) for ticket in chats.order_by("pk"))


def take_chats_from_the_away(*, now: datetime) -> int:
    """Whoever is still in the hands of somebody away for AWAY_MINUTES goes back to the line; how many.

    What came to them meanwhile has as long from then on.
    """
    since = now - timedelta(minutes=settings.AWAY_MINUTES)
    states = [Agent.Availability.AWAY, Agent.Availability.OFFLINE]
    gone = Agent.objects.filter(availability__in=states, away_since__lte=since).values("user")
    chats = Ticket.objects.open().filter(channel="chat", assignee__in=gone, claimed_at__lte=since)
    rows = chats.select_related("assignee").order_by("pk")
    return sum(_give_back(ticket, ticket.assignee, unless_after=since) for ticket in rows if ticket.assignee)


@transaction.atomic
def _give_back(ticket: Ticket, user: User, *, unless_after: datetime | None = None) -> bool:
    ticket = hold(ticket)
    if not ticket.is_open or ticket.assignee_id != user.pk:
        return False
    agent = Agent.objects.filter(user=user).first()
    taken = ticket.claimed_at or timezone.now()
    if unless_after and (agent is None or not agent.said_away or taken > unless_after):
        return False
    release(ticket, cause=AWAY)
    return True
