"""The walk of a word on X: kept, understood, queued, answered at the desk, and back where it came from."""

import json
from pathlib import Path

import pytest

from social.models import Delivery
from tests.fakes import loopback
from tests.fakes.x import X
from tickets import actions
from tickets.models import Message

PAYLOADS = Path(__file__).parent.parent / "payloads" / "x"


@pytest.fixture
def x(settings):
    with loopback.serving(X()) as network:
        settings.X_API_URL = network.url
        settings.X_CONSUMER_KEY, settings.X_CONSUMER_SECRET = network.consumer
        settings.X_ACCESS_TOKEN, settings.X_ACCESS_TOKEN_SECRET = network.token
        yield network


@pytest.fixture
def arrives(x, client, committed, carry_out):
    """X posts an event to us, and the workers do what there is to do."""

    def post(event: dict) -> None:
        body = json.dumps(event).encode()
        headers = {"X-Twitter-Webhooks-Signature": x.sign(body)}
        with committed():
            assert client.post("/hooks/x/", body, "application/json", headers=headers).status_code == 200
        with committed():
            carry_out()
        carry_out()

    return post


def event(name: str) -> dict:
    return json.loads((PAYLOADS / f"{name}.json").read_text())


def test_a_direct_message_is_answered_by_a_direct_message(x, ada, arrives, committed, carry_out):
    arrives(event("dm_received"))
    delivery = Delivery.objects.get()
    assert (delivery.outcome, bool(delivery.understood_at)) == ("heard × 1", True)

    ada.agent.languages = ["fr"]
    ada.agent.save()
    ticket = actions.claim_next(ada)
    assert (ticket.channel, ticket.customer.name, ticket.public) == ("x", "@OtherUser", False)

    with committed():
        actions.reply(ticket, by=ada, body="Votre carte est en route, chère cliente.", key="k-1")
    carry_out()
    (answer,) = x.messages
    assert (answer["person"], answer["text"]) == (
        "2222222222222222222",
        "Votre carte est en route, chère cliente.",
    )
    assert Message.objects.get(kind="reply").delivery == "sent"

    arrives(x.echo(answer))
    assert ticket.messages.count() == 2


def test_a_public_word_is_answered_in_public_and_only_discreetly(x, ada, arrives, committed, carry_out):
    arrives(event("post_mention"))
    ticket = actions.claim_next(ada)
    assert ticket.public
    with committed():
        actions.reply(ticket, by=ada, body="We see your 0.5 BTC in MER-ABCDEFG.", key="k-1")
    carry_out()
    assert not x.posts
    assert Message.objects.get(kind="reply").delivery == "failed"
    with committed():
        actions.reply(ticket, by=ada, body="We are sorry! Please send us a direct message.", key="k-2")
    carry_out()
    assert [post["referenced_tweets"][0]["id"] for post in x.posts] == ["2080765813578191303"]
    assert not x.messages
