"""Fifty desks, open and live, at twenty messages a second: how many cores do they take of us?

Each desk is a real line, and asks over HTTP for what its page would ask for: the queue, calmly
(static/js/elements/desk-queue.js), and of the ticket it has open head and gap (desk-thread.js). What comes is
written by bench/writing.py. Our processes count: web, live and a worker; doors, PostgreSQL and Valkey do not.
"""

import asyncio
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module

import psutil
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from bench import crowd
from bench.desks import Desk
from bench.figures import figure
from bench.servers import BIN, cpu, free_port, serving
from support.people.models import Customer, Tier, User
from support.processes import COMMANDS
from tickets import actions
from tickets.models import Ticket

DESKS, PACE, SECONDS, KEPT = 50, 20, 30, 0.9  # of the messages, at least this share in time
WAIT = 150  # tickets nobody has
BACKEND = "django.contrib.auth.backends.ModelBackend"


def measure() -> dict[str, dict[str, object]]:
    """Cores while the messages come; raises RuntimeError where their pace was not kept."""
    people = crowd.agents(DESKS)
    held, waits = _tickets(people)
    web, live = free_port(), free_port()
    served = {
        "web": ({"GRANIAN_HOST": "127.0.0.1", "GRANIAN_PORT": str(web)}, web),
        "live": ({"UVICORN_HOST": "127.0.0.1", "UVICORN_PORT": str(live)}, live),
    }
    with ExitStack() as stack:
        ours = [
            stack.enter_context(serving(*COMMANDS[name].split(), port=port, **env))
            for name, (env, port) in served.items()
        ]
        ours.append(stack.enter_context(_worker()))
        desks = [
            Desk(web, live, _cookie(user), user.pk, ticket.pk)
            for user, ticket in zip(people, held, strict=True)
        ]
        cores, written, asked = asyncio.run(_day(desks, ours, held, waits))
    crowd.leave()
    if written < KEPT * PACE * SECONDS:
        raise RuntimeError(f"this machine is too busy: {written} messages of {PACE * SECONDS} were written")
    return {
        "desk.live.cores": figure(cores, f"cores ({DESKS} desks, {PACE}/s)", written),
        "desk.live.requests_per_message": figure(asked / written, "requests of all desks a message", asked),
    }


async def _day(
    desks: Sequence[Desk], ours: Sequence[psutil.Process], held: Sequence[Ticket], waits: Sequence[Ticket]
) -> tuple[float, int, int]:
    """Open the desks, let the messages come; returns cores meanwhile, messages, and how often desks asked."""
    await asyncio.gather(*(desk.open() for desk in desks))
    await asyncio.sleep(2)
    before, asked = sum(map(cpu, ours)), sum(desk.asked for desk in desks)
    wrote = await _write(held, waits)
    used = sum(map(cpu, ours)) - before
    found = sum(desk.asked for desk in desks) - asked
    await asyncio.sleep(2)
    await asyncio.gather(*(desk.close() for desk in desks))
    print(
        "{written} messages in {took:.0f} s".format(**wrote),
        f"{used:.1f} s of CPU, {found} requests",
        flush=True,
    )
    return used / wrote["took"], int(wrote["written"]), found


async def _write(held: Sequence[Ticket], waits: Sequence[Ticket]) -> dict[str, float]:
    """Let another process write (bench/writing.py), so that its work is not ours; what it says at its end."""
    asked = {
        "held": [it.pk for it in held],
        "waits": [it.pk for it in waits],
        "pace": PACE,
        "seconds": SECONDS,
    }
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.writing", stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    said, _ = await writer.communicate(json.dumps(asked).encode())
    return json.loads(said)


@contextmanager
def _worker() -> Iterator[psutil.Process]:
    """One worker for all queues."""
    command = COMMANDS["worker-urgent"].replace("--queues urgent", "--queues urgent,default,bulk")
    with subprocess.Popen([str(BIN / "celery"), *command.split()[1:]], stdout=subprocess.DEVNULL) as worker:
        try:
            time.sleep(6)  # until it has begun
            yield psutil.Process(worker.pid)
        finally:
            worker.terminate()
            worker.wait(20)


def _tickets(people: Sequence[User]) -> tuple[list[Ticket], list[Ticket]]:
    """One ticket in each agent's hands, and some that wait."""
    tier = Tier.objects.get(slug="verified")
    opened = []
    for number in range(DESKS + WAIT):
        customer, _ = Customer.objects.get_or_create(
            exchange_id=f"LIVE-{number}", defaults={"name": f"Customer {number}", "tier": tier}
        )
        key = uuid.uuid4().hex
        opened.append(
            actions.receive(
                channel="web", external_id=key, customer=customer, body="My deposit is missing"
            ).ticket
        )
    held = [actions.claim(ticket, by=user) for user, ticket in zip(people, opened, strict=False)]
    return held, opened[DESKS:]


def _cookie(user: User) -> str:
    """A signed-in agent's browser."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
