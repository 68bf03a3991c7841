"""Who a visitor of a host site is: what proves it, and everything that does not."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import jwt
import pytest
import time_machine
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from livechat import actions, devices, identity
from livechat.models import Device, Proof, Site, SiteKey, Visit
from support.people.models import Customer
from tickets.models import Ticket

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
AT = int(NOW.timestamp())
SECRET = "a-secret-of-the-site-with-more-than-32-bytes"


def public(key):
    pem = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(*pem).decode()


RSA, ED = rsa.generate_private_key(65537, 2048), ed25519.Ed25519PrivateKey.generate()


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def keys(site):
    """Three keys of the site, one an algorithm, and one that has retired."""
    for kid, alg, material in (
        ("hs", "HS256", SECRET),
        ("rs", "RS256", public(RSA)),
        ("ed", "EdDSA", public(ED)),
    ):
        key = SiteKey(site=site, kid=kid, alg=alg)
        key.material = material
        key.save()
    old = SiteKey(site=site, kid="old", alg="HS256", retires_at=NOW - timedelta(seconds=1))
    old.material = SECRET
    old.save()
    return site


def signed(key=SECRET, alg="HS256", kid="hs", without=(), **more):
    said = {"aud": "meridian", "external_id": "MX-CARL", "jti": "one", "iat": AT, "exp": AT + 600} | more
    said = {name: value for name, value in said.items() if name not in without}
    return jwt.encode(said, key, algorithm=alg, headers={"kid": kid} if kid else None)


def by_hand(head, said, sign=lambda words: b""):
    """A token no library would make."""
    parts = [urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (head, said)]
    words = b".".join(parts)
    return b".".join([words, urlsafe_b64encode(sign(words)).rstrip(b"=")]).decode()


CLAIMS = {"aud": "meridian", "external_id": "MX-CARL", "jti": "one", "iat": AT, "exp": AT + 600}


def by_public_key(words):
    return hmac.new(public(RSA).encode(), words, hashlib.sha256).digest()


# What proves it.


@pytest.mark.parametrize(
    ("key", "alg", "kid"), [(SECRET, "HS256", "hs"), (RSA, "RS256", "rs"), (ED, "EdDSA", "ed")]
)
def test_a_token_of_a_good_key_says_who_it_is(keys, key, alg, kid):
    claims = identity.read(signed(key, alg, kid), site=keys)
    assert (claims.external_id, claims.jti, claims.until) == ("MX-CARL", "one", NOW + timedelta(minutes=10))


def test_sub_may_stand_for_external_id(keys):
    assert identity.read(signed(without=["external_id"], sub="MX-1"), site=keys).external_id == "MX-1"


def test_clocks_may_differ_by_half_a_minute(keys):
    identity.read(signed(iat=AT + 29, exp=AT + 600), site=keys)
    identity.read(signed(iat=AT - 600, exp=AT - 29), site=keys)


def test_a_key_that_retires_later_is_good_until_then(keys, noon):
    SiteKey.objects.filter(kid="hs").update(retires_at=NOW + timedelta(minutes=1))
    identity.read(signed(), site=keys)
    noon.shift(61)
    with pytest.raises(identity.NotProven):
        identity.read(signed(), site=keys)


# What does not.


@pytest.mark.parametrize(
    "token",
    {
        "alg none": by_hand({"alg": "none", "kid": "hs"}, CLAIMS),
        "the public key as a secret": by_hand({"alg": "HS256", "kid": "rs"}, CLAIMS, by_public_key),
        "another algorithm than the key's": signed(RSA, "RS256", "hs"),
        "another key": signed("x" * 40),
        "expired": signed(iat=AT - 700, exp=AT - 31),
        "issued in the future": signed(iat=AT + 31, exp=AT + 600),
        "not yet": signed(nbf=AT + 100),
        "unknown kid": signed(kid="nobody"),
        "retired kid": signed(kid="old"),
        "no kid": signed(kid=None),
        "another site": signed(aud="other"),
        "several sites": signed(aud=["meridian", "other"]),
        "no site": signed(without=["aud"]),
        "no jti": signed(without=["jti"]),
        "an empty jti": signed(jti=""),
        "a jti that is a list": signed(jti=["one"]),
        "no iat": signed(without=["iat"]),
        "no exp": signed(without=["exp"]),
        "longer than 15 minutes": signed(exp=AT + 901),
        "for no time": signed(exp=AT),
        "nobody": signed(without=["external_id"]),
        "an empty id": signed(external_id=""),
        "an id that is a number": signed(external_id=7),
        "an id with a null": signed(external_id="MX\0CARL"),
        "a long id": signed(external_id="x" * 65),
        "no token": "eyJ",
        "empty": "",
        "too long": signed(name="x" * 5000),
    }.items(),
    ids=lambda one: one[0],
)
def test_proves_nothing(keys, token):
    with pytest.raises(identity.NotProven):
        identity.read(token[1], site=keys)


def test_a_changed_token_proves_nothing(keys):
    head, _said, sign = signed().split(".")
    other = signed(external_id="MX-CLEO").split(".")[1]
    with pytest.raises(identity.NotProven):
        identity.read(".".join([head, other, sign]), site=keys)


def test_a_key_of_another_site_proves_nothing_here(keys):
    other = Site.objects.create(key="other", name="Other", origins=[])
    with pytest.raises(identity.NotProven):
        identity.read(signed(aud="other"), site=other)


def test_an_address_counts_only_where_the_site_has_verified_it(keys):
    verified = signed(email="Carl@Customer.example", email_verified=True)
    assert identity.read(verified, site=keys).email == "carl@customer.example"
    for said in ({}, {"email_verified": False}, {"email_verified": "true"}, {"email_verified": 1}):
        assert identity.read(signed(email="carl@customer.example", **said), site=keys).email == ""


# What comes of it.


@pytest.fixture
def stranger(keys):
    """A stranger's browser on the host site, who has said something."""
    device, _token = devices.begin(keys, language="en", address="192.0.2.1")
    actions.say(device.visit, body="My withdrawal hangs", key="line-0001")
    return Device.objects.get()


def prove(device, **claims):
    said = identity.read(signed(**claims), site=device.site)
    return identity.prove(device, said, anew=lambda: devices.begin(device.site, language="en", address=""))


def test_what_a_stranger_said_is_theirs_once_they_have_proven_who_they_are(stranger, carl):
    before = stranger.token_digest
    device, token = prove(stranger)
    assert devices.of(token) == device
    assert not Device.objects.filter(token_digest=before).exists()  # it opens no account's chat
    assert device.visit.customer == Ticket.objects.get().customer == carl
    assert device.may_see


def test_an_account_we_never_heard_of_becomes_a_customer(stranger):
    prove(stranger, external_id="MX-NEW", name="Nora")
    known = Customer.objects.get(exchange_id="MX-NEW")
    assert (known.name, known.is_tier_known) == ("Nora", False)


def test_an_address_that_is_not_verified_finds_nobody(stranger, gus):
    prove(stranger, external_id="MX-NEW", email="gus@guest.example")
    assert Customer.objects.get(exchange_id="MX-NEW") == Ticket.objects.get().customer
    assert Ticket.objects.get().customer.pk != gus.pk


def test_an_address_both_sides_have_proven_is_theirs(stranger, gus):
    Customer.objects.filter(pk=gus.pk).update(exchange_id=None)
    prove(stranger, external_id="MX-NEW", email="gus@guest.example", email_verified=True)
    assert Ticket.objects.get().customer.pk == gus.pk


def test_an_address_of_another_account_is_not_taken_over(stranger, carl):
    prove(stranger, external_id="MX-NEW", email=carl.email, email_verified=True)
    assert Ticket.objects.get().customer != carl


def test_somebody_else_at_the_same_browser_begins_anew_and_sees_nothing(stranger, carl, cleo):
    first, _none = prove(stranger)
    second, token = prove(first, external_id=cleo.exchange_id, jti="two")
    assert token
    assert second.visit_id != first.visit_id
    assert second.visit.customer == cleo
    assert Ticket.objects.get().customer == carl
    assert not Device.objects.filter(pk=first.pk).exists()


def test_a_second_device_goes_on_where_the_first_one_talks(stranger, carl):
    first, _none = prove(stranger)
    device, _token = devices.begin(first.site, language="en", address="")
    second, _none = prove(device, jti="two")
    assert second.visit_id == first.visit_id
    assert Visit.objects.get(pk=second.visit_id).customer == carl


def test_a_token_that_another_browser_used_proves_nothing(stranger, carl):
    prove(stranger)
    device, _token = devices.begin(stranger.site, language="en", address="")
    with pytest.raises(identity.NotProven):
        prove(device)
    device.refresh_from_db()
    assert device.verified_until is None
    assert device.visit.customer is None
    prove(stranger)  # the same browser may ask twice
    assert Proof.objects.count() == 1


def test_a_chat_of_the_past_is_not_lost_when_somebody_else_signs_in_between(stranger, carl, cleo):
    first, _token = prove(stranger)
    second, _token = prove(first, external_id=cleo.exchange_id, jti="two")
    third, _token = prove(second, jti="three")
    assert third.visit.customer == carl
    assert third.visit.ticket == Ticket.objects.get()


def test_when_the_proof_is_over_nothing_is_seen_until_there_is_a_new_one(keys, carl, noon):
    device, _token = devices.begin(keys, language="en", address="")
    _device, token = prove(device)
    assert devices.visit_of(token).customer == carl
    noon.shift(601)
    assert devices.visit_of(token) is None
    later = AT + 601
    assert prove(device, jti="two", iat=later, exp=later + 600)[1] == ""  # the same browser, the same person
    assert devices.visit_of(token).customer == carl
