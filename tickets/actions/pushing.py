"""Where work is given out: each ticket goes to the freest agent who may have it."""

from django.db import transaction

from support.people.models import Agent
from tickets import queue, workforce
from tickets.actions.hands import NotTakingWork, claim_next

MOST = 200  # tickets in one go; the clock comes back for the rest


def push_out(*, most: int = MOST) -> int:
    """Give out what waits in teams with push, the freest agent first each time; returns how many."""
    given = 0
    while given < most and queue.anything_to_push() and _give_one():
        given += 1
    return given


def _give_one() -> bool:
    """S0 to a free agent who speaks its language and has its skill, where there is one; else what comes first
    for the freest: S0 waits for nobody."""
    agents = workforce.freest_first()
    if queue.anything_to_push(lane__urgent=True) and any(_give(agent, best=True) for agent in agents):
        return True
    return any(_give(agent) for agent in agents)


@transaction.atomic
def _give(agent: Agent, *, best: bool = False) -> bool:
    """Give an agent what comes first for them; False when somebody else is just doing so, or nothing fits."""
    free = Agent.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=agent.pk)
    if not free.exists():
        return False
    try:
        return claim_next(agent.user, pushed=True, best=best) is not None
    except NotTakingWork:  # they left between the look and now
        return False
