"""The claim: does it stay flat, and how near is it to the least a claim could cost?"""

import random
import threading
import time
from collections.abc import Callable

import psycopg2
from django.db import connection
from django.utils import timezone

from bench import crowd
from bench.figures import figure, quantile, timed
from support.people.models import User
from tickets import queue
from tickets.models import Ticket

CLAIMS = 2000
CONNECTIONS, MANY = 8, 32
SECONDS = 8


def measure() -> dict[str, dict[str, object]]:
    """Claims at 10 k and at 1 M waiting tickets; eight agents at once against the same statement without
    Django, against 32 agents, and against a bare UPDATE by key; and an agent for whom nothing waits.
    """
    agents = crowd.agents(MANY)
    ada, eight = agents[0], agents[:CONNECTIONS]
    p99 = {}
    for many in (10_000, 1_000_000):
        crowd.leave()
        crowd.wait(many)
        timed(lambda: _claim(ada), 200)  # warm
        p99[many] = quantile(timed(lambda: _claim(ada), CLAIMS), 0.99)
    ids = list(Ticket.objects.filter(assignee=None).values_list("pk", flat=True)[:200_000])
    random.shuffle(ids)
    claims = _together([lambda user=user: _claim(user) for user in eight])
    raw = _together([_by_bare_sql(user) for user in eight])
    many = _together([lambda user=user: _claim(user) for user in agents])
    updates = _together([_bare(ids[n::CONNECTIONS], user) for n, user in enumerate(eight)])
    crowd.leave()
    nothing = timed(lambda: queue.claim(ada, now=timezone.now()), CLAIMS)
    return {
        "queue.claim.p99_ms.nothing_waits": figure(quantile(nothing, 0.99) * 1000, "ms", CLAIMS),
        "queue.claim.rate_over_raw_sql": figure(claims / raw, "× (8 connections)", claims),
        "queue.claim.rate_32_over_8": figure(many / claims, "× (claims together)", many),
        "queue.claim.p99_1m_over_10k": figure(p99[1_000_000] / p99[10_000], "× (p99 of a claim)", CLAIMS),
        "queue.claim.p99_ms.1m": figure(p99[1_000_000] * 1000, "ms", CLAIMS),
        "queue.claim.rate_over_bare_update": figure(claims / updates, "× (8 connections)", claims),
        "queue.claim.per_s.8": figure(claims / SECONDS, "claims/s", claims),
    }


def _claim(user: User) -> None:
    if queue.claim(user, now=timezone.now()) is None:
        raise RuntimeError("the crowd is gone")


def _by_bare_sql(user: User) -> Callable[[], None]:
    """The claim's own statement by psycopg2 alone, on a connection of its own."""
    line = psycopg2.connect(**connection.get_connection_params())
    line.autocommit = True
    statement = queue.CLAIM.format(lanes=queue.MINE, depth=queue.DEPTHS[0])

    def claim() -> None:
        with line.cursor() as cursor:
            cursor.execute(statement, {"user": user.pk, "now": timezone.now()})

    return claim


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
