"""The claim: does it stay flat, and how near is it to the least a claim could cost?"""

import multiprocessing
import random
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import psycopg2
from django.db import connection
from django.utils import timezone

from bench import crowd
from bench.figures import figure, quantile, timed
from support.people.models import User
from tickets import clock as house_clock
from tickets import queue
from tickets.actions import publish
from tickets.models import Policy, Target, Ticket

CLAIMS = 2000
HELD = 50  # tickets in one pair of hands
CONNECTIONS, MANY = 8, 32
SECONDS = 8
OPEN = 100_000  # open tickets that follow a new table


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
        timed(_claim_and_answer(ada), 200)  # warm
        p99[many] = quantile(_claims(ada, CLAIMS), 0.99)
    ids = list(Ticket.objects.filter(assignee=None).values_list("pk", flat=True)[:200_000])
    random.shuffle(ids)
    claims = _together([_claim_and_answer(user) for user in eight])
    raw = _together([_by_bare_sql(user) for user in eight])
    many = _together([_claim_and_answer(user) for user in agents])
    updates = _together([_bare(ids[n::CONNECTIONS], user) for n, user in enumerate(eight)])
    nobody_waits_for = crowd.apart()
    nothing = timed(lambda: queue.claim(nobody_waits_for, now=timezone.now()), CLAIMS)
    idle, repricing = _while_repricing(ada)
    return {
        "queue.claim.p99_during_reprice_over_idle": figure(repricing / idle, "× (p99 of a claim)", OPEN),
        "queue.claim.p99_ms.nothing_waits": figure(quantile(nothing, 0.99) * 1000, "ms", CLAIMS),
        "queue.claim.rate_over_raw_sql": figure(claims / raw, "× (8 connections)", claims),
        "queue.claim.rate_32_over_8": figure(many / claims, "× (claims together)", many),
        "queue.claim.p99_1m_over_10k": figure(p99[1_000_000] / p99[10_000], "× (p99 of a claim)", CLAIMS),
        "queue.claim.p99_ms.1m": figure(p99[1_000_000] * 1000, "ms", CLAIMS),
        "queue.claim.rate_over_bare_update": figure(claims / updates, "× (8 connections)", claims),
        "queue.claim.per_s.8": figure(claims / SECONDS, "claims/s", claims),
    }


def _claim(user: User) -> int:
    taken = queue.claim(user, now=timezone.now())
    if taken is None:
        raise RuntimeError("the crowd is gone")
    return taken


def _claim_and_answer(user: User) -> Callable[[], None]:
    """Claims one after the other; every fifty are answered together, for nobody holds thousands."""
    held: list[int] = []

    def claim() -> None:
        held.append(_claim(user))
        if len(held) == HELD:
            Ticket.objects.filter(pk__in=held).update(waiting_since=None)
            held.clear()

    return claim


def _claims(user: User, times: int) -> list[float]:
    """Seconds of each of so many claims; what was claimed is answered every fifty, outside the time."""
    took: list[float] = []
    for _ in range(times // HELD):
        took += timed(lambda: _claim(user), HELD)
        Ticket.objects.filter(assignee=user).update(waiting_since=None)
    return took


def _while_repricing(user: User) -> tuple[float, float]:
    """p99 of a claim, in seconds, with OPEN tickets waiting: before a new table, and while they follow it."""
    crowd.leave()
    crowd.wait(OPEN)
    timed(_claim_and_answer(user), 200)
    idle = quantile(_claims(user, CLAIMS), 0.99)
    policy = Policy.objects.get()
    cells = [
        replace(cell, seconds=cell.seconds * 2) for cell in Target.table(policy.current_id).cells.values()
    ]
    publish(policy, cells, by=None, reason="a bench")
    connection.close()
    worker = multiprocessing.get_context("fork").Process(target=house_clock.follow_the_promises)
    worker.start()  # as a worker would, in a process of its own
    took: list[float] = []
    while worker.is_alive() and len(took) < CLAIMS:
        took += _claims(user, HELD)
    if not worker.is_alive():
        raise RuntimeError("nothing followed any more while we claimed")
    worker.terminate()
    worker.join()
    if not policy.versions.get(settled_at=None).settled_upto:
        raise RuntimeError("no open ticket followed while we claimed")
    return idle, quantile(took, 0.99)


def _by_bare_sql(user: User) -> Callable[[], None]:
    """The claim's own statement by psycopg2 alone, on a connection of its own."""
    line = psycopg2.connect(**connection.get_connection_params())
    line.autocommit = True
    depth, first = queue.LOOKS[0]
    statement = queue.CLAIM.format(lanes=queue.MINE, but="", depth=depth, first=first)
    held: list[int] = []

    def claim() -> None:
        with line.cursor() as cursor:
            cursor.execute(statement, {"user": user.pk, "now": timezone.now()})
            held.append(cursor.fetchone()[0])
            if len(held) == HELD:
                answered = "UPDATE tickets_ticket SET waiting_since = NULL WHERE id = ANY(%s)"
                cursor.execute(answered, [held])
                held.clear()

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
