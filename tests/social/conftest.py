"""The networks next door: fakes on loopback that our clients really call, and payloads they really send."""

import json
from pathlib import Path

import pytest

from social import tasks
from social.models import Delivery
from social.networks import wire
from tests.fakes import loopback
from tests.fakes.graph import Graph
from tests.fakes.x import X
from tickets.models import Message

PAYLOADS = Path(__file__).parent.parent / "payloads"


def raw(name: str) -> bytes:
    return (PAYLOADS / f"{name}.json").read_bytes()


def payload(name: str) -> dict:
    return json.loads(raw(name))


@pytest.fixture
def quick(settings, monkeypatch):
    """Clients lose patience after half a second, and pause for none."""
    settings.SOCIAL_TIMEOUT = 0.5
    monkeypatch.setattr(wire, "FIRST_PAUSE", 0)


@pytest.fixture
def x(settings, quick):
    """X, knowing our keys."""
    with loopback.serving(X(consumer=("ck-1", "cs-1"), token=("tk-1", "ts-1"))) as network:
        settings.X_API_URL = network.url
        settings.X_CONSUMER_KEY, settings.X_CONSUMER_SECRET = network.consumer
        settings.X_ACCESS_TOKEN, settings.X_ACCESS_TOKEN_SECRET = network.token
        yield network


@pytest.fixture
def graph(settings, quick):
    """Meta, knowing our Page."""
    with loopback.serving(Graph(secret="ms-1", token="page-token-1")) as network:
        settings.GRAPH_API_URL = network.url
        settings.META_APP_SECRET, settings.FACEBOOK_PAGE_TOKEN = network.secret, network.token
        settings.META_VERIFY_TOKEN = "verify-1"
        yield network


@pytest.fixture
def post(house, client):
    """`post(x, event)`: the network's signed call and our answer; headers may be spoiled."""

    def call(network, event, **spoiled):
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        name = "x" if isinstance(network, X) else "facebook"
        header = "X-Twitter-Webhooks-Signature" if name == "x" else "X-Hub-Signature-256"
        headers = {header: network.sign(body)} | {k.replace("_", "-"): v for k, v in spoiled.items()}
        headers = {key: value for key, value in headers.items() if value is not None}
        return client.post(f"/hooks/{name}/", body, content_type="application/json", headers=headers)

    return call


@pytest.fixture
def hear(post):
    """`hear(x, event)`: posted, kept, and understood as the worker does it; back comes the delivery."""

    def listen(network, event):
        assert post(network, event).status_code == 200
        delivery = Delivery.objects.first()
        tasks.understand(delivery.pk)
        delivery.refresh_from_db()
        return delivery

    return listen


@pytest.fixture
def words():
    """What was said, in order, as (kind, body)."""
    return lambda: list(Message.objects.order_by("pk").values_list("kind", "body"))
