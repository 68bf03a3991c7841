"""The networks call: challenged, checked over the raw bytes, kept once, answered before anything else."""

import json

import pytest

from social.models import Delivery
from support import signatures
from tests.social.conftest import payload, raw
from tickets.models import Message

X_HEADER, META_HEADER = "X-Twitter-Webhooks-Signature", "X-Hub-Signature-256"


def test_x_is_shown_that_we_hold_the_secret(x, client, settings):
    settings.X_CONSUMER_SECRET = "x-consumer-secret-for-tests-0001"
    answer = client.get("/hooks/x/", {"crc_token": "MTc2NDAwMDAwMHx0ZXN0LWNyYw"})
    assert answer.json() == {"response_token": "sha256=HdfpwJNXj3SbSMcPODir0n8WrIrZDx+ro6ksYjl0DeI="}


def test_a_challenge_without_token_or_secret_is_refused(client, settings):
    assert client.get("/hooks/x/").status_code == 400
    settings.X_CONSUMER_SECRET = ""
    assert client.get("/hooks/x/", {"crc_token": "t"}).status_code == 400


def test_meta_is_answered_with_its_bare_challenge(graph, client):
    asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "verify-1"}
    answer = client.get("/hooks/facebook/", asked)
    assert (answer.status_code, answer.content) == (200, b"1158201444")
    assert answer["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(
    "wrong",
    [{"hub.verify_token": "verify-2"}, {"hub.verify_token": ""}, {"hub.mode": "x"}, {"hub.challenge": ""}],
)
def test_a_wrong_verify_token_gets_no_challenge_back(graph, client, wrong):
    asked = {"hub.mode": "subscribe", "hub.challenge": "<b>1</b>", "hub.verify_token": "verify-1"} | wrong
    answer = client.get("/hooks/facebook/", asked)
    assert answer.status_code == 403
    assert b"<b>" not in answer.content


def test_a_signed_event_is_kept_byte_for_byte_and_answered(x, post):
    answer = post(x, raw("x/dm_received"))
    assert answer.status_code == 200
    delivery = Delivery.objects.get()
    assert bytes(delivery.body) == raw("x/dm_received")
    assert delivery.understood_at is None
    assert not Message.objects.exists()


def test_facebooks_escaped_bytes_are_what_is_signed(graph, post):
    assert post(graph, raw("facebook/message")).status_code == 200
    again = json.dumps(payload("facebook/message"), ensure_ascii=False).encode()
    assert post(graph, again, **{META_HEADER: graph.sign(raw("facebook/message"))}).status_code == 403


@pytest.mark.parametrize("wrong", [None, "", "sha256=", "sha256=AAAA", "é", "sha1=abc"])
def test_an_unsigned_call_keeps_nothing(x, graph, post, wrong):
    assert post(x, raw("x/dm_received"), **{X_HEADER: wrong}).status_code == 403
    assert post(graph, raw("facebook/message"), **{META_HEADER: wrong}).status_code == 403
    assert not Delivery.objects.exists()


def test_a_signature_of_other_bytes_keeps_nothing(x, graph, post):
    event = raw("x/dm_received")
    assert post(x, event + b" ", **{X_HEADER: x.sign(event)}).status_code == 403
    upper = "sha256=" + graph.sign(event).removeprefix("sha256=").upper()
    assert post(graph, event, **{META_HEADER: upper}).status_code == 403
    assert post(graph, event, **{META_HEADER: signatures.for_x(graph.secret, event)}).status_code == 403
    assert not Delivery.objects.exists()


def test_a_door_without_a_secret_is_shut(x, post, settings):
    settings.X_CONSUMER_SECRET = ""
    body = raw("x/dm_received")
    assert post(x, body, **{X_HEADER: signatures.for_x("", body)}).status_code == 403


@pytest.mark.parametrize("broken", [b"", b"{", b"{]", b"\xff\xfe", b"[" * 100_000, b"1" * 5000])
def test_signed_bytes_that_are_no_json_are_refused_clearly(x, post, broken):
    answer = post(x, broken)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert not Delivery.objects.exists()


def test_letters_that_are_no_utf_8_do_not_lose_the_rest(x, hear):
    hear(x, raw("x/dm_received").replace("Où".encode(), b"O\xf9"))
    assert Message.objects.get().body.startswith("O\ufffd est ma carte")


def test_an_oversized_body_is_refused_before_it_is_read(x, post, settings):
    settings.SOCIAL_MAX_BODY = 100
    assert post(x, raw("x/dm_received")).status_code == 413
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch", "head"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)("/hooks/x/").status_code == 405


def test_a_repeat_is_answered_and_changes_nothing(x, graph, post):
    for network, name in [(x, "x/dm_received"), (graph, "facebook/message")] * 3:
        assert post(network, raw(name)).status_code == 200
    assert Delivery.objects.count() == 2


def test_a_signed_event_of_an_unknown_shape_is_kept_too(x, post):
    assert post(x, b'{"hello": "world"}').status_code == 200
    assert Delivery.objects.count() == 1


def test_an_answer_is_given_though_the_queue_is_away(
    x, post, monkeypatch, django_capture_on_commit_callbacks
):
    from social import tasks

    def away(*args, **options):
        raise ConnectionError("no broker")

    monkeypatch.setattr(tasks.understand, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        assert post(x, raw("x/dm_received")).status_code == 200
    assert Delivery.objects.filter(understood_at=None).count() == 1
