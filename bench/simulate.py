"""The simulator: a week of 20,000 tickets through the queue rule, as an admin's preview plays it."""

import random
import time

from bench.figures import figure
from tickets.floor import Staff, play
from tickets.simulation import Recorded, share_of_target

TICKETS, AGENTS = 20_000, 40
WEEK = 7 * 24 * 3600
TARGETS = [hours * 3600 / factor for hours in (4, 24, 48, 72) for factor in (1, 2, 4, 8)]  # 16 classes


def measure() -> dict[str, dict[str, object]]:
    """Seconds to play the week once."""
    chance = random.Random(5)
    handling = 0.97 * AGENTS * WEEK / TICKETS
    arrivals = sorted(
        (chance.uniform(0, WEEK), chance.randrange(len(TARGETS)), chance.expovariate(1 / handling))
        for _ in range(TICKETS)
    )
    start = time.perf_counter()
    served = play(Recorded(arrivals), staff=Staff.alike(AGENTS, len(TARGETS)), rule=share_of_target(TARGETS))
    took = time.perf_counter() - start
    return {"simulate.20k_tickets_s": figure(took, "s", len(served))}
