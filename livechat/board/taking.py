"""The next chat for an agent: the queue's own order and the queue's own capacity, of the chats alone."""

from datetime import datetime

from django.db import transaction

from support.people.models import Agent, User
from tickets import actions, queue
from tickets.models import Ticket

LOOKED_AT = 200  # chats that wait at once; who is further behind comes when these are taken


@transaction.atomic
def take_next_chat(user: User, *, now: datetime) -> Ticket | None:
    """Give an agent the chat that comes first for them; None when none waits they have a hand free for.

    Their row is held meanwhile, as in actions.claim_next. Raises NotTakingWork while they are away.
    """
    agent = Agent.objects.select_for_update(no_key=True).filter(user=user).first()
    if agent and agent.said_away and not user.is_supervisor:
        raise actions.NotTakingWork
    for place in _line(user, now):
        try:
            return actions.claim(Ticket.objects.get(pk=place.pk), by=user)
        except (actions.TakenByAnother, actions.SeniorsOnly):
            continue  # a colleague was faster; the next one then
    return None


def how_many_wait(user: User, *, now: datetime) -> int:
    """How many chats wait that this agent would be given."""
    return len(_line(user, now))


def _line(user: User, now: datetime) -> list[queue.InLine]:
    waiting = Ticket.objects.waiting().filter(channel="chat").order_by("waiting_since")[:LOOKED_AT]
    among = [ticket.pk for ticket in waiting.only("pk")]
    return queue.line_for(user, now=now, limit=LOOKED_AT, among=among) if among else []
