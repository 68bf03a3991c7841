"""The walk of a tier: the exchange calls, and the customer's open tickets move, each saying why."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from support.people.models import ApiKey
from tickets import queue
from tickets.models import Ticket


@pytest.fixture
def exchange(house) -> str:
    """The exchange's key: it may change customers and nothing else."""
    return ApiKey.objects.create_key(name="exchange", scopes=["customers:write"])[1]


def test_the_exchange_raises_a_tier_and_the_queue_moves(client, exchange, ada, carl, cleo, says, committed):
    for who, hours in ((carl, 5), (cleo, 6)):  # of 24 h for Carl, of 48 h for Cleo
        waits = says(who, f"{who} waits", topic="fees")
        Ticket.objects.filter(pk=waits.pk).update(waiting_since=F("waiting_since") - timedelta(hours=hours))
    assert [t.customer for t in queue.next_for(ada, now=timezone.now())] == [carl, cleo]
    with committed():
        answer = client.put(
            f"/api/v1/customers/{cleo.exchange_id}/",
            {"tier": "plus", "reason": "passport checked"},
            content_type="application/json",
            headers={"Authorization": f"Api-Key {exchange}"},
        )
    assert answer.status_code == 200
    assert [t.customer for t in queue.next_for(ada, now=timezone.now())] == [cleo, carl]
    event = Ticket.objects.get(customer=cleo).events.get(kind="reprioritised")
    assert "Entry → Plus: passport checked" in event.detail["why"]
    assert event.announced_at


def test_a_key_without_the_right_moves_nobody(client, cleo, says):
    bare = ApiKey.objects.create_key(name="reader", scopes=["tickets:read"])[1]
    before = says(cleo, topic="fees").target_seconds
    answer = client.put(
        f"/api/v1/customers/{cleo.exchange_id}/",
        {"tier": "plus"},
        content_type="application/json",
        headers={"Authorization": f"Api-Key {bare}"},
    )
    assert answer.status_code == 403
    assert Ticket.objects.get(customer=cleo).target_seconds == before
