"""Where work is given out: each ticket goes to the freest agent who may have it."""

from django.db import transaction

from support.people.models import Agent
from tickets import queue, workforce
from tickets.actions.hands import NotTakingWork, claim_next

MOST = 200  # tickets in one go; the clock comes back for the rest


def push_out(*, most: int = MOST) -> int:
    """Give out what waits in teams with push, the freest agent first each time; returns how many."""
    given = 0
    while given < most and queue.anything_to_push():
        if not any(_give(agent) for agent in workforce.freest_first()):
            break
        given += 1
    return given


@transaction.atomic
def _give(agent: Agent) -> bool:
    """Give an agent what comes first for them; False when somebody else is just doing so, or nothing fits."""
    free = Agent.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=agent.pk)
    if not free.exists():
        return False
    try:
        return claim_next(agent.user, pushed=True) is not None
    except NotTakingWork:  # they left between the look and now
        return False
