"""Filing a ticket: everything between the last click and the number."""

import uuid

from bench.figures import figure, quantile, timed
from support.people.models import Customer
from tickets import actions
from tickets.models import Topic

TICKETS = 300
WORDS = "I sent 1,250 USDT on Tron yesterday and my balance has not changed. " * 8


def measure() -> dict[str, dict[str, object]]:
    """`actions.receive` for a new ticket: shield, rows, queue, screens and tasks announced."""
    carl, _ = Customer.objects.get_or_create(exchange_id="BENCH-2", defaults={"name": "Carl"})
    topic = Topic.objects.get(slug="deposit-missing")

    def file() -> None:
        actions.receive(
            channel="web",
            external_id=uuid.uuid4().hex,
            customer=carl,
            subject="Missing",
            body=WORDS,
            topic=topic,
        )

    timed(file, 20)  # warm
    took = timed(file, TICKETS)
    return {
        "ticket.create.p50_ms": figure(quantile(took, 0.5) * 1000, "ms", TICKETS),
        "ticket.create.p95_ms": figure(quantile(took, 0.95) * 1000, "ms", TICKETS),
    }
