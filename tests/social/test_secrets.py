"""Secrets never rest: not in the ticket, and not in the kept webhook either."""

import json

import pytest

from social.keeping import without_secrets
from social.models import Delivery
from tests.social.conftest import payload, raw
from tickets.models import Message

PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow"


@pytest.mark.parametrize("name", ["x/dm_received", "x/post_mention", "x/aaa_dm"])
def test_a_phrase_written_on_x_is_nowhere_in_the_database(x, hear, name):
    event = json.loads(raw(name).replace(b'"text":"', b'"text":"my phrase: ' + PHRASE.encode() + b" "))
    hear(x, event)
    assert b"sausage" not in bytes(Delivery.objects.get().body)
    assert "sausage" not in Message.objects.get().body
    assert "⟦masked:seed⟧" in Message.objects.get().body


def test_a_phrase_written_on_facebook_is_nowhere_in_the_database(graph, hear):
    batch = payload("facebook/comment")
    batch["entry"][0]["changes"][0]["value"]["message"] = PHRASE
    hear(graph, batch)
    assert b"sausage" not in bytes(Delivery.objects.get().body)
    assert "sausage" not in Message.objects.get().body


def test_a_phrase_in_an_event_nobody_knows_is_masked_too(x, hear):
    event = payload("x/unknown_event")
    event["data"]["payload"]["whatever"] = PHRASE
    hear(x, event)
    assert b"sausage" not in bytes(Delivery.objects.get().body)


def test_ids_and_links_are_left_alone():
    thing = {"id": "4111111111111111", "url": "https://example.com/4111111111111111", "text": "hello"}
    body = json.dumps(thing).encode()
    assert without_secrets(thing, body) is body
