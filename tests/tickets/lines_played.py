"""Lines played with dice: who came when, whom they found there, when they were answered or left."""

import heapq
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Wait:
    """One who came, how many unanswered they found, and when their answer came (never, for who left)."""

    came: float
    found: int
    answered: float | None
    left: float | None = None


def play(
    seed: int,
    *,
    people: int,
    load: float,
    minutes: float = 4.0,
    patience: float | None = None,
    hours: float = 10.0,
) -> list[Wait]:
    """First come, first served: `people` answer in `minutes` each; `load` is the share of them needed.

    Everything is exponential. An answer comes at the end of its work; nobody leaves once it is begun.
    """
    dice = random.Random(seed)
    free = [0.0] * people
    heapq.heapify(free)
    done: list[Wait] = []
    at = 0.0
    while at < hours * 60:
        at += dice.expovariate(load * people / minutes)
        begins = max(at, free[0])
        found = sum(1 for one in done[-400:] if (one.answered or one.left or 0) > at)
        stays = dice.expovariate(1 / patience) if patience else None
        if stays is not None and at + stays < begins:
            done.append(Wait(at, found, None, at + stays))
            continue
        ends = begins + dice.expovariate(1 / minutes)
        heapq.heapreplace(free, ends)
        done.append(Wait(at, found, ends))
    return done
