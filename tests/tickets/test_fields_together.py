"""Answers beside each other, of what is over, of machines and of much money: told, and told only then."""

import pytest
import time_machine
from django.test import Client

from tests.tickets.office_hours import FRIDAY_NOON
from tests.tickets.said import ETH, IBAN, filled
from tickets.models import Ticket
from tickets.severity import Severity

NEW, ADVICE = "/tickets/new/", "/tickets/new/advice/"
XRP = "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"
pytestmark = pytest.mark.django_db
WAYS = {"network_used": "ethereum", "to_address": ETH}


@pytest.fixture
def as_carl(carl, valkey):
    client = Client()
    client.force_login(carl.user)
    client.cookies["zone"] = "Europe/Berlin"
    with time_machine.travel(FRIDAY_NOON, tick=False):
        yield client


def sent(client, slug, **said):
    """The status and the page that answers."""
    answer = client.post(NEW, filled(slug, **said))
    return answer.status_code, answer.content.decode()


def notes(client, slug, **said):
    typed = {f"f-{key}": value for key, value in said.items()}
    return client.post(ADVICE, {"topic": slug, "asked": slug} | typed).content.decode()


@pytest.mark.parametrize(
    ("slug", "said", "words"),
    [
        ("wrong-network", WAYS | {"network_expected": "ethereum"}, "the same network twice"),
        ("email-lost", {"old_email": "A@example.com", "new_email": "a@example.com"}, "the old address again"),
        ("bank-deposit-missing", {"iban": IBAN, "account_last4": "9999"}, "Your IBAN ends in 3000"),
        ("order-anomaly", {"pair": "BTC/BTC"}, "Both sides are BTC"),
        ("bank-deposit-missing", {"paid_on": "2026-11-21"}, "This day lies ahead"),
        ("verification-slow", {"submitted_on": "2027-06-01"}, "This day lies ahead"),
        ("card-payment", {"auth_code": "zzzzzzzzzzzzzzz not a code"}, "This has 23."),
        ("api-errors", {"ip": "999.999.1.1 banana"}, "This is no IP address."),
        ("bug-report", {"did": ""}, "Tell us what you did, step by step"),
        ("bug-report", {"expected": " "}, "Tell us what should have happened instead."),
        ("account-locked", {"account": "banana"}, "does not look like an account ID"),
        ("account-locked", {"account": "MX0123456789ABCDX"}, "one character may be mistyped"),
        ("account-locked", {"account": "MX000"}, "does not look like an account ID"),
    ],
)
def test_what_cannot_be_true_is_told_and_nothing_is_filed(as_carl, slug, said, words):
    status, page = sent(as_carl, slug, **said)
    assert status == 422
    assert words in page
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("wrong-network", WAYS | {"network_expected": "tron"}),
        ("email-lost", {"old_email": "a@example.com", "new_email": "b@example.com"}),
        ("bank-deposit-missing", {"iban": IBAN, "account_last4": "3000"}),
        ("bank-deposit-missing", {"paid_on": "2026-11-20"}),
        ("bank-withdrawal-late", {"expected_on": "2026-11-27"}),
        ("card-payment", {"auth_code": "A1B2C3"}),
        ("card-payment", {"auth_code": "7412 3456 7890 1234 5678 901"}),
        ("api-errors", {"ip": "2001:DB8::7"}),
        ("bug-report", {}),
        ("account-locked", {"account": "U-20418-7731"}),
    ],
)
def test_what_may_be_true_is_taken(as_carl, slug, said):
    status, page = sent(as_carl, slug, **said)
    assert status == 302, page


def test_an_account_id_of_another_form_is_asked_about(as_carl):
    assert "Our account IDs begin with MX." in notes(as_carl, "account-locked", account="U-20418-7731")
    assert "Our account IDs begin" not in notes(as_carl, "account-locked", account="a@example.com")


FORGOTTEN = (
    "none, no memo, I forgot it, without, empty, –, keiner, kein Memo, Vergessen., sin memo, se me olvidó, "
    "pas de mémo, j’ai oublié, "
    "senza memo, dimenticato, sem memo, esqueci, без memo, забыл, yok, unuttum, 没有, 忘了"
)


@pytest.mark.parametrize("typed", FORGOTTEN.split(", "))
def test_whoever_forgot_the_memo_is_understood(as_carl, typed):
    ways = {
        "network": "xrp",
        "asset": "XRP",
        "memo": typed,
        "to_address": "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh",
    }
    page = notes(as_carl, "missing-memo", **ways)
    assert "No memo or tag was used." in page, page


def test_words_that_are_no_tag_are_still_told(as_carl):
    page = notes(as_carl, "missing-memo", network="xrp", memo="forgotten realms")
    assert "A destination tag is a whole number" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("banana 123", "We do not know a coin called BANANA."),
        ("123 EUR", ""),
        ("0.5 btc", ""),
        ("100 рублей", ""),
    ],
)
def test_a_coin_nobody_knows_is_asked_about_beside_its_amount(as_carl, typed, words):
    page = notes(as_carl, "complaint", loss=typed)
    assert words in page
    assert ("We do not know a coin" in page) is bool(words)


def test_a_currency_that_was_not_chosen_is_told(as_carl):
    refused = sent(as_carl, "bank-deposit-missing", currency="EUR", amount="100 $")
    assert refused[0] == 422
    assert "This is an amount of $; you chose EUR." in refused[1]
    assert sent(as_carl, "bank-deposit-missing", currency="USD", amount="about 100 dollars")[0] == 302


@pytest.mark.parametrize(
    ("asset", "amount", "severity"),
    [
        ("USDT", "10001", Severity.S1),
        ("USDT", "12k", Severity.S1),
        ("USDT", "10000", Severity.S2),
        ("BTC", "20000", Severity.S2),  # its worth moves, and this house has no prices
    ],
)
def test_much_money_is_grave_where_we_can_know_it(as_carl, asset, amount, severity):
    assert sent(as_carl, "deposit-missing", asset=asset, amount=amount)[0] == 302
    assert Ticket.objects.get().severity == severity


def test_the_same_amount_says_nothing_of_another_topic(as_carl):
    assert sent(as_carl, "limits", asset="USDT", amount="20000")[0] == 302
    assert Ticket.objects.get().severity == Severity.S3
