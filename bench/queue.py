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
from tickets import actions, queue
from tickets import clock as house_clock
from tickets.models import Event, Policy, Target, Ticket, Version

CLAIMS = 2000
HELD = 50  # tickets in one pair of hands
CONNECTIONS, MANY = 8, 32
SECONDS, BLOCKS = 8, 4  # each in so many turns
OPEN = 100_000  # open tickets that follow a new table while we claim
FOLLOWED = 1000  # to the end


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
        p99[many] = quantile(_claims(lambda: _claim(ada), ada, CLAIMS), 0.99)
    ids = list(Ticket.objects.filter(assignee=None).values_list("pk", flat=True)[:200_000])
    random.shuffle(ids)
    claims, raw, many, updates = _in_turn(
        [_claim_and_answer(user) for user in eight],
        [_by_bare_sql(user) for user in eight],
        [_claim_and_answer(user) for user in agents],
        [_bare(ids[n::CONNECTIONS], user) for n, user in enumerate(eight)],
    )
    nobody_waits_for = crowd.apart()
    nothing = timed(lambda: queue.claim(nobody_waits_for, now=timezone.now()), CLAIMS)
    rate = _reprice_to_the_end()
    idle, repricing = _while_repricing(ada)
    return {
        "queue.claim.p99_during_reprice_over_idle": figure(repricing / idle, "× (p99 of a claim)", OPEN),
        "queue.reprice.tickets_per_s": figure(rate, "tickets/s", FOLLOWED),
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


def _claims(take: Callable[[], object], user: User, times: int) -> list[float]:
    """Seconds of each of so many claims; what was claimed is answered every fifty, outside the time."""
    took: list[float] = []
    for _ in range(times // HELD):
        took += timed(take, HELD)
        Ticket.objects.filter(assignee=user).update(waiting_since=None)
    return took


def _while_repricing(user: User) -> tuple[float, float]:
    """p99 of "Take next" in seconds, OPEN tickets waiting: before a new table, and while they follow it."""
    crowd.leave()
    crowd.wait(OPEN)

    def take() -> None:
        actions.claim_next(user)

    _claims(take, user, 200)  # warm
    idle = quantile(_claims(take, user, CLAIMS), 0.99)
    version = _new_table()
    connection.close()
    worker = multiprocessing.get_context("fork").Process(target=_follow_to_the_end)
    worker.start()  # as a worker would, in a process of its own
    took: list[float] = []
    while worker.is_alive() and len(took) < CLAIMS:
        took += _claims(take, user, HELD)
    if not worker.is_alive():
        raise RuntimeError("nothing followed any more while we claimed")
    worker.terminate()
    worker.join()
    version.refresh_from_db()
    if not version.settled_upto:
        raise RuntimeError("no open ticket followed while we claimed")
    return idle, quantile(took, 0.99)


def _reprice_to_the_end() -> float:
    """How many tickets a second follow a new table while nobody claims, each with an event."""
    crowd.leave()
    crowd.wait(FOLLOWED)
    crowd.start_clocks()
    version, start = _new_table(), time.perf_counter()
    _follow_to_the_end()
    took = time.perf_counter() - start
    version.refresh_from_db()
    if not version.settled_at or Event.objects.filter(kind=Event.Kind.REPRIORITISED).count() != FOLLOWED:
        raise RuntimeError("some were left behind")
    return FOLLOWED / took


def _new_table() -> Version:
    """A version in force that promises everything in twice the time, and a second that nobody has yet."""
    policy = Policy.objects.get()
    now = Target.table(policy.current_id).cells.values()
    cells = [replace(cell, seconds=cell.seconds * 2 + 1) for cell in now]
    return actions.publish(policy, cells, by=None, reason="a bench")


def _follow_to_the_end() -> None:
    while house_clock.follow_the_promises():
        pass


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


def _in_turn(*rivals: list[Callable[[], None]]) -> list[int]:
    """How often each finishes in SECONDS: in turns, there and back again, each on levelled ground.

    Whoever always came second would run on what the first left behind.
    """
    counts = [0] * len(rivals)
    for block in range(BLOCKS):
        for place in range(len(rivals))[:: -1 if block % 2 else 1]:
            crowd.level()
            counts[place] += _together(rivals[place], SECONDS / BLOCKS)
    return counts


def _together(works: list[Callable[[], None]], seconds: float) -> int:
    """How often all of them together finish in so many seconds, a thread and a connection each."""
    counts = [0] * len(works)
    until = time.monotonic() + seconds

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
