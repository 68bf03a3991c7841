"""Answers that are roughly right: kept as what they mean, said back honestly, asked about where they jar."""

import pytest
import time_machine
from django.test import Client

from tests.tickets.office_hours import FRIDAY_NOON
from tests.tickets.said import ETH, HASH, IBAN, filled
from tickets import told
from tickets.models import Ticket

NEW, ADVICE = "/tickets/new/", "/tickets/new/advice/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def as_carl(carl, valkey) -> Client:
    client = Client()
    client.force_login(carl.user)
    client.cookies["zone"] = "Europe/Berlin"
    with time_machine.travel(FRIDAY_NOON, tick=False):
        yield client


def filed(client, slug="deposit-missing", **said):
    """The answers of a ticket that was filed so."""
    answer = client.post(NEW, filled(slug, **said))
    assert answer.status_code == 302, answer.content.decode()
    return {value.key: value for value in Ticket.objects.get().values.all()}


def notes(client, slug, **said):
    """What the form says about these answers, before anything is sent."""
    typed = {f"f-{key}": value for key, value in said.items()}
    return client.post(ADVICE, {"topic": slug, "asked": slug} | typed).content.decode()


@pytest.mark.parametrize(
    ("typed", "value", "exact"),
    [
        ("about 3 days ago", "2026-11-17T11:00:00Z", "days"),
        ("around noon yesterday", "2026-11-19T11:00:00Z", "about"),
        ("not sure, about 14:00 on Friday", "2026-11-13T13:00:00Z", "about"),
        ("Friday", "2026-11-20T11:00:00Z", "day"),
        ("last week", "2026-11-12T11:00:00Z", "days"),
        ("yesterday", "2026-11-19T11:00:00Z", "day"),
        ("2026-11-19T14:05", "2026-11-19T13:05:00Z", None),
    ],
)
def test_a_time_is_kept_as_an_instant_and_how_exact_it_is(as_carl, typed, value, exact):
    kept = filed(as_carl, sent_at=typed)["sent_at"]
    assert (kept.value, kept.facts.get("exact")) == (value, exact)
    assert kept.facts["zone"] == "Europe/Berlin"


def test_whoever_reads_it_is_told_no_more_than_was_known(as_carl):
    kept = filed(as_carl, sent_at="yesterday")["sent_at"]
    assert told.told([kept])[0].words == (
        "Thursday, 19 November 2026 in Berlin, the time of day is not known "
        "(18 November 2026, 23:00 to 19 November 2026, 23:00 UTC)"
    )
    page = as_carl.get(f"/tickets/{Ticket.objects.get().reference}/").content.decode()
    assert "the time of day is not known" in page


def test_a_time_ahead_is_still_refused(as_carl):
    assert as_carl.post(NEW, filled(sent_at="tomorrow")).status_code == 422
    assert as_carl.post(NEW, filled(sent_at="about 23:00 today")).status_code == 422
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("typed", "value", "words"),
    [
        ("Bitcoin", "BTC", "Read as BTC."),
        ("₿", "BTC", "Read as BTC."),
        ("btc", "BTC", ""),
        ("比特币", "BTC", "Read as BTC."),
        ("USDT TRC20", "USDT", "Read as USDT on the network Tron."),
        ("usdt (ERC-20)", "USDT", "Read as USDT on the network Ethereum."),
        ("ZZZZZ", "ZZZZZ", "We do not know a coin called ZZZZZ."),
    ],
)
def test_a_coin_is_known_by_its_name(as_carl, typed, value, words):
    assert words in notes(as_carl, "unsupported-token", asset=typed)
    answers = {"network": "tron", "to_address": "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "txid": HASH}
    assert filed(as_carl, "unsupported-token", asset=typed, **answers)["asset"].value == value


def test_an_amount_beside_a_coin_by_its_name_is_of_that_coin(as_carl):
    kept = filed(as_carl, asset="Tether ERC20", amount="250 USDT")["amount"]
    assert (kept.value, kept.facts["asset"]) == ("250", "USDT")
    refused = as_carl.post(NEW, filled(asset="Bitcoin", amount="2 ETH", key="k2"))
    assert "This is an amount of ETH; you chose BTC." in refused.content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"asset": "XRP", "network": "bitcoin"}, "We know XRP on XRP Ledger, but not on Bitcoin."),
        ({"asset": "USDT TRC20", "network": "ethereum"}, "Tron, but you chose Ethereum."),
        ({"asset": "XRP", "network": "xrp"}, ""),
        ({"asset": "SHIB", "network": "ethereum"}, ""),
    ],
)
def test_a_coin_that_is_not_on_the_network_is_asked_about_and_taken(as_carl, said, words):
    page = notes(as_carl, "deposit-missing", **said)
    assert words in page
    assert ("Please check the network" in page) is bool(words)
    assert "field-error" not in page


def test_the_mistake_that_is_reported_is_not_remarked_on(as_carl):
    page = notes(as_carl, "wrong-network", asset="XRP", network_used="bnb", network_expected="xrp")
    assert "Please check the network" not in page


def test_an_iban_is_checked_and_rests_as_its_country_and_its_end(as_carl):
    kept = filed(as_carl, "bank-deposit-missing", iban="DE89 3704 0044 0532 0130 00", account_last4="")
    assert (kept["iban"].value, kept["iban"].facts["country"]) == ("DE…3000", "DE")
    assert "account_last4" not in kept
    assert IBAN not in str([(value.value, value.facts) for value in kept.values()])


def test_without_an_iban_the_last_four_are_still_asked_for(as_carl):
    assert as_carl.post(NEW, filled("bank-deposit-missing", account_last4="")).status_code == 422


@pytest.mark.parametrize(
    ("typed", "is_remarked"),
    [
        (f"{IBAN[:-1]}1", True),
        ("DE89 3704 0044 0532 0130 01", True),
        (IBAN[:-1], True),
        (IBAN, False),
        ("INVOICE 4711", False),
        ("MX12 NOVEMBER", False),
        ("FR2026ABCDEFGHJ", False),
    ],
)
def test_an_iban_with_a_slip_in_it_is_remarked_on_wherever_it_is_written(as_carl, typed, is_remarked):
    page = notes(as_carl, "bank-deposit-missing", reference=typed)
    assert ("This looks like an IBAN" in page) is is_remarked
    assert filed(as_carl, "bank-deposit-missing", reference=typed)["reference"].value == typed


@pytest.mark.parametrize(
    ("typed", "code"), [("euros", "EUR"), ("€", "EUR"), ("US Dollar", "USD"), ("tl", "TRY")]
)
def test_a_currency_is_known_by_its_name(as_carl, typed, code):
    assert filed(as_carl, "bank-deposit-missing", currency=typed)["currency"].value == code


def test_nobody_agrees_by_words_in_a_box_to_tick(as_carl):
    ways = {"network_used": "ethereum", "network_expected": "tron", "to_address": ETH}
    for said in ("maybe", "no", "false", "off"):
        assert as_carl.post(NEW, filled("wrong-network", accepts=said, **ways)).status_code == 422
    assert filed(as_carl, "wrong-network", accepts="true", **ways)["accepts"].value == "yes"


def test_every_time_is_a_line_for_words_until_a_script_puts_a_picker_there(as_carl):
    page = as_carl.get(f"{NEW}?topic=deposit-missing").content.decode()
    assert 'data-unsure="I am not sure of the time"' in page
    assert 'type="datetime-local"' not in page
