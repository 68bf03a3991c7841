"""The exchange sends word: signed over the very bytes, heard once, and never older than what we know."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from support import signatures
from support.audit.models import Entry
from support.people import actions, exchange
from support.people.models import Customer, Tier, TierNews
from tests.fakes.exchange import OTHER, SECRET, headers
from tests.support.api import is_problem, wrong
from tests.together import at_once
from tickets import defaults
from tickets.models import Event

# The vector of Standard Webhooks 1.0.0, as their own library makes it.
VECTOR_SECRET = "whsec_c3RhbmRhcmQtd2ViaG9va3MtdGVzdC1zZWNyZXQtMzI="
VECTOR_BODY = (
    '{"type":"ticket.created","timestamp":"2026-09-21T14:13:20Z",'
    '"data":{"id":"tkt_01J8","subject":"Où est ma carte ?"}}'
).encode()
VECTOR = {
    "webhook-id": "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
    "webhook-timestamp": "1790000000",
    "webhook-signature": "v1,mM62iG0w1qhDutYbn04CGYrO62AXSMrVuzFj6V/54/o=",
}


@pytest.fixture(autouse=True)
def secret(settings):
    """What the exchange and the desk share."""
    settings.EXCHANGE_SECRETS = [SECRET]


def send(
    customer="MX-CARL", tier="business", at=None, *, name="msg_1", secret=SECRET, raw=None, sign=None, **more
):
    """One delivery; `raw` goes out as it is, `sign` are headers in place of good ones."""
    said = {"type": "customer.tier_changed", "customer": customer, "tier": tier}
    said |= {"at": (at or timezone.now()).isoformat()} | more
    body = raw if raw is not None else json.dumps(said).encode()
    signed = headers(secret, name, body) if sign is None else sign
    client = Client(raise_request_exception=False)
    return client.post("/hooks/exchange/", body, content_type="application/json", headers=signed)


def stands(customer):
    customer.refresh_from_db()
    return customer.tier.slug


def test_the_contract_s_own_vector_is_signed_and_found_good():
    at = 1790000000
    made = signatures.signed(VECTOR_SECRET, name=VECTOR["webhook-id"], at=at, body=VECTOR_BODY)
    assert made == VECTOR
    good = {"headers": VECTOR, "body": VECTOR_BODY}
    assert signatures.is_signed([VECTOR_SECRET], now=at + 300, **good)
    assert signatures.is_signed([OTHER, VECTOR_SECRET], now=at - 300, **good)
    assert not signatures.is_signed([VECTOR_SECRET], now=at + 301, **good)
    assert not signatures.is_signed([], now=at, **good)
    assert not signatures.is_signed([OTHER], now=at, **good)


@pytest.mark.parametrize("secret", ["", "whsec_", "c3RhbmRhcmQ=", "whsec_c2hvcnQ=", "whsec_!!", "whsec_ü"])
def test_what_is_no_secret_signs_nothing(secret):
    with pytest.raises(ValueError):
        signatures.key_of(secret)


# Heard.


def test_a_signed_word_moves_the_customer_and_what_they_have_open(carl, says):
    ticket = says(carl, topic="deposit-missing")
    answer = send(reason="company papers checked")
    assert (answer.status_code, answer.json()) == (200, {"changed": True})
    assert stands(carl) == "business"
    assert carl.tier_source == "webhook"
    why = ticket.events.get(kind=Event.Kind.REPRIORITISED).detail["why"]
    assert why == "Verified → Business: company papers checked"
    assert Entry.objects.get(action="tier.changed").detail["source"] == "webhook"


def test_the_same_delivery_again_is_answered_the_same_and_changes_nothing(carl):
    first = send()
    actions.change_tier(carl, to=Tier.objects.get(slug="plus"), reason="an admin, since")
    again = send()
    assert (again.status_code, again.json()) == (200, first.json())
    assert stands(carl) == "plus"
    assert TierNews.objects.count() == 1


def test_word_that_is_older_than_what_we_know_changes_nothing(carl):
    now = timezone.now()
    assert send(tier="plus", at=now, name="msg_2").json() == {"changed": True}
    late = send(tier="business", at=now - timedelta(seconds=1), name="msg_1")
    assert (late.status_code, late.json()) == (200, {"changed": False})
    assert stands(carl) == "plus"
    assert carl.tier_told_at == now


def test_an_admin_s_newer_word_stands_against_the_exchange_s_older(carl, root):
    before = timezone.now()
    actions.change_tier(carl, to=Tier.objects.get(slug="entry"), by=root, reason="papers expired")
    assert send(tier="business", at=before).json() == {"changed": False}
    assert stands(carl) == "entry"


def test_either_secret_is_good_while_one_replaces_the_other(carl, settings):
    settings.EXCHANGE_SECRETS = [OTHER, SECRET]
    assert send(tier="plus", name="a").status_code == 200
    assert send(tier="business", name="b", secret=OTHER).status_code == 200
    settings.EXCHANGE_SECRETS = [OTHER]
    assert send(tier="entry", name="c").status_code == 403
    assert stands(carl) == "business"


def test_several_signatures_of_which_one_is_good(carl):
    body = json.dumps(
        {
            "type": "customer.tier_changed",
            "customer": "MX-CARL",
            "tier": "plus",
            "at": timezone.now().isoformat(),
        }
    ).encode()
    good, old = headers(SECRET, "m", body), headers(OTHER, "m", body)
    both = good | {
        "webhook-signature": f"v1a,xyz nonsense {old['webhook-signature']} {good['webhook-signature']}"
    }
    assert send(raw=body, sign=both).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_thirty_copies_at_once_are_heard_once():
    defaults.prepare()
    carl = Customer.objects.create(name="Carl", exchange_id="MX-CARL")
    at = timezone.now()
    found = at_once(30, lambda _: send(at=at).json())
    assert found == [{"changed": True}] * 30
    assert TierNews.objects.count() == Entry.objects.filter(action="tier.changed").count() == 1
    assert stands(carl) == "business"


@pytest.mark.django_db(transaction=True)
def test_words_at_once_end_in_the_newest_whatever_comes_first():
    defaults.prepare()
    carl = Customer.objects.create(name="Carl", exchange_id="MX-CARL")
    now, slugs = timezone.now(), ["entry", "verified", "plus", "business"]
    at_once(12, lambda n: send(tier=slugs[n % 4], at=now - timedelta(seconds=12 - n), name=f"msg_{n}"))
    assert stands(carl) == slugs[11 % 4]
    assert carl.tier_told_at == now - timedelta(seconds=1)


# Not heard.


def unheard(carl, answer, status):
    problem = is_problem(answer, status)
    assert stands(carl) == "verified"
    assert not TierNews.objects.exists()
    assert not Entry.objects.exists()
    return problem


def _near(body, **change):
    return headers(SECRET, "msg_1", body) | change


ALMOST = {
    "no header": lambda body: {},
    "no signature": lambda body: _near(body, **{"webhook-signature": ""}),
    "somebody else's": lambda body: headers(OTHER, "msg_1", body),
    "other bytes": lambda body: headers(SECRET, "msg_1", body + b" "),
    "another id": lambda body: _near(body, **{"webhook-id": "msg_2"}),
    "an id with a dot": lambda body: headers(SECRET, "msg.1", body),
    "an id that is too long": lambda body: headers(SECRET, "x" * 201, body),
    "another time": lambda body: _near(body, **{"webhook-timestamp": "1790000000"}),
    "no number": lambda body: _near(body, **{"webhook-timestamp": "now"}),
    "too old": lambda body: headers(SECRET, "msg_1", body, at=datetime.now(UTC).timestamp() - 310),
    "still to come": lambda body: headers(SECRET, "msg_1", body, at=datetime.now(UTC).timestamp() + 310),
    "hex": lambda body: _near(body, **{"webhook-signature": "v1," + "ab" * 32}),
    "another version": lambda body: _near(
        body, **{"webhook-signature": headers(SECRET, "msg_1", body)["webhook-signature"].replace("v1", "v2")}
    ),
}


@pytest.mark.parametrize("kind", ALMOST)
def test_what_is_almost_signed_is_refused(carl, kind):
    said = {"type": "customer.tier_changed", "customer": "MX-CARL", "tier": "business"}
    body = json.dumps(said | {"at": timezone.now().isoformat()}).encode()
    unheard(carl, send(raw=body, sign=ALMOST[kind](body)), 403)


def test_without_a_secret_the_door_is_shut(carl, settings):
    settings.EXCHANGE_SECRETS = []
    unheard(carl, send(), 403)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"tier": "diamond"}, "tier"),
        ({"tier": None}, "tier"),
        ({"tier": ["plus"]}, "tier"),
        ({"type": "customer.deleted"}, "type"),
        ({"customer": ""}, "customer"),
        ({"customer": "x" * 65}, "customer"),
        ({"customer": "MX\0"}, "customer"),
        ({"reason": "x" * 201}, "reason"),
    ],
)
def test_what_cannot_be_is_refused_with_the_field(carl, more, field):
    assert field in wrong(unheard(carl, send(**({"customer": "MX-CARL"} | more)), 400))


@pytest.mark.parametrize(
    "at",
    ["yesterday", "2026-11-22T10:00:00", "2026-13-40T10:00:00Z", 1790000000, None, "2999-01-01T00:00:00Z"],
)
def test_a_time_that_is_none_or_still_to_come_is_refused(carl, at):
    said = {"type": "customer.tier_changed", "customer": "MX-CARL", "tier": "plus", "at": at}
    assert "at" in wrong(unheard(carl, send(raw=json.dumps(said).encode()), 400))


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"[" * 5000, b"\xff", b'"x"'])
def test_what_is_no_object_is_refused(carl, raw):
    unheard(carl, send(raw=raw), 400)


def test_somebody_we_do_not_know_is_not_found_and_may_be_told_again(carl):
    unheard(carl, send(customer="MX-NEW"), 404)
    Customer.objects.create(exchange_id="MX-NEW")
    assert send(customer="MX-NEW").json() == {"changed": True}


def test_a_body_larger_than_we_read_is_refused_unread(carl):
    unheard(carl, send(raw=b"x" * (exchange.MAX_BODY + 1)), 413)


def test_a_replay_after_five_minutes_is_refused(carl):
    body = json.dumps(
        {
            "type": "customer.tier_changed",
            "customer": "MX-CARL",
            "tier": "plus",
            "at": timezone.now().isoformat(),
        }
    ).encode()
    signed = headers(SECRET, "msg_1", body)
    with time_machine.travel(timezone.now() + timedelta(seconds=306)):
        unheard(carl, send(raw=body, sign=signed), 403)


def test_a_secret_in_the_reason_rests_nowhere(carl):
    send(reason="password: hunter2horse")
    assert "hunter2horse" not in json.dumps(Entry.objects.get(action="tier.changed").detail)
