"""The claim: does it stay flat, and how near is it to the least a claim could cost?"""

import random
import threading
import time
from collections.abc import Callable

from django.db import connection
from django.utils import timezone

from bench import crowd
from bench.figures import figure, quantile, timed
from support.people.models import User
from tickets import queue
from tickets.models import Ticket

CLAIMS = 2000
CONNECTIONS = 8
SECONDS = 8


def measure() -> dict[str, dict[str, object]]:
    """Claims at 10 k and at 1 M waiting tickets, and eight agents at once against a bare UPDATE by key."""
    (ada, *rest) = crowd.agents(CONNECTIONS)
    p99 = {}
    for many in (10_000, 1_000_000):
        crowd.leave()
        crowd.wait(many)
        timed(lambda: _claim(ada), 200)  # warm
        p99[many] = quantile(timed(lambda: _claim(ada), CLAIMS), 0.99)
    ids = list(Ticket.objects.filter(assignee=None).values_list("pk", flat=True)[:200_000])
    random.shuffle(ids)
    claims = _together([lambda user=user: _claim(user) for user in (ada, *rest)])
    updates = _together([_bare(ids[n::CONNECTIONS], user) for n, user in enumerate((ada, *rest))])
    crowd.leave()
    return {
        "queue.claim.p99_1m_over_10k": figure(p99[1_000_000] / p99[10_000], "× (p99 of a claim)", CLAIMS),
        "queue.claim.p99_ms.1m": figure(p99[1_000_000] * 1000, "ms", CLAIMS),
        "queue.claim.rate_over_bare_update": figure(claims / updates, "× (8 connections)", claims),
        "queue.claim.per_s.8": figure(claims / SECONDS, "claims/s", claims),
    }


def _claim(user: User) -> None:
    if queue.claim(user, now=timezone.now()) is None:
        raise RuntimeError("the crowd is gone")


def _bare(ids: list[int], user: User) -> Callable[[], None]:
    left = iter(ids)
    return lambda: (
        Ticket.objects.filter(pk=next(left)).update(assignee=user, claimed_at=timezone.now()) and None
    )


def _together(works: list[Callable[[], None]]) -> int:
    """How often all of them together finish in SECONDS, a thread and a connection each."""
    counts = [0] * len(works)
    until = time.monotonic() + SECONDS

    def go(number: int) -> None:
        while time.monotonic() < until:
            works[number]()
            counts[number] += 1
        connection.close()

    threads = [threading.Thread(target=go, args=[n]) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)
