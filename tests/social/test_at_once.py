"""The same webhook twenty times at once, over real connections: kept once, heard once."""

import httpx
import pytest

from social import tasks
from social.models import Delivery
from tests.social.conftest import payload, raw
from tests.together import at_once
from tickets import defaults
from tickets.models import Event, Message, Ticket


@pytest.mark.django_db(transaction=True)
def test_twenty_repeats_at_once_are_one_delivery_and_one_message(x, live_server):
    defaults.prepare()
    address = f"{live_server.url}/hooks/x/"
    answers = at_once(20, lambda number: x.tell(address, raw("x/dm_received")).status_code)
    assert answers == [200] * 20
    delivery = Delivery.objects.get()
    assert [*map(type, at_once(8, lambda number: tasks.understand(delivery.pk)))] == [type(None)] * 8
    assert Ticket.objects.count() == Message.objects.count() == 1
    assert list(Event.objects.order_by("seq").values_list("kind", flat=True)) == ["opened", "received"]


@pytest.mark.django_db(transaction=True)
def test_one_message_in_many_batches_at_once_is_heard_once(graph, live_server):
    defaults.prepare()
    batches = [payload("facebook/message") for _ in range(8)]
    for number, batch in enumerate(batches):
        batch["entry"][0]["time"] += number
    at_once(8, lambda number: graph.tell(f"{live_server.url}/hooks/facebook/", batches[number]))
    assert Delivery.objects.count() == 8
    keys = list(Delivery.objects.values_list("pk", flat=True))
    at_once(8, lambda number: tasks.understand(keys[number]))
    assert Delivery.objects.exclude(understood_at=None).count() == 8
    assert Ticket.objects.count() == Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_x_is_satisfied_with_our_challenge(x, live_server):
    assert x.challenge(f"{live_server.url}/hooks/x/")


@pytest.mark.django_db(transaction=True)
def test_an_oversized_body_is_refused_over_the_wire(x, live_server, settings):
    body = b" " * (settings.SOCIAL_MAX_BODY + 1)
    headers = {"x-twitter-webhooks-signature": x.sign(body)}
    answer = httpx.post(f"{live_server.url}/hooks/x/", content=body, headers=headers, trust_env=False)
    assert answer.status_code == 413
    assert not Delivery.objects.exists()
