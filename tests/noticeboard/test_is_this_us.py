"""Is this really us? A wrong "yes" costs people their money, so whatever is not clearly ours is not."""

import pytest
from django.urls import reverse

from support.noticeboard.models import OfficialAccount


@pytest.fixture(autouse=True)
def accounts(db):
    """What is ours. The same name is not listed on Telegram: that one belongs to somebody else."""
    for network, name in [
        ("X", "@MeridianXchg"),
        ("Facebook", "MeridianXchg"),
        ("Instagram", "@meridian.photos"),
        ("E-mail", "support@meridian.example"),
        ("Web", "meridian.example"),
        ("Phone", "+49 30 1234567"),
    ]:
        OfficialAccount.objects.create(network=network, name=name)


OURS = [
    ("@meridian.photos", "Instagram"),
    ("https://x.com/MeridianXchg", "X"),
    ("https://x.com/@MeridianXchg?lang=en", "X"),
    ("twitter.com/MERIDIANXCHG/", "X"),
    ("https://mobile.twitter.com/meridianxchg", "X"),
    ("https://www.facebook.com/MeridianXchg", "Facebook"),
    ("m.facebook.com/meridianxchg", "Facebook"),
    ("instagram.com/meridian.photos", "Instagram"),
    ("support@meridian.example", "E-mail"),
    ("Support@Meridian.Example.", "E-mail"),
    ("mailto:support@meridian.example", "E-mail"),
    ("Meridian Support <support@meridian.example>", "E-mail"),
    ("https://meridian.example/help/?a=1#b", "Web"),
    ("http://www.meridian.example", "Web"),
    ("MERIDIAN.EXAMPLE.", "Web"),
    ("meridian.example:8443/login", "Web"),
    ("+49 30 1234567", "Phone"),
    ("+49 (30) 123-45-67", "Phone"),
    ("0049301234567", "Phone"),
    ("tel:+49301234567", "Phone"),
]

NOT_OURS = [
    # look-alikes
    "@MeridianXchg_help",
    "@MeridianXchg1",
    "@MeridlanXchg",
    "meridіan.example",  # a Cyrillic і
    "meri\u200bdian.example",  # something invisible
    "xn--meridan-dya.example",
    "https://meridian.example.evil.test/login",
    "https://meridian-example.test",
    "https://evil.test/meridian.example",
    "https://evil.test/#meridian.example",
    "https://evil.test?meridian.example",
    "https://meridian.example@evil.test/",
    "https://evil.test\\@meridian.example/",
    "support@meridian.example.evil.test",
    "support@meridian.example@evil.test",
    "support@meridian.example <thief@evil.test>",
    "support+meridian.example@evil.test",
    "help@meridian.example",
    # the right name in the wrong place
    "https://t.me/MeridianXchg",
    "MeridianXchg on Telegram",
    "https://facebook.com/meridian.example",
    "https://x.com/support@meridian.example",
    "@meridian.example",
    "https://x.com/meridian.photos",
    "https://x.com/MeridianXchg/status/123",  # X shows the post with this number, whoever wrote it
    # numbers
    "+49 30 1234568",
    "+1 49 30 1234567",
    "030 1234567",
    # nothing that could be compared
    "my friend told me",
    "https://[::1",
    "https://",
    "///",
    "@",
    "\x00",
    "x" * 5000,
]


def ask(client, contact, **headers):
    return client.post(reverse("noticeboard:is_this_us"), {"contact": contact}, headers=headers)


@pytest.mark.parametrize(("contact", "network"), OURS)
def test_ours(client, contact, network):
    answer = ask(client, contact)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "This is ours." in shown
    assert f"({network}) belongs to us" in shown
    assert "asks for a password" in shown  # even then


@pytest.mark.parametrize("contact", ["@MeridianXchg", "meridianxchg", " “@MeridianXchg”, "])
def test_a_bare_name_is_ours_on_the_networks_that_are_named(client, contact):
    shown = ask(client, contact).content.decode()
    assert "MeridianXchg (Facebook), @MeridianXchg (X) belong to us" in shown
    assert "anywhere else this name is somebody else’s" in shown


@pytest.mark.parametrize("contact", NOT_OURS)
def test_not_ours(client, contact):
    answer = ask(client, contact)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "Not ours." in shown
    assert "belongs to us" not in shown
    assert f"{reverse('tickets:new')}?topic=shared-a-secret" in shown


@pytest.mark.parametrize("contact", ["", "   "])
def test_nothing_to_compare(client, contact):
    answer = ask(client, contact)
    assert answer.status_code == 422
    assert "Nothing to compare" in answer.content.decode()


def test_what_was_asked_is_shown_again_and_cannot_act(client):
    answer = ask(client, '"><script>alert(1)</script>')
    assert b"&lt;script&gt;alert(1)" in answer.content
    assert b"<script>alert(1)" not in answer.content


def test_the_home_page_gets_the_verdict_alone(client):
    answer = ask(client, "@MeridianXchg", **{"HX-Request": "true"})
    assert b"This is ours." in answer.content
    assert b"<html" not in answer.content


def test_one_account_is_listed_once(db):
    with pytest.raises(Exception, match="one_line_an_account"):
        OfficialAccount.objects.create(network="X", name="https://x.com/meridianxchg")
